import type { Point } from '../../geometry/point.ts'
import type { Stamp } from './stamp.ts'

/** A point of a pen's way (pixels) and the half width of the line there. */
export interface PenPoint extends Point {
  readonly radiusPx: number
}

/** Draws the pen's ways as round-ended lines of changing width, their edges smoothed over one pixel. */
export function strokeLine(ways: readonly (readonly PenPoint[])[]): Stamp {
  let left = Infinity
  let top = Infinity
  let right = -Infinity
  let bottom = -Infinity
  for (const way of ways)
    for (const { x, y, radiusPx } of way) {
      left = Math.min(left, x - radiusPx)
      right = Math.max(right, x + radiusPx)
      top = Math.min(top, y - radiusPx)
      bottom = Math.max(bottom, y + radiusPx)
    }
  if (left > right) return { xPx: 0, yPx: 0, widthPx: 0, heightPx: 0, cover: new Float32Array(0) }
  const xPx = Math.floor(left) - 2
  const yPx = Math.floor(top) - 2
  const widthPx = Math.ceil(right) - xPx + 3
  const heightPx = Math.ceil(bottom) - yPx + 3
  const cover = new Float32Array(widthPx * heightPx)
  for (const way of ways) {
    if (way.length === 1) segment(cover, widthPx, heightPx, way[0]!, way[0]!, xPx, yPx)
    for (let i = 1; i < way.length; i++) segment(cover, widthPx, heightPx, way[i - 1]!, way[i]!, xPx, yPx)
  }
  return { xPx, yPx, widthPx, heightPx, cover }
}

function segment(
  cover: Float32Array,
  widthPx: number,
  heightPx: number,
  a: PenPoint,
  b: PenPoint,
  xPx: number,
  yPx: number,
): void {
  const reach = Math.max(a.radiusPx, b.radiusPx) + 1
  const ax = a.x - xPx
  const ay = a.y - yPx
  const dx = b.x - a.x
  const dy = b.y - a.y
  const squared = dx * dx + dy * dy
  const beyond = (reach - 0.5) ** 2
  const x0 = Math.max(0, Math.floor(Math.min(ax, ax + dx) - reach))
  const x1 = Math.min(widthPx - 1, Math.ceil(Math.max(ax, ax + dx) + reach))
  const y0 = Math.max(0, Math.floor(Math.min(ay, ay + dy) - reach))
  const y1 = Math.min(heightPx - 1, Math.ceil(Math.max(ay, ay + dy) + reach))
  for (let y = y0; y <= y1; y++) {
    const py = y + 0.5 - ay
    for (let x = x0; x <= x1; x++) {
      const px = x + 0.5 - ax
      let t = squared === 0 ? 0 : (px * dx + py * dy) / squared
      if (t < 0) t = 0
      else if (t > 1) t = 1
      const ex = px - t * dx
      const ey = py - t * dy
      const away = ex * ex + ey * ey
      // Half of the box: no root is drawn for it.
      if (away >= beyond) continue
      const value = a.radiusPx + (b.radiusPx - a.radiusPx) * t + 0.5 - Math.sqrt(away)
      if (value <= 0) continue
      const i = y * widthPx + x
      // A line thinner than a pixel never covers it fully.
      const clipped = Math.min(1, value)
      if (clipped > cover[i]!) cover[i] = clipped
    }
  }
}

/** A smooth way through the points (centripetal enough for pens: Catmull–Rom, `steps` pieces a span). */
export function smoothWay(points: readonly Point[], steps = 5): Point[] {
  if (points.length < 3) return [...points]
  const out: Point[] = []
  for (let i = 0; i + 1 < points.length; i++) {
    const p0 = points[i - 1] ?? points[i]!
    const p1 = points[i]!
    const p2 = points[i + 1]!
    const p3 = points[i + 2] ?? p2
    for (let k = 0; k < steps; k++) {
      const t = k / steps
      out.push({ x: spline(p0.x, p1.x, p2.x, p3.x, t), y: spline(p0.y, p1.y, p2.y, p3.y, t) })
    }
  }
  out.push(points.at(-1)!)
  return out
}

function spline(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
}
