import type { Point } from './point.ts'
import type { Homography } from './transform.ts'

/**
 * The turn, scale and shift that takes `from` to `to` with the least squared distance (Umeyama 1991 without
 * reflection), as a 3 × 3 transform. At least 2 pairs; throws RangeError when they coincide.
 */
export function fitSimilarity(from: readonly Point[], to: readonly Point[], weights?: readonly number[]): Homography {
  const { a, b, total } = weightedMeans(from, to, weights)
  if (total === 0) throw new RangeError('a similarity needs 2 pairs or more')
  let cosine = 0
  let sine = 0
  let spread = 0
  for (let k = 0; k < from.length; k++) {
    const w = weights?.[k] ?? 1
    const x = from[k]!.x - a.x
    const y = from[k]!.y - a.y
    const u = to[k]!.x - b.x
    const v = to[k]!.y - b.y
    cosine += w * (x * u + y * v)
    sine += w * (x * v - y * u)
    spread += w * (x * x + y * y)
  }
  if (spread < 1e-12) throw new RangeError('the points of a similarity coincide')
  const p = cosine / spread
  const q = sine / spread
  return [p, -q, b.x - p * a.x + q * a.y, q, p, b.y - q * a.x - p * a.y, 0, 0, 1]
}

/** The affine transform with the least squared distance. At least 3 pairs not on a line, else RangeError. */
export function fitAffine(from: readonly Point[], to: readonly Point[], weights?: readonly number[]): Homography {
  const { a, b, total } = weightedMeans(from, to, weights)
  let xx = 0
  let xy = 0
  let yy = 0
  let xu = 0
  let yu = 0
  let xv = 0
  let yv = 0
  for (let k = 0; k < from.length; k++) {
    const w = weights?.[k] ?? 1
    const x = from[k]!.x - a.x
    const y = from[k]!.y - a.y
    const u = to[k]!.x - b.x
    const v = to[k]!.y - b.y
    xx += w * x * x
    xy += w * x * y
    yy += w * y * y
    xu += w * x * u
    yu += w * y * u
    xv += w * x * v
    yv += w * y * v
  }
  const det = xx * yy - xy * xy
  if (total === 0 || det < 1e-9 * (xx + yy) ** 2) throw new RangeError('the points of an affine fit lie on a line')
  const m0 = (xu * yy - yu * xy) / det
  const m1 = (yu * xx - xu * xy) / det
  const m3 = (xv * yy - yv * xy) / det
  const m4 = (yv * xx - xv * xy) / det
  return [m0, m1, b.x - m0 * a.x - m1 * a.y, m3, m4, b.y - m3 * a.x - m4 * a.y, 0, 0, 1]
}

/** Pixels for each millimetre at a place of the page, the geometric mean of both directions. */
export function scaleAt(h: Homography, x: number, y: number): number {
  const w = h[6]! * x + h[7]! * y + h[8]!
  const u = (h[0]! * x + h[1]! * y + h[2]!) / w
  const v = (h[3]! * x + h[4]! * y + h[5]!) / w
  const ux = (h[0]! - u * h[6]!) / w
  const uy = (h[1]! - u * h[7]!) / w
  const vx = (h[3]! - v * h[6]!) / w
  const vy = (h[4]! - v * h[7]!) / w
  return Math.sqrt(Math.abs(ux * vy - uy * vx))
}

function weightedMeans(
  from: readonly Point[],
  to: readonly Point[],
  weights?: readonly number[],
): { a: Point; b: Point; total: number } {
  let total = 0
  let ax = 0
  let ay = 0
  let bx = 0
  let by = 0
  for (let k = 0; k < from.length; k++) {
    const w = weights?.[k] ?? 1
    total += w
    ax += w * from[k]!.x
    ay += w * from[k]!.y
    bx += w * to[k]!.x
    by += w * to[k]!.y
  }
  if (total === 0) return { a: { x: 0, y: 0 }, b: { x: 0, y: 0 }, total }
  return { a: { x: ax / total, y: ay / total }, b: { x: bx / total, y: by / total }, total }
}
