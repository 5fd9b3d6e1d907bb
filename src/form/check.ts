import type { Breach, LoadedForm } from '../contract/form.ts'
import type { LayoutPage } from '../contract/layout.ts'
import { breach, type Rule } from './breach.ts'
import { checkCode } from './check/code.ts'
import { checkDistances } from './check/distances.ts'
import { checkFiducials } from './check/fiducials.ts'
import { checkFolds } from './check/folds.ts'
import { checkKeying } from './check/keying.ts'
import { checkSizes } from './check/sizes.ts'
import { fingerprintOf } from './fingerprint.ts'

/** Files a breach under its page; `target` is what stands in the wrong place. */
export type Report = (rule: Rule, target: string, about?: Parameters<typeof breach>[4]) => void
export type PageCheck = (page: LayoutPage, form: LoadedForm, report: Report) => void

const pageChecks: readonly PageCheck[] = [
  checkFiducials,
  checkCode,
  checkDistances,
  checkFolds,
  checkSizes,
  checkKeying,
]

/**
 * What makes a form readable (DESIGN.md section 6), as far as the layout says it: every breach with what was found and
 * what is demanded. Ink of texts is checked in print/, which knows the fonts.
 */
export function checkForm(form: LoadedForm): Breach[] {
  const breaches = [...checkRecord(form)]
  for (const page of form.layout.pages)
    for (const check of pageChecks)
      check(page, form, (rule, target, about) => breaches.push(breach(form.layout, rule, page.page, target, about)))
  return breaches
}

// A scan is fitted to the printed version's coordinates: once printed they stand for ever.
function checkRecord({ layout, printedFingerprint }: LoadedForm): Breach[] {
  const fingerprint = fingerprintOf(layout)
  if (printedFingerprint === null) return [breach(layout, 'unrecorded', null, 'layout', { other: fingerprint })]
  if (printedFingerprint === fingerprint) return []
  return [breach(layout, 'printed', null, 'layout', { other: printedFingerprint })]
}
