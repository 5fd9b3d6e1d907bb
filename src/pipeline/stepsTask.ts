import type { PageImage } from '../contract/image.ts'
import type { StepsTask } from '../contract/pageSteps.ts'
import { decodePage, PageRefused } from '../intake/decodePage.ts'
import { printShown } from '../register/printShown.ts'
import { sortPage } from '../sort/sortPage.ts'
import { writeSteps } from './drawSteps.ts'
import type { FormShelf } from './formShelf.ts'
import type { PageLook } from './seenSteps.ts'

/**
 * Draws the steps of a page whose pictures nobody kept, from its original and from what was measured when it was read: the fit is that fit, and only pixels are
 * made again. Answers whether there was anything to draw from. Throws what a reader may throw.
 */
export async function stepsTask(
  task: StepsTask,
  { forms, megapixels }: { readonly forms: FormShelf; readonly megapixels: number },
): Promise<boolean> {
  let image: PageImage
  try {
    image = await decodePage(task.path, task.mime, task.index, megapixels)
  } catch (error) {
    if (error instanceof PageRefused) return false
    throw error
  }
  const { code, fit, layout, byHand, findings, why } = task
  const page = layout?.pages.find((one) => one.page === code?.page)
  const known = layout === null || page === undefined ? null : { layout: page, pageSize: layout.pageSize }
  const shelved = code === null ? 'PAGE_FORM_UNKNOWN' : await forms.find(code)
  const blank =
    fit === null || known === null || typeof shelved === 'string' || why !== 'BLANK_GONE'
      ? null
      : printShown(image, fit, known.layout, known.pageSize, shelved.blanks)
  const layouts = why === 'NOT_A_FORM' ? [] : forms.layouts
  const look = { image, known, layouts, fit, blank, byHand, findings, why }
  await writeSteps(task.stepsPath, { ...look, cornersPx: task.cornersPx ?? (await cornersOn(image, task)) })
  return true
}

// A code that was read again after the first look: where it stands is not on record.
async function cornersOn(image: PageImage, { code, byHand, why }: StepsTask): Promise<PageLook['cornersPx']> {
  if (byHand !== null || (code === null && why !== 'PAGE_CODE_FOREIGN')) return null
  const sorted = await sortPage(image)
  return sorted.shows === 'code' ? sorted.found.cornersPx : null
}
