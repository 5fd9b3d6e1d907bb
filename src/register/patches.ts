import type { BlankPage } from '../contract/image.ts'
import type { CodePlace } from '../contract/layout.ts'
import { grow, overlaps, type Box } from '../geometry/point.ts'
import { shrink } from '../geometry/shrink.ts'

/** A small square of the blank form with enough print in it to be found again in a scan. */
export interface Patch {
  /** Top-left corner, page millimetres. */
  readonly xMm: number
  readonly yMm: number
  /** Printed pixels (row × 65536 + column) and their darkness, 255 − grey, of `PATCH_PX` × `PATCH_PX`; the rest is paper, 0. */
  readonly at: Int32Array
  readonly darkness: Float32Array
  /** Mean darkness over the whole patch, and the root of the sum of squares about it. */
  readonly mean: number
  readonly norm: number
  /** The darkest print in it: ink beyond this is the pen's, not the form's. */
  readonly darkest: number
}

/** A 300 dpi scan shrunk by three, a 200 dpi one by two. */
export const PATCH_PX_PER_MM = 4
export const PATCH_PX = 28

/**
 * Patches spread over the page, at most one about every 22 mm each way, each where the print of its part of the page turns
 * most corners (smaller eigenvalue of the structure tensor; Shi and Tomasi 1994). Made once for each blank page.
 */
export function patchesOf(
  blank: BlankPage,
  code: CodePlace,
  { widthMm, heightMm }: { readonly widthMm: number; readonly heightMm: number },
): readonly Patch[] {
  const known = cache.get(blank)
  if (known !== undefined) return known
  // Every serial has a code of its own: what the blank shows there is not what the scan shows.
  const { xMm: x, yMm: y, sizeMm } = code
  const differs = grow({ x, y, w: sizeMm, h: sizeMm }, 1)
  const patches = choose(blank, widthMm, heightMm).filter((patch) => !overlaps(differs, areaOf(patch)))
  cache.set(blank, patches)
  return patches
}

function areaOf({ xMm, yMm }: Patch): Box {
  const sideMm = PATCH_PX / PATCH_PX_PER_MM
  return { x: xMm, y: yMm, w: sideMm, h: sideMm }
}

const cache = new WeakMap<BlankPage, readonly Patch[]>()
const SPREAD_MM = 20
const EDGE_MM = 2

function choose(blank: BlankPage, widthMm: number, heightMm: number): Patch[] {
  const { widthPx, heightPx, data } = atPatchScale(blank, widthMm, heightMm)
  const corners = cornerSums(data, widthPx, heightPx)
  const columns = Math.round(widthMm / SPREAD_MM)
  const rows = Math.round(heightMm / SPREAD_MM)
  const edge = Math.round(EDGE_MM * PATCH_PX_PER_MM)
  const patches: Patch[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x0 = Math.max(edge, Math.floor((column * widthPx) / columns - PATCH_PX / 2))
      const x1 = Math.min(widthPx - edge - PATCH_PX, Math.floor(((column + 1) * widthPx) / columns - PATCH_PX / 2))
      const y0 = Math.max(edge, Math.floor((row * heightPx) / rows - PATCH_PX / 2))
      const y1 = Math.min(heightPx - edge - PATCH_PX, Math.floor(((row + 1) * heightPx) / rows - PATCH_PX / 2))
      let best = 0
      let at: { x: number; y: number } | null = null
      for (let y = y0; y < y1; y += 2)
        for (let x = x0; x < x1; x += 2) {
          const worth = corners(x, y)
          if (worth <= best) continue
          best = worth
          at = { x, y }
        }
      if (at !== null && best > LEAST_CORNER) patches.push(cut(data, widthPx, at.x, at.y))
    }
  }
  return patches
}

// Mean squared gradient of about 4 grey levels both ways: a light tint rule through the patch has it, plain paper does not.
const LEAST_CORNER = 16 * PATCH_PX * PATCH_PX

function cut(data: Uint8Array, widthPx: number, x: number, y: number): Patch {
  const at: number[] = []
  const darkness: number[] = []
  let sum = 0
  let squares = 0
  let darkest = 0
  for (let row = 0; row < PATCH_PX; row++)
    for (let column = 0; column < PATCH_PX; column++) {
      const value = 255 - data[(y + row) * widthPx + x + column]!
      if (value < 3) continue
      at.push(row * 65536 + column)
      darkness.push(value)
      sum += value
      squares += value * value
      if (value > darkest) darkest = value
    }
  const mean = sum / PATCH_PX ** 2
  return {
    xMm: x / PATCH_PX_PER_MM,
    yMm: y / PATCH_PX_PER_MM,
    at: Int32Array.from(at),
    darkness: Float32Array.from(darkness),
    mean,
    norm: Math.sqrt(squares - mean * sum),
    darkest,
  }
}

// Smaller eigenvalue of the summed structure tensor of the patch whose top-left corner is (x, y).
function cornerSums(data: Uint8Array, w: number, h: number): (x: number, y: number) => number {
  const stride = w + 1
  const xx = new Float64Array(stride * (h + 1))
  const xy = new Float64Array(stride * (h + 1))
  const yy = new Float64Array(stride * (h + 1))
  for (let y = 0; y < h; y++) {
    let sxx = 0
    let sxy = 0
    let syy = 0
    for (let x = 0; x < w; x++) {
      const i = y * w + x
      const inside = x > 0 && y > 0 && x < w - 1 && y < h - 1
      const gx = inside ? (data[i + 1]! - data[i - 1]!) / 2 : 0
      const gy = inside ? (data[i + w]! - data[i - w]!) / 2 : 0
      sxx += gx * gx
      sxy += gx * gy
      syy += gy * gy
      const at = (y + 1) * stride + x + 1
      xx[at] = xx[at - stride]! + sxx
      xy[at] = xy[at - stride]! + sxy
      yy[at] = yy[at - stride]! + syy
    }
  }
  return (x, y) => {
    const a = y * stride + x
    const b = a + PATCH_PX
    const c = a + PATCH_PX * stride
    const d = c + PATCH_PX
    const p = xx[d]! - xx[c]! - xx[b]! + xx[a]!
    const q = xy[d]! - xy[c]! - xy[b]! + xy[a]!
    const r = yy[d]! - yy[c]! - yy[b]! + yy[a]!
    return (p + r) / 2 - Math.sqrt(((p - r) / 2) ** 2 + q * q)
  }
}

// The blank at 4 px a mm: shrunk by a whole number while that is finer, then bilinear.
function atPatchScale(
  blank: BlankPage,
  widthMm: number,
  heightMm: number,
): { widthPx: number; heightPx: number; data: Uint8Array } {
  const factor = Math.max(1, Math.floor(blank.pxPerMm / PATCH_PX_PER_MM))
  const small = shrink(blank, factor)
  const step = blank.pxPerMm / factor / PATCH_PX_PER_MM
  const widthPx = Math.floor(widthMm * PATCH_PX_PER_MM)
  const heightPx = Math.floor(heightMm * PATCH_PX_PER_MM)
  const data = new Uint8Array(widthPx * heightPx)
  for (let row = 0; row < heightPx; row++) {
    const y = Math.min(small.heightPx - 1.001, Math.max(0, (row + 0.5) * step - 0.5))
    const ya = Math.floor(y)
    const fy = y - ya
    for (let column = 0; column < widthPx; column++) {
      const x = Math.min(small.widthPx - 1.001, Math.max(0, (column + 0.5) * step - 0.5))
      const xa = Math.floor(x)
      const fx = x - xa
      const i = ya * small.widthPx + xa
      const top = small.data[i]! * (1 - fx) + small.data[i + 1]! * fx
      const bottom = small.data[i + small.widthPx]! * (1 - fx) + small.data[i + small.widthPx + 1]! * fx
      data[row * widthPx + column] = top * (1 - fy) + bottom * fy + 0.5
    }
  }
  return { widthPx, heightPx, data }
}
