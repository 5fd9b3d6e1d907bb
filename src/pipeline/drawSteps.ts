import { rm } from 'node:fs/promises'
import type { GrayImage } from '../contract/image.ts'
import type { DrawnPicture, DrawnSteps } from '../contract/pageSteps.ts'
import { encodeStep, writeDerived } from '../intake/encodeView.ts'
import { fieldCrops } from '../read/fieldCrops.ts'
import { inkOf } from '../read/ink.ts'
import { seenSteps, type PageLook } from './seenSteps.ts'
import { packSteps } from './stepsFile.ts'

/** Draws the steps of a page and leaves them in a file, whole or not at all. */
export async function writeSteps(path: string, look: PageLook): Promise<void> {
  await writeDerived(path, packSteps(await drawSteps(look)))
}

/** The same beside a look or a reading. A page is not lost for its pictures: without them they are drawn when somebody asks, and a failure is told then. */
export async function keepSteps(path: string, look: PageLook): Promise<void> {
  await writeSteps(path, look).catch(() => forgetSteps(path))
}

/** What an attempt that came to nothing may have left there. */
export async function forgetSteps(path: string): Promise<void> {
  await rm(path, { force: true })
}

/**
 * The steps of a page as pictures of at most MOST_BYTES together: the scan, the ink without the form, and each field's crop, the last two by the same functions as
 * readers take them: crops at the readers' scale and then made smaller, the ink of the page at the scale it is shown at. Marks and boxes are numbers (`seen`): who
 * looks draws them over the scan.
 */
async function drawSteps(look: PageLook): Promise<DrawnSteps> {
  const { image, fit, blank, known } = look
  const seen = seenSteps(look)
  const scan = await picture(image, Math.min(1, SCAN_PX / Math.max(image.widthPx, image.heightPx)))
  if (fit === null || blank === null || known === null) return { seen, scan, ink: null, crops: {} }
  const { layout, pageSize } = known
  const page = { image, fit, blank, layout }
  const { widthMm: w, heightMm: h } = pageSize
  const ink = await picture(inkOf(page, { x: 0, y: 0, w, h }, INK_PX_PER_MM), 1)
  const cut = layout.fields.map((field) => ({ id: field.id, image: fieldCrops(page, field) }))
  return { seen, scan, ink, crops: await within(MOST_BYTES - scan.bytes.length - ink.bytes.length, cut) }
}

// As large as all of them together may be.
async function within(
  bytes: number,
  cut: readonly { readonly id: string; readonly image: GrayImage | null }[],
): Promise<Record<string, DrawnPicture>> {
  for (const share of CROP_SHARES) {
    const crops: Record<string, DrawnPicture> = {}
    for (const { id, image } of cut) if (image !== null) crops[id] = await picture(image, share)
    const sum = Object.values(crops).reduce((all, one) => all + one.bytes.length, 0)
    if (sum <= bytes || share === CROP_SHARES.at(-1)) return crops
  }
  return {}
}

async function picture(image: GrayImage, share: number): Promise<DrawnPicture> {
  return { ...(await encodeStep(image, share)), share }
}

const MOST_BYTES = 290_000
/** Longer side: 103 dpi of A4. */
const SCAN_PX = 1200
/** 100 dpi, half of what cells and lines are read at: a whole page at their scale costs four times as long and looks the same (decisions/0116). */
const INK_PX_PER_MM = 4
const CROP_SHARES = [0.75, 0.5, 0.35, 0.25]
