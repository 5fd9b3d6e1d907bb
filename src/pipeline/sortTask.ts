import type { DigitizeTask, SortResult } from '../contract/digitize.ts'
import type { PageImage } from '../contract/image.ts'
import type { Diagnosis } from '../contract/finding.ts'
import type { Layout } from '../contract/layout.ts'
import type { FoundCode } from '../contract/page.ts'
import { parsePageCode } from '../contract/pageCode.ts'
import type { PageReason } from '../contract/reasons.ts'
import type { SeenPage } from '../contract/stack.ts'
import type { StackMark } from '../contract/stackMark.ts'
import { shrink } from '../geometry/shrink.ts'
import { decodePage, PageRefused } from '../intake/decodePage.ts'
import { encodeView, writeDerived } from '../intake/encodeView.ts'
import { keepDecode } from '../intake/keptDecode.ts'
import { diagnoseHeld } from '../register/diagnose.ts'
import { showsBars } from '../sort/showsBars.ts'
import { readMarks, type ReadMark } from '../sort/readMarks.ts'
import { sortPage } from '../sort/sortPage.ts'
import { turnOf } from '../sort/turnOf.ts'
import { forgetSteps, keepSteps } from './drawSteps.ts'
import { tooSmall } from './fitPage.ts'

export interface SortTools {
  readonly forms: { readonly layouts: readonly Layout[] }
  readonly megapixels: number
}

/**
 * The first look at a page: what it shows, which way up, and a picture of it, for whoever looks at a page that is held. All pages of a file are looked at before
 * its letters are told apart.
 */
export async function sortTask(task: DigitizeTask, tools: SortTools): Promise<SortResult> {
  let image: PageImage
  try {
    image = await decodePage(task.path, task.mime, task.index, tools.megapixels)
  } catch (error) {
    if (!(error instanceof PageRefused)) throw error
    return { seen: { shows: 'refused', reason: error.reason }, turn: 0, widthPx: 0, heightPx: 0, dpi: null }
  }
  const { widthPx, heightPx, dpi } = image
  const factor = Math.max(1, Math.round(Math.max(widthPx, heightPx) / LOOK_PX))
  await writeDerived(task.viewPath, await encodeView(shrink(image, Math.min(factor, widthPx, heightPx))))
  const { cornersPx = null, ...looked } = await look(image, tools.forms.layouts)
  await keepTrouble(task.stepsPath, image, cornersPx, looked, tools.forms)
  if (looked.seen.shows === 'form' && task.decodedPath !== undefined) await keepDecode(task.decodedPath, image)
  return { ...looked, widthPx, heightPx, dpi }
}

type Looked = Pick<SortResult, 'seen' | 'turn'> & {
  readonly diagnosis?: Diagnosis
  /** Of a code that is none of ours. */
  readonly cornersPx?: FoundCode['cornersPx']
}

async function look(image: PageImage, layouts: readonly Layout[]): Promise<Looked> {
  const sorted = await sortPage(image)
  const code = sorted.shows === 'code' ? parsePageCode(sorted.found.text) : null
  if (sorted.shows === 'code' && code !== null)
    return { seen: { shows: 'form', code, cornersPx: sorted.found.cornersPx }, turn: turnOf(sorted.found.cornersPx) }
  if (sorted.shows === 'paper') return { seen: { shows: 'paper' }, turn: 0 }
  const marks = await readMarks(image)
  if (marks.length > 0)
    return {
      seen: agree(marks) ? { shows: 'mark', marks: marks.map(bare) } : { shows: 'barred' },
      turn: turnOf(marks[0]!.cornersPx),
    }
  const diagnosis = diagnoseHeld({ image, known: null, layouts })
  if (diagnosis.rough !== null) return { seen: { shows: 'something', formLike: true }, turn: 0, diagnosis }
  if (showsBars(image)) return { seen: { shows: 'barred' }, turn: 0, diagnosis }
  if (sorted.shows === 'code') {
    const { cornersPx } = sorted.found
    return { seen: { shows: 'foreign' }, turn: turnOf(cornersPx), cornersPx }
  }
  const small = tooSmall(image)
  return {
    seen: small === null ? { shows: 'something', formLike: false } : { shows: 'refused', reason: small },
    turn: 0,
    diagnosis,
  }
}

/** Of a form, a mark or bare paper nothing is in doubt; of the rest nobody knows yet whether it will be held, and its pictures are kept. */
async function keepTrouble(
  path: string | undefined,
  image: PageImage,
  cornersPx: FoundCode['cornersPx'] | null,
  { seen, diagnosis }: Looked,
  { layouts }: SortTools['forms'],
): Promise<void> {
  if (path === undefined) return
  await forgetSteps(path)
  const why = whyHeld(seen)
  if (why === null) return
  const findings = diagnosis?.findings ?? []
  await keepSteps(path, { image, cornersPx, layouts, known: null, fit: null, blank: null, byHand: null, findings, why })
}

function whyHeld(seen: SeenPage): PageReason | null {
  if (seen.shows === 'refused') return seen.reason
  if (seen.shows === 'foreign') return 'PAGE_CODE_FOREIGN'
  if (seen.shows === 'barred') return 'PAGE_MARK_UNREADABLE'
  return seen.shows === 'something' ? 'PAGE_CODE_UNREADABLE' : null
}

/** One waybill at most, one code of ours at most: two speak of two envelopes. */
function agree(marks: readonly ReadMark[]): boolean {
  return new Set(marks.map(({ mark }) => mark)).size === marks.length
}

/** Longer side of the picture of a page that is not read yet, to the nearest whole part of the scan. */
const LOOK_PX = 1600

function bare(found: ReadMark): StackMark {
  if (found.mark === 'separator') return { mark: 'separator' }
  return found.mark === 'waybill' ? { mark: 'waybill', waybill: found.waybill } : { mark: 'code', code: found.code }
}
