import type { PageImage } from '../contract/image.ts'
import type { Layout, LayoutPage } from '../contract/layout.ts'
import { fitAffine } from '../geometry/affine.ts'
import { shrink } from '../geometry/shrink.ts'
import { applyHomography, type Homography } from '../geometry/transform.ts'
import { discCandidates } from './discCandidates.ts'

/** A form page without a readable code: where it seems to lie, and the fiducials that say so. */
export interface FormSeen {
  readonly layout: Layout
  /** The first with these fiducials: which of them it is, only its code could say. */
  readonly page: LayoutPage
  /** Page millimetres to pixels, to about a millimetre. */
  readonly rough: Homography
  readonly discsPx: ReadonlyMap<string, Point>
}

/**
 * Whether a page without a readable code shows the fiducials of a form: solid discs where a layout has them, in one of the four ways a sheet can
 * lie. Such a page is a form page and nothing else, whatever its code says.
 */
export function seeForm(image: PageImage, layouts: readonly Layout[]): FormSeen | null {
  for (const layout of layouts) {
    const { widthMm, heightMm } = layout.pageSize
    const pxPerMm = Math.max(image.widthPx, image.heightPx) / Math.max(widthMm, heightMm)
    const factor = Math.max(1, Math.round(pxPerMm / LOOK_PX_PER_MM))
    const small = shrink(image, factor)
    const scale = pxPerMm / factor
    const [seenW, seenH] = [image.widthPx / pxPerMm, image.heightPx / pxPerMm]
    for (const page of layout.pages) {
      const { fiducials } = page
      const size = fiducials[0]?.sizeMm
      if (size === undefined || fiducials.length < LEAST) continue
      const discs = discCandidates(small, (size * scale) / 2, fiducials.length + SPARE)
        .filter(({ score }) => score >= LEAST_SCORE)
        .map(({ at }) => ({ x: at.x / scale, y: at.y / scale }))
      for (const quarters of [0, 1, 2, 3]) {
        const found = fiducials.flatMap(({ id, xMm, yMm, sizeMm }) => {
          const centre = { x: xMm + sizeMm / 2, y: yMm + sizeMm / 2 }
          const at = nearest(turned(centre, quarters, widthMm, heightMm, seenW, seenH), discs)
          return at === null ? [] : [{ id, centre, at }]
        })
        if (found.length >= Math.max(LEAST, Math.ceil(fiducials.length * SHARE)))
          return { layout, page, ...settled(found, pxPerMm) }
      }
    }
  }
  return null
}

interface Pair {
  readonly id: string
  readonly centre: Point
  readonly at: Point
}

// What lies far from where the others put it was taken for a disc.
function settled(found: readonly Pair[], pxPerMm: number): Pick<FormSeen, 'rough' | 'discsPx'> {
  let kept = [...found]
  let fit = fitOf(kept)
  while (kept.length > LEAST) {
    const errors = kept.map(({ centre, at }) => offBy(fit, centre, at))
    const worst = errors.indexOf(Math.max(...errors))
    if (errors[worst]! < AGREES_MM) break
    kept = kept.toSpliced(worst, 1)
    fit = fitOf(kept)
  }
  return {
    rough: fit.map((value, k) => (k < 6 ? value * pxPerMm : value)),
    discsPx: new Map(kept.map(({ id, at }) => [id, { x: at.x * pxPerMm, y: at.y * pxPerMm }])),
  }
}

function fitOf(pairs: readonly Pair[]): Homography {
  return fitAffine(
    pairs.map(({ centre }) => centre),
    pairs.map(({ at }) => at),
  )
}

function offBy(fit: Homography, { x, y }: Point, at: Point): number {
  const put = applyHomography(fit, x, y)
  return Math.hypot(put.x - at.x, put.y - at.y)
}

const AGREES_MM = 2

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

function nearest({ x, y }: Point, discs: readonly Point[]): Point | null {
  let best: Point | null = null
  let reach = REACH_MM
  for (const disc of discs) {
    const off = Math.hypot(disc.x - x, disc.y - y)
    if (off > reach) continue
    best = disc
    reach = off
  }
  return best
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
