import type { GrayImage } from '../contract/image.ts'
import type { CodePlace, Fiducial } from '../contract/layout.ts'
import { fitAffine, fitSimilarity } from '../geometry/affine.ts'
import { distance, type Point } from '../geometry/point.ts'
import { sampleBox } from '../geometry/sample.ts'
import { applyHomography, fitHomography, type Homography } from '../geometry/transform.ts'
import { discCandidates } from './discCandidates.ts'

/** Centre of a fiducial in page millimetres. */
export function discCentre(fiducial: Fiducial): Point {
  return { x: fiducial.xMm + fiducial.sizeMm / 2, y: fiducial.yMm + fiducial.sizeMm / 2 }
}

/** Corners of the page code in page millimetres, clockwise from top-left. */
export function codeCorners({ xMm, yMm, sizeMm }: CodePlace): readonly [Point, Point, Point, Point] {
  return [
    { x: xMm, y: yMm },
    { x: xMm + sizeMm, y: yMm },
    { x: xMm + sizeMm, y: yMm + sizeMm },
    { x: xMm, y: yMm + sizeMm },
  ]
}

/** A disc candidate of one fiducial, seen in the scan. */
interface Seen {
  readonly index: number
  readonly pageMm: Point
  readonly px: Point
  readonly score: number
}

/** A way the page might lie, and which candidates speak for it. */
export interface Rough {
  readonly pageToPx: Homography
  readonly agreeing: number
}

/**
 * Where the page lies, to about a millimetre, from its code and whatever looks like a fiducial around the places where the
 * code says they should be. The code is small, so its own scale and turn are off far away from it: windows grow with
 * the distance, and of all pairs of candidates the one that most others (and the code) agree with is taken.
 */
export function roughPlace(
  image: GrayImage,
  fiducials: readonly Fiducial[],
  code: CodePlace,
  codePx: readonly Point[],
): Rough | null {
  const cornersMm = codeCorners(code)
  const fromCode = fitSimilarity(cornersMm, codePx)
  const codeCentre = { x: code.xMm + code.sizeMm / 2, y: code.yMm + code.sizeMm / 2 }
  const seen = fiducials.flatMap((fiducial, index) => {
    const pageMm = discCentre(fiducial)
    const reachMm = Math.min(12, 2 + 0.04 * distance(pageMm, codeCentre))
    return look(image, fromCode, fiducial, reachMm).map(({ px, score }) => ({ index, pageMm, px, score }))
  })
  const codePxCentre = applyHomography(fromCode, codeCentre.x, codeCentre.y)
  const scale = Math.hypot(fromCode[0]!, fromCode[3]!)
  const judge = (h: Homography, toleranceMm: number): { inliers: Seen[]; worth: number } => {
    const best = new Map<number, { one: Seen; worth: number }>()
    for (const one of seen) {
      const error = distance(applyHomography(h, one.pageMm.x, one.pageMm.y), one.px) / scale
      if (error > toleranceMm) continue
      const worth = one.score * (1 - (error / toleranceMm) ** 2)
      if (worth > (best.get(one.index)?.worth ?? 0)) best.set(one.index, { one, worth })
    }
    const chosen = [...best.values()]
    return { inliers: chosen.map(({ one }) => one), worth: chosen.reduce((sum, { worth }) => sum + worth, 0) }
  }
  const anchor = { pageMm: codeCentre, px: codePxCentre }
  let top: { inliers: Seen[]; worth: number } = { inliers: [], worth: 0 }
  for (let i = 0; i < seen.length; i++) {
    for (let j = -1; j < i; j++) {
      const one = seen[i]!
      const other = j < 0 ? anchor : seen[j]!
      if ('index' in other && other.index === one.index) continue
      const h = fitSimilarity([one.pageMm, other.pageMm, anchor.pageMm], [one.px, other.px, anchor.px], [1, 1, 0.05])
      const found = judge(h, 2.5)
      if (found.worth > top.worth) top = found
    }
  }
  return settle(top.inliers, judge, cornersMm, codePx)
}

/** Candidates for one fiducial within `reachMm` of where the transform puts it, best first. */
export function look(
  image: GrayImage,
  pageToPx: Homography,
  fiducial: Fiducial,
  reachMm: number,
): { px: Point; score: number }[] {
  const centre = discCentre(fiducial)
  const half = reachMm + fiducial.sizeMm
  const box = { x: centre.x - half, y: centre.y - half, w: 2 * half, h: 2 * half }
  const window = sampleBox(image, { homography: pageToPx, correction: null }, box, WINDOW_PX_PER_MM)
  return discCandidates(window, (fiducial.sizeMm / 2) * WINDOW_PX_PER_MM)
    .map(({ at, score }) => ({ x: box.x + at.x / WINDOW_PX_PER_MM, y: box.y + at.y / WINDOW_PX_PER_MM, score }))
    .filter((place) => distance(place, centre) <= reachMm * 1.2)
    .map(({ x, y, score }) => ({ px: applyHomography(pageToPx, x, y), score }))
}

// 4 px a mm is what a 300 dpi scan shrunk by three has; a disc of 4 mm still has a rim of 50 pixels.
const WINDOW_PX_PER_MM = 4

// From turn and scale to affine to perspective, each with the candidates that agree with the last.
function settle(
  first: Seen[],
  judge: (h: Homography, toleranceMm: number) => { inliers: Seen[] },
  cornersMm: readonly Point[],
  codePx: readonly Point[],
): Rough | null {
  let inliers = first
  let pageToPx: Homography | null = null
  for (const toleranceMm of [2.5, 1.5, 1]) {
    if (inliers.length < 3) return pageToPx === null ? null : { pageToPx, agreeing: inliers.length }
    const from = [...inliers.map(({ pageMm }) => pageMm), ...cornersMm]
    const to = [...inliers.map(({ px }) => px), ...codePx]
    const weights = [...inliers.map(() => 1), ...cornersMm.map(() => CODE_WEIGHT)]
    pageToPx = inliers.length >= 5 ? fitHomography(from, to, weights) : fitAffine(from, to, weights)
    inliers = judge(pageToPx, toleranceMm).inliers
  }
  return pageToPx === null ? null : { pageToPx, agreeing: inliers.length }
}

/** A corner of the code is known to about a third of a millimetre, a fiducial to a few hundredths. */
export const CODE_WEIGHT = 0.02
