import type { GrayImage } from '../contract/image.ts'
import { sampleBox } from '../geometry/sample.ts'
import type { PageTransform } from '../geometry/transform.ts'
import { PATCH_PX, PATCH_PX_PER_MM, type Patch } from './patches.ts'

/** Where a patch of the blank was found in the scan, relative to where the transform puts it. */
export interface PatchMatch {
  /** Centre of the patch, page millimetres. */
  readonly xMm: number
  readonly yMm: number
  readonly dxMm: number
  readonly dyMm: number
  /** Normalised cross-correlation at the peak, −1..1. */
  readonly score: number
  /** How sharply the correlation falls off each way: print that runs in one direction says nothing along it. */
  readonly sharpX: number
  readonly sharpY: number
}

/**
 * The best place of a patch within ± `reachMm`, to a tenth of a pixel. null when the scan shows no print there, when the
 * best place lies on the rim of the search, or when a second place is about as good.
 */
export function matchPatch(
  image: GrayImage,
  transform: PageTransform,
  patch: Patch,
  reachMm: number,
): PatchMatch | null {
  const reach = Math.round(reachMm * PATCH_PX_PER_MM)
  const sideMm = (PATCH_PX + 2 * reach) / PATCH_PX_PER_MM
  const box = { x: patch.xMm - reach / PATCH_PX_PER_MM, y: patch.yMm - reach / PATCH_PX_PER_MM, w: sideMm, h: sideMm }
  const { data, widthPx } = sampleBox(image, transform, box, PATCH_PX_PER_MM)
  if (!toPrintDarkness(data, patch.darkest)) return null
  const sums = integrals(data, widthPx)
  // Nearly every patch lies within half a millimetre: the wide search is for those that were not found clearly there.
  const near = peakWithin(data, widthPx, sums, patch, reach, Math.min(reach, NEAR_PX))
  const peak = near !== null && near.score > CLEAR ? near : peakWithin(data, widthPx, sums, patch, reach, reach)
  if (peak === null) return null
  return {
    xMm: patch.xMm + PATCH_PX / 2 / PATCH_PX_PER_MM,
    yMm: patch.yMm + PATCH_PX / 2 / PATCH_PX_PER_MM,
    dxMm: peak.x / PATCH_PX_PER_MM,
    dyMm: peak.y / PATCH_PX_PER_MM,
    score: peak.score,
    sharpX: peak.sharpX,
    sharpY: peak.sharpY,
  }
}

const NEAR_PX = 3
const CLEAR = 0.6

interface Peak {
  readonly x: number
  readonly y: number
  readonly score: number
  readonly sharpX: number
  readonly sharpY: number
}

// The best of the shifts up to ± `within` pixels; null on the rim of the search or with a rival.
function peakWithin(
  data: Uint8Array,
  width: number,
  sums: Integrals,
  patch: Patch,
  reach: number,
  within: number,
): Peak | null {
  const span = 2 * within + 1
  const scores = correlate(data, width, sums, patch, reach - within, span)
  let best = 0
  for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i
  const x = best % span
  const y = (best - x) / span
  if (x === 0 || y === 0 || x === span - 1 || y === span - 1) return null
  const score = scores[best]!
  if (isAmbiguous(scores, span, x, y, score)) return null
  const left = scores[best - 1]!
  const right = scores[best + 1]!
  const up = scores[best - span]!
  const down = scores[best + span]!
  return {
    x: x - within + vertex(left, score, right),
    y: y - within + vertex(up, score, down),
    score,
    sharpX: Math.max(0, score - (left + right) / 2),
    sharpY: Math.max(0, score - (up + down) / 2),
  }
}

// Turns grey into darkness against the local paper, cut off a little above what the form itself prints: a pen stroke over
// a light rule would otherwise outweigh it. false when there is nothing but paper.
function toPrintDarkness(data: Uint8Array, darkest: number): boolean {
  const counts = new Uint32Array(256)
  for (const value of data) counts[value]!++
  let rest = data.length * 0.3
  let paper = 255
  while (paper > 0 && (rest -= counts[paper]!) > 0) paper--
  const most = Math.min(255, darkest * 1.15 + 12)
  let dark = 0
  for (let i = 0; i < data.length; i++) {
    const value = Math.min(most, Math.max(0, paper - data[i]!))
    data[i] = value
    if (value > 8) dark++
  }
  return dark > data.length * 0.004
}

// Only printed pixels of the patch enter the product: the others are 0, and the mean is taken off by the sum of the window.
function correlate(
  data: Uint8Array,
  width: number,
  { sums, squares, stride }: Integrals,
  patch: Patch,
  first: number,
  span: number,
): Float64Array {
  const { darkness, mean, norm } = patch
  const offsets = patch.at.map((place) => (place >> 16) * width + (place & 0xffff))
  const scores = new Float64Array(span * span)
  const count = PATCH_PX * PATCH_PX
  for (let oy = 0; oy < span; oy++) {
    for (let ox = 0; ox < span; ox++) {
      const from = (first + oy) * width + first + ox
      let cross = 0
      for (let k = 0; k < offsets.length; k++) cross += data[from + offsets[k]!]! * darkness[k]!
      const a = (first + oy) * stride + first + ox
      const b = a + PATCH_PX * stride
      const sum = sums[b + PATCH_PX]! - sums[b]! - sums[a + PATCH_PX]! + sums[a]!
      const square = squares[b + PATCH_PX]! - squares[b]! - squares[a + PATCH_PX]! + squares[a]!
      const spread = Math.sqrt(Math.max(1, square - (sum * sum) / count))
      scores[oy * span + ox] = (cross - mean * sum) / (norm * spread)
    }
  }
  return scores
}

interface Integrals {
  readonly sums: Float64Array
  readonly squares: Float64Array
  readonly stride: number
}

function integrals(data: Uint8Array, width: number): Integrals {
  const stride = width + 1
  const height = data.length / width
  const sums = new Float64Array(stride * (height + 1))
  const squares = new Float64Array(stride * (height + 1))
  for (let y = 0; y < height; y++) {
    let sum = 0
    let square = 0
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x]!
      sum += value
      square += value * value
      const at = (y + 1) * stride + x + 1
      sums[at] = sums[at - stride]! + sum
      squares[at] = squares[at - stride]! + square
    }
  }
  return { sums, squares, stride }
}

// A second peak away from the first that reaches nearly as high: text lines and cells repeat themselves.
function isAmbiguous(scores: Float64Array, span: number, bx: number, by: number, peak: number): boolean {
  for (let y = 1; y < span - 1; y++)
    for (let x = 1; x < span - 1; x++) {
      if (Math.abs(x - bx) <= 1 && Math.abs(y - by) <= 1) continue
      const i = y * span + x
      const value = scores[i]!
      if (value < 0.92 * peak) continue
      // On the flank of a ridge through the peak it is no rival; it must be higher than its own neighbours.
      if (
        value >= scores[i - 1]! &&
        value >= scores[i + 1]! &&
        value >= scores[i - span]! &&
        value >= scores[i + span]!
      )
        return true
    }
  return false
}

// Vertex of the parabola through three neighbours.
function vertex(before: number, at: number, after: number): number {
  const bend = before - 2 * at + after
  if (bend >= -1e-9) return 0
  return Math.min(0.6, Math.max(-0.6, (before - after) / (2 * bend)))
}
