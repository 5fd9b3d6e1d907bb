/**
 * A square image among zeros, laid out so that a convolution is a sum of shifted reads: rows follow each other with
 * `pad` zeros between them, which serve the end of one row and the start of the next.
 */
export interface Plane {
  readonly sizePx: number
  readonly pad: number
  /** Floats from one row to the next. */
  readonly stride: number
  /** Floats from the plane's start to its first pixel. */
  readonly first: number
  /** Floats from one plane to the next. */
  readonly floats: number
}

export function planeOf(sizePx: number, pad: number): Plane {
  const stride = sizePx + pad
  const needed = (sizePx + 2 * pad) * stride + pad + 16
  // An odd number of cache lines from plane to plane, so that channels do not crowd into the same cache sets.
  const lines = Math.ceil(needed / 16) | 1
  return { sizePx, pad, stride, first: pad * stride + pad, floats: lines * 16 }
}

/** Floats from an output pixel to the input that each tap reads, for `channels` planes in a row and a square kernel. */
export function tapOffsets(plane: Plane, channels: number, kernelPx: number): number[] {
  const reach = (kernelPx - 1) / 2
  const offsets: number[] = []
  for (let channel = 0; channel < channels; channel++) {
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) offsets.push(channel * plane.floats + dy * plane.stride + dx)
    }
  }
  return offsets
}

/** Places of one plane that a convolution computes, in steps of 8; the zeros between rows come along. */
export const blocksOf = (plane: Plane): number => Math.ceil((plane.sizePx * plane.stride) / 8)
