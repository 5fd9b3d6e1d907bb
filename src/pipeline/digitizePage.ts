import type { DigitizeResult, DigitizeTask, FittedPage } from '../contract/digitize.ts'
import type { Diagnosis, Finding } from '../contract/finding.ts'
import type { ByHand } from '../contract/handFit.ts'
import type { GrayImage, PageImage } from '../contract/image.ts'
import type { Layout } from '../contract/layout.ts'
import type { Fit, FoundCode, PageCode } from '../contract/page.ts'
import { parsePageCode } from '../contract/pageCode.ts'
import type { PageReason } from '../contract/reasons.ts'
import { sampleBox } from '../geometry/sample.ts'
import { decodePage, PageRefused } from '../intake/decodePage.ts'
import { encodeView, writeDerived } from '../intake/encodeView.ts'
import { keptDecode } from '../intake/keptDecode.ts'
import type { Engines } from '../read/engines/openEngines.ts'
import { faintInk } from '../read/faintInk.ts'
import { readFields } from '../read/readFields.ts'
import { diagnoseFitted, diagnoseHeld } from '../register/diagnose.ts'
import { isBlackAndWhite } from '../register/printTone.ts'
import { sortPage } from '../sort/sortPage.ts'
import { fitPage, tooSmall } from './fitPage.ts'
import { asProposals, fitPageByHand } from './fitPageByHand.ts'
import { forgetSteps, keepSteps } from './drawSteps.ts'
import type { FormShelf } from './formShelf.ts'
import { isTroubled, type PageLook } from './seenSteps.ts'
import { stopwatch } from './stopwatch.ts'

export interface DigitizeTools {
  readonly forms: FormShelf
  readonly engines: Engines
  readonly megapixels: number
}

/**
 * The way of one page from bytes to readings; every other file of this folder only brings pages here and keeps what comes out. What
 * cannot be known for sure is held with its reason. Throws only when something of ours is broken: that page is tried again.
 */
export async function digitizePage(task: DigitizeTask, tools: DigitizeTools): Promise<DigitizeResult> {
  const { ms, time } = stopwatch()
  if (task.stepsPath !== undefined) await forgetSteps(task.stepsPath)
  const image = await time('decode', () => decode(task, tools.megapixels))
  if (typeof image === 'string') return { ...nothing, kind: 'unknown', ms, state: 'held', reason: image, fit: null }

  const sorted = await time('sort', () => lookAgain(task, image))
  const { code } = sorted
  const byHand = sorted.shows === 'laid' ? sorted : null
  const keep = async (look: Omit<PageLook, 'image' | 'cornersPx' | 'byHand' | 'layouts'>): Promise<void> => {
    const { stepsPath } = task
    if (stepsPath === undefined) return
    const cornersPx = sorted.shows === 'code' ? sorted.found.cornersPx : null
    const layouts = sorted.shows === 'paper' ? [] : tools.forms.layouts
    await time('steps', () => keepSteps(stepsPath, { image, cornersPx, byHand, layouts, ...look }))
  }
  const seen = { code, widthPx: image.widthPx, heightPx: image.heightPx, dpi: image.dpi, ms }
  const hold = async (reason: PageReason, fit: Fit | null, diagnosis: Diagnosis | null): Promise<DigitizeResult> => {
    await time('view', async () => writeDerived(task.viewPath, await encodeView(image, SCAN_VIEW_PX)))
    const known = code === null ? null : await knownLayout(code, tools.forms)
    await keep({ known, fit, blank: null, findings: diagnosis?.findings ?? [], why: reason })
    const held = { ...seen, kind: code === null ? 'unknown' : 'form', state: 'held', reason, fit } as const
    return diagnosis === null ? held : { ...held, diagnosis }
  }
  if (sorted.shows === 'paper') {
    await time('view', async () => writeDerived(task.viewPath, await encodeView(image, SCAN_VIEW_PX)))
    return { ...seen, kind: 'blank', state: 'blank' }
  }
  if (sorted.shows === 'something') {
    const { layouts } = tools.forms
    const diagnosis = await time('diagnose', () => diagnoseHeld({ image, known: null, layouts }))
    return hold(tooSmall(image) ?? 'PAGE_CODE_UNREADABLE', null, diagnosis)
  }
  if (code === null) return hold('PAGE_CODE_FOREIGN', null, null)

  const { fitted, sure } = await time('register', async () =>
    sorted.shows === 'laid'
      ? fitPageByHand(image, sorted, tools.forms)
      : { fitted: await fitPage(image, sorted.found, code, tools.forms), sure: true },
  )
  if (fitted.state === 'held') return hold(fitted.reason, fitted.fit, fitted.diagnosis)
  const { page, form } = fitted
  const { pageSize } = form.layout
  const findings = await time('diagnose', () => findingsOf(page, pageSize))

  if (isTroubled(page.fit, findings, byHand))
    await keep({
      known: { layout: page.layout, pageSize },
      fit: page.fit,
      blank: page.blank,
      findings,
      why: 'NOT_READ',
    })
  const read = await readFields(page, { campaign: form.campaign }, tools.engines)
  await time('view', async () => writeDerived(task.viewPath, await encodeView(rectified(page, pageSize))))
  return {
    ...seen,
    kind: 'form',
    ms: { ...ms, ...read.ms },
    state: 'read',
    fit: page.fit,
    readings: sure ? read.readings : asProposals(read.readings),
    diagnosis: { findings, rough: null },
  }
}

/** `laid`: a person said what it is, and perhaps where it lies. */
type Look =
  | { shows: 'code'; found: Pick<FoundCode, 'cornersPx'>; code: PageCode | null }
  | ({ shows: 'laid' } & ByHand)
  | { shows: 'paper' | 'something'; code: null }

/** What a person said, or the first look found, is not looked for again. */
async function lookAgain({ byHand, found }: DigitizeTask, image: PageImage): Promise<Look> {
  if (byHand !== undefined) return { shows: 'laid', ...byHand }
  if (found !== undefined) return { shows: 'code', found, code: found.code }
  const sorted = await sortPage(image)
  return sorted.shows === 'code'
    ? { ...sorted, code: parsePageCode(sorted.found.text) }
    : { shows: sorted.shows, code: null }
}

async function decode(task: DigitizeTask, megapixels: number): Promise<PageImage | PageReason> {
  const kept = task.decodedPath === undefined ? null : await keptDecode(task.decodedPath)
  if (kept !== null) return kept
  try {
    return await decodePage(task.path, task.mime, task.index, megapixels)
  } catch (error) {
    if (error instanceof PageRefused) return error.reason
    throw error
  }
}

async function knownLayout(code: PageCode, forms: FormShelf): Promise<PageLook['known']> {
  const known = await forms.find(code)
  return typeof known === 'string' ? null : { layout: known.layout, pageSize: known.form.layout.pageSize }
}

// Only black and white makes dots of a faint line; grey keeps it.
function findingsOf(page: FittedPage, pageSize: Layout['pageSize']): Finding[] {
  const { image, fit, layout, blank } = page
  const faint = isBlackAndWhite(image) ? faintInk(page) : null
  return [...diagnoseFitted(image, fit, layout, blank, pageSize), ...(faint === null ? [] : [faint])]
}

/** The page as it would lie under glass: what the screens show, in the millimetres of its layout. */
function rectified(
  { image, fit }: FittedPage,
  { widthMm, heightMm }: { widthMm: number; heightMm: number },
): GrayImage {
  return sampleBox(image, fit, { x: 0, y: 0, w: widthMm, h: heightMm }, VIEW_PX_PER_MM)
}

const nothing = { code: null, widthPx: 0, heightPx: 0, dpi: null } as const
const VIEW_PX_PER_MM = 8
/** Longer side of what is shown of a page that was not fitted. */
const SCAN_VIEW_PX = 2376
