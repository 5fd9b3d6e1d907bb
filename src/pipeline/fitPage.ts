import type { FittedPage, KnownForm } from '../contract/digitize.ts'
import type { Diagnosis } from '../contract/finding.ts'
import type { PageImage } from '../contract/image.ts'
import type { Fit, FoundCode, PageCode } from '../contract/page.ts'
import type { PageReason } from '../contract/reasons.ts'
import { diagnoseFitted, diagnoseHeld } from '../register/diagnose.ts'
import { registerPage } from '../register/registerPage.ts'
import type { FormShelf } from './formShelf.ts'
import { scanPxPerMm } from './scanDensity.ts'

export type PageFit =
  | { readonly state: 'fitted'; readonly page: FittedPage; readonly form: KnownForm }
  | {
      readonly state: 'held'
      readonly reason: PageReason
      readonly fit: Fit | null
      /** What is wrong with the scan; null where it is the form that is not known. */
      readonly diagnosis: Diagnosis | null
    }

/** A page with one of our codes on the layout and the print it speaks of, or why it cannot be read. */
export async function fitPage(
  image: PageImage,
  found: Pick<FoundCode, 'cornersPx'>,
  code: PageCode,
  forms: FormShelf,
): Promise<PageFit> {
  const known = await forms.find(code)
  if (typeof known === 'string') return { state: 'held', reason: known, fit: null, diagnosis: null }
  const { layout, blanks, form } = known
  const { pageSize } = form.layout
  const registered = registerPage({ image, layout, pageSize, codeCornersPx: found.cornersPx, blanks })
  if (registered === null) {
    const diagnosis = diagnoseHeld({ image, known: { layout, pageSize, cornersPx: found.cornersPx }, layouts: [] })
    return { state: 'held', reason: tooSmall(image) ?? 'PAGE_FIT_FAILED', fit: null, diagnosis }
  }
  const { fit, blank } = registered
  if (scanPxPerMm(fit, pageSize) < LEAST_PX_PER_MM) {
    const findings = diagnoseFitted(image, fit, layout, blank, pageSize)
    return { state: 'held', reason: 'PAGE_RESOLUTION_TOO_LOW', fit, diagnosis: { findings, rough: null } }
  }
  return { state: 'fitted', page: { image, fit, blank, layout }, form }
}

/** What a page is held for that shows no code or no form because it has too few pixels; null when it has enough. */
export function tooSmall({ widthPx, heightPx }: PageImage): PageReason | null {
  return Math.max(widthPx, heightPx) < LEAST_PX ? 'PAGE_RESOLUTION_TOO_LOW' : null
}

/** 100 dpi: a digit is then 15 pixels high. */
const LEAST_PX_PER_MM = 100 / 25.4
/** Longer side of A4 at 100 dpi. */
const LEAST_PX = 1169
