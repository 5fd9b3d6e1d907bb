import type { InkCrop } from '../ink.ts'

/** Pieces of ink that hang together, with what is needed to say what each is. Pixels of the crop. */
export interface Stroke {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  /** Pixels, and the sum of their darkness (0..1 each). */
  readonly area: number
  readonly mass: number
  readonly peak: number
  /** Standard deviation along and across its main direction, and that direction (radians, −π/2..π/2). */
  readonly along: number
  readonly across: number
  readonly angle: number
}

export interface StrokeMap {
  readonly widthPx: number
  readonly heightPx: number
  /** Number of the stroke at each pixel, from 1; 0 is paper. */
  readonly labels: Int32Array
  /** Softened darkness 0..255. */
  readonly darkness: Uint8Array
  /** `strokes[label - 1]`. */
  readonly strokes: readonly Stroke[]
}

/**
 * Cuts ink into strokes: pixels darker than `weak` that hang together and are darker than `strong` somewhere (hysteresis, as
 * in Canny 1986): a faint tick keeps its ends and grain stays paper. Both 0..255 of darkness.
 */
export function strokesOf(crop: InkCrop, weak: number, strong: number): StrokeMap {
  const { widthPx: w, heightPx: h } = crop
  const darkness = soften(crop)
  const labels = new Int32Array(w * h)
  const strokes: Stroke[] = []
  const stack = new Int32Array(w * h)
  for (let start = 0; start < darkness.length; start++) {
    if (darkness[start]! < strong || labels[start] !== 0) continue
    strokes.push(flood(darkness, labels, stack, w, h, start, weak, strokes.length + 1))
  }
  return { widthPx: w, heightPx: h, labels, darkness, strokes }
}

function flood(
  darkness: Uint8Array,
  labels: Int32Array,
  stack: Int32Array,
  w: number,
  h: number,
  start: number,
  weak: number,
  label: number,
): Stroke {
  let [left, right, top, bottom] = [w, 0, h, 0]
  let [area, mass, peak] = [0, 0, 0]
  let [sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0]
  let size = 1
  stack[0] = start
  labels[start] = label
  while (size > 0) {
    const i = stack[--size]!
    const x = i % w
    const y = (i - x) / w
    const value = darkness[i]!
    area++
    mass += value
    if (value > peak) peak = value
    if (x < left) left = x
    if (x > right) right = x
    if (y < top) top = y
    if (y > bottom) bottom = y
    sx += x
    sy += y
    sxx += x * x
    sxy += x * y
    syy += y * y
    const x0 = x > 0 ? -1 : 0
    const x1 = x < w - 1 ? 1 : 0
    for (let dy = y > 0 ? -1 : 0; dy <= (y < h - 1 ? 1 : 0); dy++)
      for (let dx = x0; dx <= x1; dx++) {
        const next = i + dy * w + dx
        if (labels[next] !== 0 || darkness[next]! < weak) continue
        labels[next] = label
        stack[size++] = next
      }
  }
  const p = sxx / area - (sx / area) ** 2
  const q = sxy / area - (sx / area) * (sy / area)
  const r = syy / area - (sy / area) ** 2
  const root = Math.sqrt(((p - r) / 2) ** 2 + q * q)
  return {
    left,
    right,
    top,
    bottom,
    area,
    mass: mass / 255,
    peak,
    along: Math.sqrt((p + r) / 2 + root),
    across: Math.sqrt(Math.max(0, (p + r) / 2 - root)),
    angle: 0.5 * Math.atan2(2 * q, p - r),
  }
}

// Mean of 3 × 3: about the width of a pen at 6 px a mm, so grain goes and strokes stay.
function soften({ widthPx: w, heightPx: h, data }: InkCrop): Uint8Array {
  const across = new Uint16Array(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const i = y * w + x
      const before = x > 0 ? data[i - 1]! : 255
      const after = x < w - 1 ? data[i + 1]! : 255
      across[i] = 765 - before - data[i]! - after
    }
  const out = new Uint8Array(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const i = y * w + x
      const above = y > 0 ? across[i - w]! : 0
      const below = y < h - 1 ? across[i + w]! : 0
      out[i] = (above + across[i]! + below) / 9
    }
  return out
}
