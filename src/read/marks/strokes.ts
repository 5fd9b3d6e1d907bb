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
  /** Darkness of its surroundings (2 mm square, itself included) over its own, 0..1: low for a line, high for a blot or a stain. */
  readonly broad: number
  /** Mean fall of darkness a pixel over its peak: high for a pen's edge, low for a stain's. */
  readonly sharp: number
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

// Grain, clipped at paper and softened over 3 × 3, has a mean of 0.4 and a deviation of about 0.3 of the paper's: strokes begin
// four deviations above.
/** Strokes of a pen against the grain of the paper in this scan. */
export function findStrokes(crop: InkCrop): StrokeMap {
  return strokesOf(crop, Math.round(9 + 0.9 * crop.grain), leastPeak(crop))
}

/** What the darkest place of a stroke must have, in softened darkness 0..255. */
export function leastPeak({ grain }: Pick<InkCrop, 'grain'>): number {
  return Math.round(18 + 1.7 * grain)
}

/**
 * Cuts ink into strokes, darkest first: what hangs together and is darker than `weak` and than two fifths of its own
 * darkest place (hysteresis, as in Canny 1986). So a faint tick keeps its ends, grain stays paper, and a stain that touches a tick is a
 * piece of its own. A stroke begins at a place darker than `strong`; both are 0..255 of darkness.
 */
export function strokesOf(crop: InkCrop, weak: number, strong: number): StrokeMap {
  const { widthPx: w, heightPx: h } = crop
  const darkness = soften(crop)
  const labels = new Int32Array(w * h)
  const strokes: Stroke[] = []
  const stack = new Int32Array(w * h)
  const wide = wideMean(darkness, w, h, Math.round(crop.pxPerMm))
  for (const start of darkestFirst(darkness, strong)) {
    if (labels[start] !== 0) continue
    const floor = Math.max(weak, darkness[start]! * 0.4)
    strokes.push(flood(darkness, wide, labels, stack, w, h, start, floor, weak, strokes.length + 1))
  }
  return { widthPx: w, heightPx: h, labels, darkness, strokes }
}

// Places from the darkest down to `strong`, by counting.
function darkestFirst(darkness: Uint8Array, strong: number): Int32Array {
  const counts = new Int32Array(257)
  for (const value of darkness) counts[255 - value + 1]!++
  let total = 0
  for (let k = 0; k < 257; k++) counts[k] = total += counts[k]!
  const order = new Int32Array(counts[Math.max(0, 255 - strong + 1)]!)
  for (let i = 0; i < darkness.length; i++) if (darkness[i]! >= strong) order[counts[255 - darkness[i]!]!++] = i
  return order
}

function flood(
  darkness: Uint8Array,
  wide: Uint8Array,
  labels: Int32Array,
  stack: Int32Array,
  w: number,
  h: number,
  start: number,
  floor: number,
  weak: number,
  label: number,
): Stroke {
  let [left, right, top, bottom] = [w, 0, h, 0]
  let [area, mass, peak] = [0, 0, 0]
  let [around, fall] = [0, 0]
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
    around += wide[i]!
    if (x > 0 && y > 0 && x < w - 1 && y < h - 1)
      fall += Math.hypot(darkness[i + 1]! - darkness[i - 1]!, darkness[i + w]! - darkness[i - w]!) / 2
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
        if (labels[next] !== 0 || darkness[next]! < floor) continue
        labels[next] = label
        stack[size++] = next
      }
  }
  absorbRim(darkness, labels, w, h, { left, right, top, bottom }, weak, label)
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
    broad: around / mass,
    sharp: fall / area / peak,
    along: Math.sqrt((p + r) / 2 + root),
    across: Math.sqrt(Math.max(0, (p + r) / 2 - root)),
    angle: 0.5 * Math.atan2(2 * q, p - r),
  }
}

// The soft rim of a dark stroke is part of it: two pixels more, though they are lighter than its floor.
function absorbRim(
  darkness: Uint8Array,
  labels: Int32Array,
  w: number,
  h: number,
  extent: { left: number; right: number; top: number; bottom: number },
  weak: number,
  label: number,
): void {
  for (let round = 0; round < 2; round++) {
    const rim: number[] = []
    for (let y = Math.max(1, extent.top - 2); y <= Math.min(h - 2, extent.bottom + 2); y++)
      for (let x = Math.max(1, extent.left - 2); x <= Math.min(w - 2, extent.right + 2); x++) {
        const i = y * w + x
        if (labels[i] !== 0 || darkness[i]! < weak) continue
        if (labels[i - 1] === label || labels[i + 1] === label || labels[i - w] === label || labels[i + w] === label)
          rim.push(i)
      }
    for (const i of rim) labels[i] = label
  }
}

// Mean over the square of ± `radius` pixels.
function wideMean(darkness: Uint8Array, w: number, h: number, radius: number): Uint8Array {
  const stride = w + 1
  const sums = new Float64Array(stride * (h + 1))
  for (let y = 0; y < h; y++) {
    let sum = 0
    for (let x = 0; x < w; x++) {
      sum += darkness[y * w + x]!
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + sum
    }
  }
  const out = new Uint8Array(w * h)
  const count = (2 * radius + 1) ** 2
  for (let y = 0; y < h; y++) {
    const top = Math.max(0, y - radius) * stride
    const bottom = Math.min(h, y + radius + 1) * stride
    for (let x = 0; x < w; x++) {
      const left = Math.max(0, x - radius)
      const right = Math.min(w, x + radius + 1)
      out[y * w + x] = (sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!) / count
    }
  }
  return out
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
