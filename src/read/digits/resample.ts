import type { Box } from '../../geometry/point.ts'

export interface Placement {
  /** The part of the source that holds ink; the rest counts as paper. Whole pixels. */
  readonly box: Box
  /** Output pixels for each source pixel. */
  readonly scale: number
  readonly sizePx: number
  /** Source place of the output's left and top edges. */
  readonly left: number
  readonly top: number
}

/** Area average when shrinking, linear when growing: a stroke keeps its weight at any size. */
export function resampleInk(ink: Float32Array, widthPx: number, placement: Placement): Float32Array {
  const { box, scale, sizePx, left, top } = placement
  const columns = weights(sizePx, left, scale, box.x, box.w)
  const rows = weights(sizePx, top, scale, box.y, box.h)
  const squeezed = new Float32Array(box.h * sizePx)
  for (let y = 0; y < box.h; y++) {
    const start = (box.y + y) * widthPx
    for (let x = 0; x < sizePx; x++) {
      const { from, share } = columns[x]!
      let sum = 0
      for (let k = 0; k < share.length; k++) sum += share[k]! * ink[start + from + k]!
      squeezed[y * sizePx + x] = sum
    }
  }
  const out = new Float32Array(sizePx * sizePx)
  for (let y = 0; y < sizePx; y++) {
    const { from, share } = rows[y]!
    for (let k = 0; k < share.length; k++) {
      const start = (from - box.y + k) * sizePx
      const weight = share[k]!
      for (let x = 0; x < sizePx; x++) out[y * sizePx + x]! += weight * squeezed[start + x]!
    }
  }
  return out
}

interface Weights {
  readonly from: number
  readonly share: readonly number[]
}

// For each output pixel, the source pixels it covers and how much of it each fills.
function weights(sizePx: number, origin: number, scale: number, first: number, length: number): Weights[] {
  const half = Math.max(0.5 / scale, 0.5)
  return Array.from({ length: sizePx }, (_, i) => {
    const centre = origin + (i + 0.5) / scale
    const from = Math.max(first, Math.floor(centre - half))
    const to = Math.min(first + length, Math.ceil(centre + half))
    const share = []
    for (let p = from; p < to; p++) {
      share.push(Math.max(0, Math.min(p + 1, centre + half) - Math.max(p, centre - half)) / (2 * half))
    }
    return { from: Math.min(from, first + length - 1), share }
  })
}
