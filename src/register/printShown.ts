import type { BlankPage, PageImage } from '../contract/image.ts'
import type { LayoutPage } from '../contract/layout.ts'
import type { Fit } from '../contract/page.ts'
import { scaleAt } from '../geometry/affine.ts'
import { shrink } from '../geometry/shrink.ts'
import { choosePrint } from './choosePrint.ts'
import { scaled } from './fitDiscs.ts'
import { PATCH_PX_PER_MM, patchesOf } from './patches.ts'

/** Which print of its page a scan shows whose fit is known: what registration chose, without fitting it again. One blank at least. */
export function printShown(
  image: PageImage,
  fit: Fit,
  layout: LayoutPage,
  pageSize: { readonly widthMm: number; readonly heightMm: number },
  blanks: readonly BlankPage[],
): BlankPage {
  const pxPerMm = scaleAt(fit.homography, pageSize.widthMm / 2, pageSize.heightMm / 2)
  const most = Math.max(1, Math.floor(Math.min(image.widthPx, image.heightPx) / 300))
  const factor = Math.min(most, Math.max(1, Math.round(pxPerMm / PATCH_PX_PER_MM)))
  const prints = blanks.map((blank) => ({ blank, patches: patchesOf(blank, layout.code, pageSize) }))
  const toCoarse = { homography: scaled(fit.homography, 1 / factor), correction: null }
  return choosePrint(shrink(image, factor), toCoarse, prints).blank
}
