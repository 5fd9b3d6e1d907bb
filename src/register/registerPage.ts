import type { BlankPage, GrayImage, PageImage } from '../contract/image.ts'
import type { LayoutPage } from '../contract/layout.ts'
import type { Fit, PointPx } from '../contract/page.ts'
import { shrink } from '../geometry/shrink.ts'
import { applyHomography, invertHomography, type Homography, type PageTransform } from '../geometry/transform.ts'
import { correctionGrid, type Anchor } from './correctionGrid.ts'
import { fitDiscs, scaled, type DiscFit } from './fitDiscs.ts'
import { matchPatch, type PatchMatch } from './matchPatch.ts'
import { PATCH_PX_PER_MM, patchesOf, type Patch } from './patches.ts'
import { roughPlace } from './roughPlace.ts'

export interface PageToRegister {
  readonly image: PageImage
  readonly layout: LayoutPage
  readonly pageSize: { readonly widthMm: number; readonly heightMm: number }
  /** Corners of the page code in the scan, clockwise from the symbol's own top-left. */
  readonly codeCornersPx: readonly PointPx[]
  readonly blank: BlankPage
}

/**
 * How the page lies in the scan: rough from its code, exact from its fiducials, checked against everything else that is
 * printed on it, and corrected where paper stretched or was folded. null when fewer than three fiducials agree, when they agree badly, or
 * when the scan does not show the form where they say it is: a page is held rather than read through a wrong fit.
 */
export function registerPage({ image, layout, pageSize, codeCornersPx, blank }: PageToRegister): Fit | null {
  const { fiducials, code } = layout
  const coarseFactor = coarseFactorFor(codeCornersPx, code.sizeMm, image)
  const coarse = shrink(image, coarseFactor)
  const small = codeCornersPx.map(({ x, y }) => ({ x: x / coarseFactor, y: y / coarseFactor }))
  const rough = roughPlace(coarse, fiducials, code, small)
  if (rough === null) return null
  const start = scaled(rough.pageToPx, coarseFactor)
  const fit = fitDiscs(image, coarse, coarseFactor, fiducials, code, codeCornersPx, start)
  if (fit === null || fit.errorMm > WORST_ERROR_MM) return null
  const patches = patchesOf(blank, code, pageSize)
  const matches = matchAll(coarse, scaled(fit.pageToPx, 1 / coarseFactor), patches)
  const corrected = correctionGrid(matches, anchorsOf(fit), pageSize.widthMm, pageSize.heightMm)
  // Too little print on the form itself to check against: then the fiducials must do.
  const checkable = patches.length >= FEWEST_PATCHES
  if (checkable && (corrected?.agreeing ?? 0) < LEAST_SHARE * patches.length) return null
  return {
    homography: [...fit.pageToPx],
    correction: corrected?.grid ?? null,
    fitErrorMm: fit.errorMm,
    fiducials: fit.discs.map(({ id, px, used, errorMm }) => ({ id, xPx: px.x, yPx: px.y, used, errorMm })),
    rotationDeg: rotationDeg(fit.pageToPx, pageSize.widthMm / 2, pageSize.heightMm / 2),
  }
}

// A fold or a bad feeder bends the fiducials apart by a few tenths; beyond this they are not those of this page.
const WORST_ERROR_MM = 1.2

function coarseFactorFor(corners: readonly PointPx[], sizeMm: number, image: GrayImage): number {
  const side = Math.hypot(corners[1]!.x - corners[0]!.x, corners[1]!.y - corners[0]!.y)
  const most = Math.max(1, Math.floor(Math.min(image.widthPx, image.heightPx) / 300))
  return Math.min(most, Math.max(1, Math.round(side / sizeMm / PATCH_PX_PER_MM)))
}

function matchAll(coarse: GrayImage, homography: Homography, patches: readonly Patch[]): PatchMatch[] {
  const transform: PageTransform = { homography, correction: null }
  const matches = patches.map((patch) => matchPatch(coarse, transform, patch, REACH_MM))
  return matches.filter((match) => match !== null && match.score > LEAST_SCORE) as PatchMatch[]
}

const REACH_MM = 1.25
const LEAST_SCORE = 0.3
const FEWEST_PATCHES = 12
// Of about 150 patches a true fit brings 90 to 150 together, one that is 3 mm off at most 30 (decision 0031).
const LEAST_SHARE = 0.28

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
