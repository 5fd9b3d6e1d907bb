import type { PageImage } from '../contract/image.ts'
import type { Layout } from '../contract/layout.ts'
import { shrink } from '../geometry/shrink.ts'
import { discCandidates, type DiscCandidate } from './discCandidates.ts'

/**
 * Whether a page without a readable code shows the fiducials of a form: solid discs where a layout has them, in one of the four ways a sheet can
 * lie. Such a page is a form page and nothing else, whatever its code says.
 */
export function looksLikeForm(image: PageImage, layouts: readonly Layout[]): boolean {
  return layouts.some((layout) => {
    const { widthMm, heightMm } = layout.pageSize
    const pxPerMm = Math.max(image.widthPx, image.heightPx) / Math.max(widthMm, heightMm)
    const factor = Math.max(1, Math.round(pxPerMm / LOOK_PX_PER_MM))
    const small = shrink(image, factor)
    const scale = pxPerMm / factor
    return layout.pages.some(({ fiducials }) => {
      const size = fiducials[0]?.sizeMm
      if (size === undefined || fiducials.length < LEAST) return false
      const discs = discCandidates(small, (size * scale) / 2, fiducials.length + SPARE).map(({ at, score }) => {
        return { score, at: { x: at.x / scale, y: at.y / scale } }
      })
      const places = fiducials.map(({ xMm, yMm, sizeMm }) => ({ x: xMm + sizeMm / 2, y: yMm + sizeMm / 2 }))
      const [seenW, seenH] = [image.widthPx / pxPerMm, image.heightPx / pxPerMm]
      return [0, 1, 2, 3].some((quarters) => {
        const found = places.filter((place) =>
          near(turned(place, quarters, widthMm, heightMm, seenW, seenH), discs),
        ).length
        return found >= Math.max(LEAST, Math.ceil(places.length * SHARE))
      })
    })
  })
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Where a place of the page lies in the scan of a sheet turned by so many quarters clockwise. */
function turned({ x, y }: Point, quarters: number, w: number, h: number, seenW: number, seenH: number): Point {
  const inSheet = [
    { x, y },
    { x: h - y, y: x },
    { x: w - x, y: h - y },
    { x: y, y: w - x },
  ][quarters]!
  const [sheetW, sheetH] = quarters % 2 === 0 ? [w, h] : [h, w]
  // Scans are a little larger than the sheet, or smaller.
  return { x: inSheet.x + (seenW - sheetW) / 2, y: inSheet.y + (seenH - sheetH) / 2 }
}

function near({ x, y }: Point, discs: readonly DiscCandidate[]): boolean {
  return discs.some(({ at, score }) => score >= LEAST_SCORE && Math.hypot(at.x - x, at.y - y) <= REACH_MM)
}

/** 100 dpi. */
const LOOK_PX_PER_MM = 4
/** Candidates beyond the fiducials: full stops and filled boxes look a little like discs. */
const SPARE = 10
/** Skew of two degrees and a shift of a few millimetres move a corner by so much. */
const REACH_MM = 9
const LEAST = 4
const SHARE = 0.6
const LEAST_SCORE = 0.45
