import type { Point } from './point.ts'

/** Row-major 3 × 3 projective transform. */
export type Homography = readonly number[]

/** Small corrections spread evenly over a page; see `Fit` in contract/page.ts, which this matches. */
export interface CorrectionGrid {
  readonly columns: number
  readonly rows: number
  readonly widthMm: number
  readonly heightMm: number
  readonly dxMm: readonly number[]
  readonly dyMm: readonly number[]
}

/** Page millimetres to scan pixels: first the local correction, then the homography. */
export interface PageTransform {
  readonly homography: Homography
  readonly correction: CorrectionGrid | null
}

export function applyHomography(h: Homography, x: number, y: number): Point {
  const w = h[6]! * x + h[7]! * y + h[8]!
  return { x: (h[0]! * x + h[1]! * y + h[2]!) / w, y: (h[3]! * x + h[4]! * y + h[5]!) / w }
}

/** The shift in millimetres at a place of the page, bilinear between the nodes. */
export function correctionAt(grid: CorrectionGrid, xMm: number, yMm: number): Point {
  const gx = clamp((xMm / grid.widthMm) * (grid.columns - 1), 0, grid.columns - 1)
  const gy = clamp((yMm / grid.heightMm) * (grid.rows - 1), 0, grid.rows - 1)
  const x0 = Math.min(Math.floor(gx), grid.columns - 2)
  const y0 = Math.min(Math.floor(gy), grid.rows - 2)
  return { x: between(grid.dxMm, grid.columns, gx, gy, x0, y0), y: between(grid.dyMm, grid.columns, gx, gy, x0, y0) }
}

// A function of its own: every 32 pixels of a page ask for it, and one made anew for each costs more than its sums.
function between(values: readonly number[], columns: number, gx: number, gy: number, x0: number, y0: number): number {
  const i = y0 * columns + x0
  const fx = gx - x0
  const fy = gy - y0
  const top = values[i]! * (1 - fx) + values[i + 1]! * fx
  const bottom = values[i + columns]! * (1 - fx) + values[i + columns + 1]! * fx
  return top * (1 - fy) + bottom * fy
}

export function mmToPx(transform: PageTransform, xMm: number, yMm: number): Point {
  if (transform.correction === null) return applyHomography(transform.homography, xMm, yMm)
  const shift = correctionAt(transform.correction, xMm, yMm)
  return applyHomography(transform.homography, xMm + shift.x, yMm + shift.y)
}

/**
 * Where places of one row of the page lie, into `xPx` and `yPx`: the same as `mmToPx` of each. Pages are sampled through it, and a point
 * made anew for every 32 pixels costs more than its sums.
 */
export function rowToPx(
  { homography: h, correction }: PageTransform,
  xMm: Float64Array,
  yMm: number,
  xPx: Float64Array,
  yPx: Float64Array,
): void {
  for (let k = 0; k < xMm.length; k++) {
    let x = xMm[k]!
    let y = yMm
    if (correction !== null) {
      const { columns, rows, dxMm, dyMm } = correction
      const gx = clamp((x / correction.widthMm) * (columns - 1), 0, columns - 1)
      const gy = clamp((y / correction.heightMm) * (rows - 1), 0, rows - 1)
      const x0 = Math.min(Math.floor(gx), columns - 2)
      const y0 = Math.min(Math.floor(gy), rows - 2)
      x += between(dxMm, columns, gx, gy, x0, y0)
      y += between(dyMm, columns, gx, gy, x0, y0)
    }
    const w = h[6]! * x + h[7]! * y + h[8]!
    xPx[k] = (h[0]! * x + h[1]! * y + h[2]!) / w
    yPx[k] = (h[3]! * x + h[4]! * y + h[5]!) / w
  }
}

export function invertHomography(h: Homography): Homography {
  const [a, b, c, d, e, f, g, i, j] = h as [number, number, number, number, number, number, number, number, number]
  const A = e * j - f * i
  const B = f * g - d * j
  const C = d * i - e * g
  const det = a * A + b * B + c * C
  if (Math.abs(det) < 1e-12) throw new RangeError('homography is singular')
  return [A, c * i - b * j, b * f - c * e, B, a * j - c * g, c * d - a * f, C, b * g - a * i, a * e - b * d].map(
    (v) => v / det,
  )
}

/**
 * The homography that takes `from` to `to` with the least squared algebraic error (direct linear transform with
 * Hartley's normalisation; In Defense of the Eight-Point Algorithm, 1997). At least 4 pairs, no 3 on a line;
 * weights default to 1. Throws RangeError when the pairs do not determine it.
 */
export function fitHomography(from: readonly Point[], to: readonly Point[], weights?: readonly number[]): Homography {
  if (from.length < 4 || from.length !== to.length) throw new RangeError('a homography needs 4 pairs or more')
  const a = normalisation(from)
  const b = normalisation(to)
  // Normal equations of the 8 unknowns (h33 = 1 in normalised space).
  const m = Array.from({ length: 8 }, () => new Float64Array(9))
  for (let k = 0; k < from.length; k++) {
    const w = weights?.[k] ?? 1
    const x = (from[k]!.x - a.x) * a.s
    const y = (from[k]!.y - a.y) * a.s
    const u = (to[k]!.x - b.x) * b.s
    const v = (to[k]!.y - b.y) * b.s
    addRow(m, [x, y, 1, 0, 0, 0, -u * x, -u * y, u], w)
    addRow(m, [0, 0, 0, x, y, 1, -v * x, -v * y, v], w)
  }
  const h = solve(m)
  const normalised = [...h, 1]
  const fromMatrix = [a.s, 0, -a.s * a.x, 0, a.s, -a.s * a.y, 0, 0, 1]
  const toInverse = [1 / b.s, 0, b.x, 0, 1 / b.s, b.y, 0, 0, 1]
  const full = multiply(toInverse, multiply(normalised, fromMatrix))
  return full.map((value) => value / full[8]!)
}

export function multiply(p: Homography, q: Homography): Homography {
  const out: number[] = []
  for (let r = 0; r < 3; r++)
    for (let c = 0; c < 3; c++) out.push(p[r * 3]! * q[c]! + p[r * 3 + 1]! * q[3 + c]! + p[r * 3 + 2]! * q[6 + c]!)
  return out
}

function normalisation(points: readonly Point[]): { x: number; y: number; s: number } {
  const x = points.reduce((sum, p) => sum + p.x, 0) / points.length
  const y = points.reduce((sum, p) => sum + p.y, 0) / points.length
  const mean = points.reduce((sum, p) => sum + Math.hypot(p.x - x, p.y - y), 0) / points.length
  if (mean === 0) throw new RangeError('all points are one')
  return { x, y, s: Math.SQRT2 / mean }
}

function addRow(m: Float64Array[], row: readonly number[], weight: number): void {
  for (let r = 0; r < 8; r++) for (let c = 0; c < 9; c++) m[r]![c]! += weight * row[r]! * row[c]!
}

// Gauss with partial pivoting on the 8 × 9 augmented matrix.
function solve(m: Float64Array[]): number[] {
  for (let c = 0; c < 8; c++) {
    let pivot = c
    for (let r = c + 1; r < 8; r++) if (Math.abs(m[r]![c]!) > Math.abs(m[pivot]![c]!)) pivot = r
    if (Math.abs(m[pivot]![c]!) < 1e-10) throw new RangeError('the pairs do not determine a homography')
    ;[m[c], m[pivot]] = [m[pivot]!, m[c]!]
    for (let r = 0; r < 8; r++) {
      if (r === c) continue
      const factor = m[r]![c]! / m[c]![c]!
      for (let k = c; k < 9; k++) m[r]![k]! -= factor * m[c]![k]!
    }
  }
  return m.map((row, r) => row[8]! / row[r]!)
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
