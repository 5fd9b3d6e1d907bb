import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DigitizeResult, DigitizeTask, SortResult } from '../../src/contract/digitize.ts'
import { parsePageCode } from '../../src/contract/pageCode.ts'
import type { StepsTask } from '../../src/contract/pageSteps.ts'
import type { Reading } from '../../src/contract/reading.ts'
import { decodePage, PageRefused } from '../../src/intake/decodePage.ts'
import { encodeView, writeDerived } from '../../src/intake/encodeView.ts'
import { keptDecode } from '../../src/intake/keptDecode.ts'
import { findCode } from '../../src/sort/findCode.ts'
import { isBlankPage } from '../../src/sort/pageKind.ts'
import { openFormShelf } from '../../src/pipeline/formShelf.ts'
import { sortTask } from '../../src/pipeline/sortTask.ts'
import { stepsTask } from '../../src/pipeline/stepsTask.ts'
import { NOTE_FIELD, smallForm } from './smallPages.ts'

/** The real first look: quick enough. */
export function sort(task: DigitizeTask): Promise<SortResult> {
  return sortTask(task, { forms: { layouts: [smallForm.layout] }, megapixels: 80 })
}

/** Real pictures too; of the small form no blanks are there to be taken away. */
export function drawSteps(task: StepsTask): Promise<boolean> {
  return stepsTask(task, { forms: openFormShelf([smallForm]), megapixels: 80 })
}

export { inspectFile as inspect } from '../../src/intake/inspectFile.ts'

/**
 * A reader for pages of smallPages.ts: decodes and reads the page code as the real one does, and leaves out what takes
 * seconds, fitting and handwriting. The field it "reads" says whose page it is, so that a mix-up is seen.
 */
export async function digitize(task: DigitizeTask): Promise<DigitizeResult> {
  const nothing = { code: null, widthPx: 0, heightPx: 0, dpi: null, ms: {} } as const
  let image
  try {
    const kept = task.decodedPath === undefined ? null : await keptDecode(task.decodedPath)
    image = kept ?? (await decodePage(task.path, task.mime, task.index))
  } catch (error) {
    if (!(error instanceof PageRefused)) throw error
    return { ...nothing, kind: 'unknown', state: 'held', reason: error.reason, fit: null }
  }
  await mkdir(dirname(task.viewPath), { recursive: true })
  await writeDerived(task.viewPath, await encodeView(image))
  const { widthPx, heightPx, dpi } = image
  const seen = { widthPx, heightPx, dpi, ms: {} }
  const found = task.byHand === undefined ? await findCode(image, 'quick') : null
  const code = task.byHand?.code ?? (found === null ? null : parsePageCode(found.text))
  if (code === null && found === null && isBlankPage(image))
    return { ...seen, code: null, kind: 'blank', state: 'blank' }
  if (code === null) {
    const reason = found === null ? 'PAGE_CODE_UNREADABLE' : 'PAGE_CODE_FOREIGN'
    return { ...seen, code, kind: 'unknown', state: 'held', reason, fit: null }
  }
  const value = `${code.serial}/${code.page}`
  const reading: Reading = { state: 'read', value, confidence: 1, candidates: [], engine: 'test' }
  return {
    ...seen,
    code,
    kind: 'form',
    state: 'read',
    readings: { [`${NOTE_FIELD}${code.page}`]: reading },
    fit: { homography: [1, 0, 0, 0, 1, 0, 0, 0, 1], correction: null, fitErrorMm: 0, fiducials: [], rotationDeg: 0 },
  }
}
