import type { BlankPage, GrayImage, PageImage } from '../contract/image.ts'
import type { LayoutPage } from '../contract/layout.ts'
import type { Fit, PointPx } from '../contract/page.ts'
import { shrink } from '../geometry/shrink.ts'
import { applyHomography, invertHomography, type Homography } from '../geometry/transform.ts'
import { choosePrint } from './choosePrint.ts'
import type { Anchor } from './correctionGrid.ts'
import { fitDiscs, scaled, type DiscFit } from './fitDiscs.ts'
import { followPrint } from './followPrint.ts'
import { PATCH_PX_PER_MM, patchesOf } from './patches.ts'
import { roughPlace } from './roughPlace.ts'

export interface PageToRegister {
  readonly image: PageImage
  readonly layout: LayoutPage
  readonly pageSize: { readonly widthMm: number; readonly heightMm: number }
  /** Corners of the page code in the scan, clockwise from the symbol's own top-left. */
  readonly codeCornersPx: readonly PointPx[]
  /** Every way this page was printed: one at least. */
  readonly blanks: readonly BlankPage[]
}

export interface RegisteredPage {
  readonly fit: Fit
  /** The print that the scan shows. */
  readonly blank: BlankPage
}

/**
 * How the page lies in the scan: rough from its code, exact from its fiducials, checked against everything else that is
 * printed on it, and corrected where paper stretched or was folded. null when fewer than three fiducials agree, when they agree badly, or
 * when the scan does not show the form where they say it is: a page is held rather than read through a wrong fit.
 */
export function registerPage(page: PageToRegister): RegisteredPage | null {
  const { image, layout, pageSize, codeCornersPx, blanks } = page
  const { fiducials, code } = layout
  const coarseFactor = coarseFactorFor(codeCornersPx, code.sizeMm, image)
  const coarse = shrink(image, coarseFactor)
  const small = codeCornersPx.map(({ x, y }) => ({ x: x / coarseFactor, y: y / coarseFactor }))
  const rough = roughPlace(coarse, fiducials, code, small)
  if (rough === null) return null
  const start = scaled(rough.pageToPx, coarseFactor)
  const fit = fitDiscs(image, coarse, coarseFactor, fiducials, code, codeCornersPx, start)
  if (fit === null || fit.errorMm > WORST_ERROR_MM) return null
  const pageToCoarse = scaled(fit.pageToPx, 1 / coarseFactor)
  const prints = blanks.map((blank) => ({ blank, patches: patchesOf(blank, code, pageSize) }))
  const { blank, patches } = choosePrint(coarse, { homography: pageToCoarse, correction: null }, prints)
  const followed = followPrint(coarse, pageToCoarse, patches, anchorsOf(fit), pageSize)
  if (!followed.sure) return null
  return {
    blank,
    fit: {
      homography: [...fit.pageToPx],
      correction: followed.grid,
      fitErrorMm: fit.errorMm,
      fiducials: fit.discs.map(({ id, px, used, errorMm }) => ({ id, xPx: px.x, yPx: px.y, used, errorMm })),
      rotationDeg: rotationDeg(fit.pageToPx, pageSize.widthMm / 2, pageSize.heightMm / 2),
    },
  }
}

// A fold or a bad feeder bends the fiducials apart by a few tenths; beyond this they are not those of this page.
const WORST_ERROR_MM = 1.2

function coarseFactorFor(corners: readonly PointPx[], sizeMm: number, image: GrayImage): number {
  const side = Math.hypot(corners[1]!.x - corners[0]!.x, corners[1]!.y - corners[0]!.y)
  const most = Math.max(1, Math.floor(Math.min(image.widthPx, image.heightPx) / 300))
  return Math.min(most, Math.max(1, Math.round(side / sizeMm / PATCH_PX_PER_MM)))
}

function anchorsOf({ pageToPx, discs }: DiscFit): Anchor[] {
  const back = invertHomography(pageToPx)
  return discs
    .filter(({ used }) => used)
    .map(({ pageMm, px }) => {
      const seen = applyHomography(back, px.x, px.y)
      return { xMm: pageMm.x, yMm: pageMm.y, dxMm: seen.x - pageMm.x, dyMm: seen.y - pageMm.y }
    })
}

function rotationDeg(h: Homography, xMm: number, yMm: number): number {
  const a = applyHomography(h, xMm - 1, yMm)
  const b = applyHomography(h, xMm + 1, yMm)
  return (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI
}
