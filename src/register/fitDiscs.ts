import type { GrayImage } from '../contract/image.ts'
import type { CodePlace, Fiducial } from '../contract/layout.ts'
import { fitAffine, scaleAt } from '../geometry/affine.ts'
import { distance, type Point } from '../geometry/point.ts'
import { applyHomography, fitHomography, type Homography } from '../geometry/transform.ts'
import { refineDisc } from './refineDisc.ts'
import { CODE_WEIGHT, codeCorners, discCentre, look } from './roughPlace.ts'

/** One fiducial as measured and as fitted. */
export interface FittedDisc {
  readonly id: string
  readonly pageMm: Point
  readonly px: Point
  readonly used: boolean
  readonly errorMm: number
}

export interface DiscFit {
  readonly pageToPx: Homography
  readonly discs: readonly FittedDisc[]
  /** Root mean square error of the discs used. */
  readonly errorMm: number
}

/**
 * The transform from the discs measured at sub-pixel accuracy, in three rounds: each starts from the last fit and looks farther for
 * discs that it did not see, so that a fiducial missed by a rough start is found and one found in the wrong place is not. null
 * with fewer than 3 good discs.
 */
export function fitDiscs(
  fine: GrayImage,
  coarse: GrayImage,
  coarseFactor: number,
  fiducials: readonly Fiducial[],
  code: CodePlace,
  codePx: readonly Point[],
  rough: Homography,
): DiscFit | null {
  let pageToPx = rough
  let fit: DiscFit | null = null
  let seen = new Set(fiducials.map(({ id }) => id))
  for (const [reachMm, unseenReachMm] of ROUNDS) {
    const found = fiducials.flatMap((fiducial) => {
      const reach = seen.has(fiducial.id) ? reachMm : unseenReachMm
      const disc = measure(fine, coarse, coarseFactor, fiducial, pageToPx, reach)
      return disc === null ? [] : [{ id: fiducial.id, pageMm: discCentre(fiducial), ...disc }]
    })
    const measured = ofOneSize(found)
    fit = robust(measured, codeCorners(code), codePx)
    if (fit === null) return null
    pageToPx = fit.pageToPx
    seen = new Set(measured.map(({ id }) => id))
  }
  return fit
}

// Without the discs of one side a fit may be 2 mm off there (hostile scans of the development pool).
const ROUNDS = [
  [1.6, 1.6],
  [0.9, 3],
  [0.9, 3],
] as const

// Toner and threshold make all discs of a page larger or smaller alike, within 0.1 mm of their median (60 pages, normal and
// hostile); a punched hole or a blot has a size of its own, and its centre would draw the fit along.
function ofOneSize(found: readonly Measured[]): Measured[] {
  const radii = found.map(({ radiusMm }) => radiusMm).toSorted((a, b) => a - b)
  const middle = radii[radii.length >> 1] ?? 0
  return found.filter(({ radiusMm }) => Math.abs(radiusMm - middle) < 0.1 * middle)
}

function measure(
  fine: GrayImage,
  coarse: GrayImage,
  factor: number,
  fiducial: Fiducial,
  pageToPx: Homography,
  reachMm: number,
): { px: Point; radiusMm: number } | null {
  const toCoarse = scaled(pageToPx, 1 / factor)
  const centre = discCentre(fiducial)
  const inverse = scaleAt(pageToPx, centre.x, centre.y)
  const guess = applyHomography(pageToPx, centre.x, centre.y)
  for (const candidate of look(coarse, toCoarse, fiducial, reachMm)) {
    const px = { x: candidate.px.x * factor, y: candidate.px.y * factor }
    // Back to page millimetres round the guess: the local scale is enough over a few millimetres.
    const start = nearMm(pageToPx, centre, px, inverse)
    const disc = refineDisc(fine, pageToPx, start, fiducial.sizeMm / 2)
    if (disc !== null && distance(disc.atPx, guess) < reachMm * 1.3 * inverse)
      return { px: disc.atPx, radiusMm: disc.radiusMm }
  }
  return null
}

// The place of the page that shows at `px`, by two Newton steps with a turn and scale.
function nearMm(pageToPx: Homography, from: Point, px: Point, scale: number): Point {
  const angle = Math.atan2(pageToPx[3]!, pageToPx[0]!)
  const c = Math.cos(angle) / scale
  const s = Math.sin(angle) / scale
  let at = from
  for (let step = 0; step < 2; step++) {
    const now = applyHomography(pageToPx, at.x, at.y)
    const dx = px.x - now.x
    const dy = px.y - now.y
    at = { x: at.x + dx * c + dy * s, y: at.y - dx * s + dy * c }
  }
  return at
}

interface Measured {
  readonly id: string
  readonly pageMm: Point
  readonly px: Point
  readonly radiusMm: number
}

// A false disc, or one that a fold has moved, stands out by how much better the others agree without it.
function robust(measured: readonly Measured[], cornersMm: readonly Point[], codePx: readonly Point[]): DiscFit | null {
  let used = [...measured]
  let fit = solve(used, cornersMm, codePx)
  while (fit !== null && used.length > 4) {
    const without = used.map((_, k) => solve(used.toSpliced(k, 1), cornersMm, codePx))
    const errors = without.map((other) => (other === null ? Infinity : other.errorMm))
    const k = errors.indexOf(Math.min(...errors))
    const left = without[k] ?? null
    if (left === null) break
    const off = errorMm(left.pageToPx, used[k]!)
    if (off < 0.6 || errors[k]! > fit.errorMm * 0.6) break
    used = used.toSpliced(k, 1)
    fit = left
  }
  if (fit === null) return null
  const { pageToPx } = fit
  const kept = new Set(used.map(({ id }) => id))
  return {
    pageToPx,
    errorMm: fit.errorMm,
    discs: measured.map((one) => ({ ...one, used: kept.has(one.id), errorMm: errorMm(pageToPx, one) })),
  }
}

// Four discs determine a perspective completely, which leaves no error to see: it takes five to spend on it.
function solve(
  used: readonly Measured[],
  cornersMm: readonly Point[],
  codePx: readonly Point[],
): { pageToPx: Homography; errorMm: number } | null {
  if (used.length < 3) return null
  const from = [...used.map(({ pageMm }) => pageMm), ...cornersMm]
  const to = [...used.map(({ px }) => px), ...codePx]
  const weights = [...used.map(() => 1), ...cornersMm.map(() => CODE_WEIGHT)]
  try {
    const pageToPx = used.length >= 5 ? fitHomography(from, to, weights) : affineUnlessBent(used, from, to, weights)
    return { pageToPx, errorMm: rms(pageToPx, used) }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function affineUnlessBent(
  used: readonly Measured[],
  from: readonly Point[],
  to: readonly Point[],
  weights: readonly number[],
): Homography {
  const affine = fitAffine(from, to, weights)
  return used.length < 4 || rms(affine, used) < 0.3 ? affine : fitHomography(from, to, weights)
}

function rms(pageToPx: Homography, used: readonly Measured[]): number {
  return Math.sqrt(used.reduce((sum, one) => sum + errorMm(pageToPx, one) ** 2, 0) / used.length)
}

function errorMm(pageToPx: Homography, { pageMm, px }: Measured): number {
  return distance(applyHomography(pageToPx, pageMm.x, pageMm.y), px) / scaleAt(pageToPx, pageMm.x, pageMm.y)
}

/** The transform into an image `factor` times as large. */
export function scaled(h: Homography, factor: number): Homography {
  return h.map((value, k) => (k < 6 ? value * factor : value))
}
