import type { Box, Point } from '../../geometry/point.ts'
import { labelParts, type Part } from './parts.ts'

/** The ink that belongs to the character of a cell: what is left when specks and remains of the form are gone. */
export interface Strokes {
  readonly ink: Float32Array
  readonly box: Box
  readonly centre: Point
  /** How much ink that is: its pixels, each counted by its darkness, less where it may be a neighbour's. */
  readonly inkPx: number
}

// A group with less of the ink than this is a speck; the top bar of a 5 written apart has more.
const LEAST_SHARE = 0.04
// Gaps up to this share of the cell's height are bridged; more where the pen or the scanner left dots instead of lines.
const GAP = 0.045
const GAP_IN_DOTS = 0.14
const DOTS_BELOW = 0.55
// Clear ink has one part or two, three with a speck: more are a line that came apart, even where most of it holds together.
const DOTS_FROM_PARTS = 4

/** `ink` is 0..1, row by row, the cell within a margin; null when no stroke is left. */
export function findStrokes(ink: Float32Array, widthPx: number, heightPx: number, marginPx: number): Strokes | null {
  const labels = new Int32Array(ink.length)
  const parts = labelParts(ink, labels, widthPx, heightPx, marginPx)
  // What lies mostly in the margin is the neighbour's.
  const own = parts.filter((part) => part.insideMass * 2 > part.mass)
  const solid = own.filter((part) => !isWall(part, widthPx, heightPx))
  const groups = group(solid.length > 0 ? solid : own, heightPx)
  const most = Math.max(0, ...groups.map((one) => centredMass(one, widthPx)))
  const keptGroups = groups.filter((one) => centredMass(one, widthPx) >= LEAST_SHARE * most && massOf(one) > 1.5)
  if (keptGroups.length === 0) return null
  const kept = keptGroups.flat()
  const keep = new Uint8Array(parts.length + 1)
  for (const part of kept) keep[part.label] = 1
  const { x0, y0, x1, y1 } = extent(kept)
  const x = Math.max(0, x0 - 1)
  const y = Math.max(0, y0 - 1)
  const box = { x, y, w: Math.min(widthPx, x1 + 2) - x, h: Math.min(heightPx, y1 + 2) - y }
  const inkPx = keptGroups.reduce((sum, one) => sum + centredMass(one, widthPx), 0)
  const clean = onlyKept(ink, labels, keep, box, widthPx)
  return { ink: clean, box, centre: centreOfMass(clean, box, widthPx), inkPx }
}

// Parts that lie close together are one character: broken strokes, dots of a pencil.
function group(parts: readonly Part[], heightPx: number): Part[][] {
  const largest = Math.max(0, ...parts.map((part) => part.mass))
  const isDots = parts.length >= DOTS_FROM_PARTS || largest < DOTS_BELOW * massOf(parts)
  const reach = Math.max(2, heightPx * (isDots ? GAP_IN_DOTS : GAP))
  const left = new Set(parts)
  const groups: Part[][] = []
  for (const first of parts) {
    if (!left.delete(first)) continue
    const one = [first]
    for (const part of one) {
      for (const other of left) {
        if (gap(part, other) > reach) continue
        left.delete(other)
        one.push(other)
      }
    }
    groups.push(one)
  }
  return groups
}

function gap(a: Part, b: Part): number {
  const across = Math.max(0, a.x0 - b.x1, b.x0 - a.x1)
  const along = Math.max(0, a.y0 - b.y1, b.y0 - a.y1)
  return Math.max(across, along)
}

function massOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.mass, 0)
}

function extent(parts: readonly Part[]): { x0: number; y0: number; x1: number; y1: number } {
  return {
    x0: Math.min(...parts.map((part) => part.x0)),
    y0: Math.min(...parts.map((part) => part.y0)),
    x1: Math.max(...parts.map((part) => part.x1)),
    y1: Math.max(...parts.map((part) => part.y1)),
  }
}

// A neighbour's tail pokes in from the side and lies at the edge: it counts for less than ink in the middle.
function centredMass(parts: readonly Part[], widthPx: number): number {
  const { x0, x1 } = extent(parts)
  const off = Math.abs((x0 + x1 + 1) / 2 / widthPx - 0.5)
  const touches = x0 === 0 || x1 === widthPx - 1
  return off > 0.3 && touches ? massOf(parts) * 0.12 : massOf(parts)
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
