import type { Box } from './point.ts'
import { mmToPx, type PageTransform } from './transform.ts'

interface Gray {
  readonly widthPx: number
  readonly heightPx: number
  readonly data: Uint8Array
}

/**
 * The part of a scan that a box of the page covers, upright and at `pxPerMm`, sampled straight through the transform
 * (bilinear). Places outside the scan are `outside` (white by default). Pixel (0, 0) is the box's top-left corner.
 */
export function sampleBox(
  image: Gray,
  transform: PageTransform,
  boxMm: Box,
  pxPerMm: number,
  outside = 255,
): { widthPx: number; heightPx: number; data: Uint8Array } {
  const widthPx = Math.max(1, Math.round(boxMm.w * pxPerMm))
  const heightPx = Math.max(1, Math.round(boxMm.h * pxPerMm))
  const data = new Uint8Array(widthPx * heightPx)
  const step = 1 / pxPerMm
  for (let row = 0; row < heightPx; row++) {
    const yMm = boxMm.y + (row + 0.5) * step
    // Correction and perspective vary over tens of millimetres: exact at the ends of short runs, straight between.
    let from = mmToPx(transform, boxMm.x + 0.5 * step, yMm)
    for (let start = 0; start < widthPx; start += RUN_PX) {
      const end = Math.min(start + RUN_PX, widthPx)
      const to = mmToPx(transform, boxMm.x + (end + 0.5) * step, yMm)
      const at = row * widthPx + start
      // Pixel centres stand at half coordinates.
      sampleRun(image, data, at, end - start, from.x - 0.5, from.y - 0.5, to.x - 0.5, to.y - 0.5, outside)
      from = to
    }
  }
  return { widthPx, heightPx, data }
}

const RUN_PX = 32

function sampleRun(
  { widthPx: w, heightPx: h, data: source }: Gray,
  out: Uint8Array,
  at: number,
  count: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  outside: number,
): void {
  const dx = (x1 - x0) / count
  const dy = (y1 - y0) / count
  let x = x0
  let y = y0
  const end = at + count
  if (within(x0, w) && within(x1, w) && within(y0, h) && within(y1, h)) {
    // Whole-number weights of 1/256 (`imul`: V8 guards a plain product of signed numbers, which costs more than fractions do); no grey
    // level is off by more than one.
    for (let i = at; i < end; i++, x += dx, y += dy) {
      // Positive here, so this is the floor.
      const ix = x | 0
      const iy = y | 0
      const k = iy * w + ix
      const fx = ((x - ix) * 256) | 0
      const above = source[k]!
      const below = source[k + w]!
      const top = (above << 8) + Math.imul(source[k + 1]! - above, fx)
      const bottom = (below << 8) + Math.imul(source[k + w + 1]! - below, fx)
      out[i] = ((top << 8) + Math.imul(bottom - top, ((y - iy) * 256) | 0) + 32768) >> 16
    }
    return
  }
  for (let i = at; i < end; i++, x += dx, y += dy) {
    const ix = Math.floor(x)
    const iy = Math.floor(y)
    if (ix < -1 || iy < -1 || ix >= w || iy >= h) {
      out[i] = outside
      continue
    }
    const xa = ix < 0 ? 0 : ix
    const xb = ix + 1 >= w ? w - 1 : ix + 1
    const ya = (iy < 0 ? 0 : iy) * w
    const yb = (iy + 1 >= h ? h - 1 : iy + 1) * w
    const fx = x - ix
    const fy = y - iy
    const top = source[ya + xa]! * (1 - fx) + source[ya + xb]! * fx
    const bottom = source[yb + xa]! * (1 - fx) + source[yb + xb]! * fx
    out[i] = top * (1 - fy) + bottom * fy + 0.5
  }
}

function within(value: number, size: number): boolean {
  return value >= 0 && value < size - 1.001
}
