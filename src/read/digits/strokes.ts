import type { Box, Point } from '../../geometry/point.ts'

/** The ink that belongs to the character of a cell: what is left when specks and remains of the form are gone. */
export interface Strokes {
  readonly ink: Float32Array
  readonly box: Box
  readonly centre: Point
}

// Ink darker than this (0..1 after the stretch) makes a stroke; fainter ink only rounds it off.
const STROKE_LEVEL = 0.35
// A part with less of the ink than this is a speck; the top bar of a 5 written apart has more.
const LEAST_SHARE = 0.04

interface Part {
  readonly label: number
  readonly mass: number
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** `ink` is 0..1, row by row; null when no stroke is left. */
export function findStrokes(ink: Float32Array, widthPx: number, heightPx: number): Strokes | null {
  const labels = new Int32Array(ink.length)
  const parts = labelParts(ink, labels, widthPx, heightPx)
  const solid = parts.filter((part) => !isWall(part, widthPx, heightPx))
  const candidates = solid.length > 0 ? solid : parts
  const most = Math.max(0, ...candidates.map((part) => centredMass(part, widthPx)))
  const kept = candidates.filter((part) => centredMass(part, widthPx) >= LEAST_SHARE * most && part.mass > 1)
  if (kept.length === 0) return null
  const keep = new Uint8Array(parts.length + 1)
  for (const part of kept) keep[part.label] = 1
  const x = Math.max(0, Math.min(...kept.map((part) => part.x0)) - 1)
  const y = Math.max(0, Math.min(...kept.map((part) => part.y0)) - 1)
  const right = Math.min(widthPx, Math.max(...kept.map((part) => part.x1)) + 2)
  const bottom = Math.min(heightPx, Math.max(...kept.map((part) => part.y1)) + 2)
  const box = { x, y, w: right - x, h: bottom - y }
  const clean = onlyKept(ink, labels, keep, box, widthPx)
  return { ink: clean, box, centre: centreOfMass(clean, box, widthPx) }
}

// A neighbour's tail pokes in from the side and lies at the edge: it counts for less than ink in the middle.
function centredMass(part: Part, widthPx: number): number {
  const off = Math.abs((part.x0 + part.x1 + 1) / 2 / widthPx - 0.5)
  const touches = part.x0 === 0 || part.x1 === widthPx - 1
  return off > 0.32 && touches ? part.mass * 0.15 : part.mass
}

// What subtraction left of a cell's border: at the edge, long and thin.
function isWall(part: Part, widthPx: number, heightPx: number): boolean {
  const w = part.x1 - part.x0 + 1
  const h = part.y1 - part.y0 + 1
  const edgeX = 0.12 * widthPx
  const edgeY = 0.1 * heightPx
  const upright = w <= edgeX && h > 3 * w && (part.x1 < edgeX || part.x0 >= widthPx - edgeX)
  const level = h <= edgeY && w > 3 * h && (part.y1 < edgeY || part.y0 >= heightPx - edgeY)
  return upright || level
}

function labelParts(ink: Float32Array, labels: Int32Array, widthPx: number, heightPx: number): Part[] {
  const parts: Part[] = []
  const stack: number[] = []
  for (let start = 0; start < ink.length; start++) {
    if (labels[start] !== 0 || ink[start]! < STROKE_LEVEL) continue
    const label = parts.length + 1
    let [mass, x0, y0, x1, y1] = [0, widthPx, heightPx, 0, 0]
    labels[start] = label
    stack.push(start)
    while (stack.length > 0) {
      const at = stack.pop()!
      const x = at % widthPx
      const y = (at - x) / widthPx
      mass += ink[at]!
      if (x < x0) x0 = x
      if (x > x1) x1 = x
      if (y < y0) y0 = y
      if (y > y1) y1 = y
      for (let ny = Math.max(0, y - 1); ny <= Math.min(heightPx - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(widthPx - 1, x + 1); nx++) {
          const next = ny * widthPx + nx
          if (labels[next] === 0 && ink[next]! >= STROKE_LEVEL) {
            labels[next] = label
            stack.push(next)
          }
        }
      }
    }
    parts.push({ label, mass, x0, y0, x1, y1 })
  }
  return parts
}

// Kept strokes and the faint rim beside them; the rim of a dropped part goes with it.
function onlyKept(ink: Float32Array, labels: Int32Array, keep: Uint8Array, box: Box, widthPx: number): Float32Array {
  const out = new Float32Array(ink.length)
  for (let y = box.y; y < box.y + box.h; y++) {
    for (let x = box.x; x < box.x + box.w; x++) {
      const at = y * widthPx + x
      if (ink[at] === 0) continue
      const own = labels[at]!
      if (own !== 0 ? keep[own] === 1 : besideKept(labels, keep, box, x, y, widthPx)) out[at] = ink[at]!
    }
  }
  return out
}

function besideKept(labels: Int32Array, keep: Uint8Array, box: Box, x: number, y: number, widthPx: number): boolean {
  for (let ny = Math.max(box.y, y - 1); ny <= Math.min(box.y + box.h - 1, y + 1); ny++) {
    for (let nx = Math.max(box.x, x - 1); nx <= Math.min(box.x + box.w - 1, x + 1); nx++) {
      if (keep[labels[ny * widthPx + nx]!] === 1) return true
    }
  }
  return false
}

function centreOfMass(ink: Float32Array, box: Box, widthPx: number): Point {
  let [mass, sumX, sumY] = [0, 0, 0]
  for (let y = box.y; y < box.y + box.h; y++) {
    for (let x = box.x; x < box.x + box.w; x++) {
      const value = ink[y * widthPx + x]!
      mass += value
      sumX += value * (x + 0.5)
      sumY += value * (y + 0.5)
    }
  }
  return { x: sumX / mass, y: sumY / mass }
}
