import type { Box } from './point.ts'
import { rowToPx, type PageTransform } from './transform.ts'

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
  const widthPx = wholePx(boxMm.w * pxPerMm)
  const heightPx = wholePx(boxMm.h * pxPerMm)
  const data = new Uint8Array(widthPx * heightPx)
  const step = 1 / pxPerMm
  // Correction and perspective vary over tens of millimetres: exact at the ends of short runs, straight between.
  const ends = Float64Array.from(
    { length: Math.ceil(widthPx / RUN_PX) + 1 },
    (_, k) => boxMm.x + (Math.min(k * RUN_PX, widthPx) + 0.5) * step,
  )
  const x = new Float64Array(ends.length)
  const y = new Float64Array(ends.length)
  for (let row = 0; row < heightPx; row++) {
    rowToPx(transform, ends, boxMm.y + (row + 0.5) * step, x, y)
    sampleRow(image.data, image.widthPx, image.heightPx, data, row * widthPx, widthPx, x, y, outside)
  }
  return { widthPx, heightPx, data }
}

const RUN_PX = 32

/** As a machine integer: images that carry their size as a fraction that happens to be whole have every loop over them compiled anew. */
function wholePx(length: number): number {
  return Math.max(1, Math.round(length)) | 0
}

// A row by the ends of its runs. One function for all of them, and numbers instead of an image: a number handed on by the run is put into a
// box of its own, and images of many makes (pages, blanks, crops) have the loop compiled for each.
function sampleRow(
  source: Uint8Array,
  w: number,
  h: number,
  out: Uint8Array,
  at: number,
  widthPx: number,
  xPx: Float64Array,
  yPx: Float64Array,
  outside: number,
): void {
  for (let k = 0; k + 1 < xPx.length; k++) {
    const start = k * RUN_PX
    const end = Math.min(start + RUN_PX, widthPx)
    // Pixel centres stand at half coordinates.
    let x = xPx[k]! - 0.5
    let y = yPx[k]! - 0.5
    const dx = (xPx[k + 1]! - 0.5 - x) / (end - start)
    const dy = (yPx[k + 1]! - 0.5 - y) / (end - start)
    if (!(within(x, w) && within(xPx[k + 1]! - 0.5, w) && within(y, h) && within(yPx[k + 1]! - 0.5, h))) {
      sampleRim(source, w, h, out, at + start, at + end, x, y, dx, dy, outside)
      continue
    }
    // Whole-number weights of 1/256 (`imul`: V8 guards a plain product of signed numbers, which costs more than fractions do); no grey
    // level is off by more than one.
    for (let i = at + start; i < at + end; i++, x += dx, y += dy) {
      // Positive here, so this is the floor.
      const ix = x | 0
      const iy = y | 0
      const c = iy * w + ix
      const fx = ((x - ix) * 256) | 0
      const above = source[c]!
      const below = source[c + w]!
      const top = (above << 8) + Math.imul(source[c + 1]! - above, fx)
      const bottom = (below << 8) + Math.imul(source[c + w + 1]! - below, fx)
      out[i] = ((top << 8) + Math.imul(bottom - top, ((y - iy) * 256) | 0) + 32768) >> 16
    }
  }
}

// A run that touches the rim of the scan, or lies outside.
function sampleRim(
  source: Uint8Array,
  w: number,
  h: number,
  out: Uint8Array,
  from: number,
  to: number,
  x0: number,
  y0: number,
  dx: number,
  dy: number,
  outside: number,
): void {
  let x = x0
  let y = y0
  for (let i = from; i < to; i++, x += dx, y += dy) {
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
