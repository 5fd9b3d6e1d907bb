import type { GrayImage } from '../contract/image.ts'
import type { Point } from '../geometry/point.ts'

/** A place that looks like the centre of a solid dark disc; `score` is the share of its rim that was seen, about 0..1. */
export interface DiscCandidate {
  /** Pixels of the window, centre of the first pixel at 0.5. */
  readonly at: Point
  readonly score: number
}

/**
 * Centres of dark discs of a known radius in a window, best first, at most `most`. Every edge pixel votes for the
 * place one radius away on its dark side (circle Hough transform with gradient direction; Kimme, Ballard and Sklansky
 * 1975): a disc that is half covered, cut off or touched by a pen still gathers the votes of the rest of its rim.
 */
export function discCandidates(window: GrayImage, radiusPx: number, most = 4): DiscCandidate[] {
  const { widthPx: w, heightPx: h, data } = window
  const votes = new Float32Array(w * h)
  const contrast = contrastOf(data, radiusPx)
  // Less than this between dark and light is paper grain, not print.
  if (contrast < 40) return []
  const full = contrast * 1.6
  for (let y = 1; y < h - 1; y++) {
    for (let x = 1; x < w - 1; x++) {
      const i = y * w + x
      const gx =
        data[i + 1]! * 2 + data[i + 1 - w]! + data[i + 1 + w]! - data[i - 1]! * 2 - data[i - 1 - w]! - data[i - 1 + w]!
      const gy =
        data[i + w]! * 2 + data[i + w - 1]! + data[i + w + 1]! - data[i - w]! * 2 - data[i - w - 1]! - data[i - w + 1]!
      const strength = Math.sqrt(gx * gx + gy * gy)
      if (strength < 0.35 * full) continue
      const scale = radiusPx / strength
      vote(votes, w, h, x - gx * scale, y - gy * scale, Math.min(1, strength / full))
    }
  }
  return peaks(votes, w, h, radiusPx, most)
}

// From light paper to the darkest third of a disc's area: in a wide window the disc itself is a small share.
function contrastOf(data: Uint8Array, radiusPx: number): number {
  const counts = new Uint32Array(256)
  for (const value of data) counts[value]!++
  const at = (count: number): number => {
    let rest = count
    for (let value = 0; value < 256; value++) if ((rest -= counts[value]!) <= 0) return value
    return 255
  }
  return at(0.9 * data.length) - at(radiusPx * radiusPx)
}

function vote(votes: Float32Array, w: number, h: number, x: number, y: number, weight: number): void {
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  if (ix < 0 || iy < 0 || ix >= w - 1 || iy >= h - 1) return
  const fx = x - ix
  const fy = y - iy
  const i = iy * w + ix
  votes[i]! += weight * (1 - fx) * (1 - fy)
  votes[i + 1]! += weight * fx * (1 - fy)
  votes[i + w]! += weight * (1 - fx) * fy
  votes[i + w + 1]! += weight * fx * fy
}

function peaks(votes: Float32Array, w: number, h: number, radiusPx: number, most: number): DiscCandidate[] {
  const sums = boxSums(votes, w, h)
  const found: DiscCandidate[] = []
  // An edge is about two pixels wide, so a whole rim gives about twice its length in votes.
  const whole = 2 * 2 * Math.PI * radiusPx
  for (let round = 0; round < most; round++) {
    let at = 0
    for (let i = 0; i < sums.length; i++) if (sums[i]! > sums[at]!) at = i
    const best = sums[at]!
    // A quarter of the rim: less is a corner or a letter.
    if (best < 0.22 * whole) break
    const x = at % w
    const y = (at - x) / w
    found.push({ at: { x: x + 0.5, y: y + 0.5 }, score: Math.min(1, best / whole) })
    const reach = Math.ceil(radiusPx * 0.7)
    for (let yy = Math.max(0, y - reach); yy <= Math.min(h - 1, y + reach); yy++)
      sums.fill(0, yy * w + Math.max(0, x - reach), yy * w + Math.min(w - 1, x + reach) + 1)
  }
  return found
}

// Votes of each 5 × 5 neighbourhood: radius and direction are each a little off.
function boxSums(votes: Float32Array, w: number, h: number): Float32Array {
  const across = new Float32Array(w * h)
  const sums = new Float32Array(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 2; x < w - 2; x++) {
      const i = y * w + x
      across[i] = votes[i - 2]! + votes[i - 1]! + votes[i]! + votes[i + 1]! + votes[i + 2]!
    }
  for (let y = 2; y < h - 2; y++)
    for (let x = 0; x < w; x++) {
      const i = y * w + x
      sums[i] = across[i - 2 * w]! + across[i - w]! + across[i]! + across[i + w]! + across[i + 2 * w]!
    }
  return sums
}
