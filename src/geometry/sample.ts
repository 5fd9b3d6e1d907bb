import type { Box } from './point.ts'
import { correctionAt, type PageTransform } from './transform.ts'

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
  const { data: source, widthPx: sw, heightPx: sh } = image
  const [h0, h1, h2, h3, h4, h5, h6, h7, h8] = transform.homography as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const step = 1 / pxPerMm
  const { correction } = transform
  for (let row = 0; row < heightPx; row++) {
    const yMm = boxMm.y + (row + 0.5) * step
    // The correction varies over tens of millimetres: take it at the two ends of short runs and go straight between.
    for (let start = 0; start < widthPx; start += RUN_PX) {
      const end = Math.min(start + RUN_PX, widthPx)
      const x0 = boxMm.x + (start + 0.5) * step
      const x1 = boxMm.x + (end + 0.5) * step
      const s0 = correction === null ? ZERO : correctionAt(correction, x0, yMm)
      const s1 = correction === null ? ZERO : correctionAt(correction, x1, yMm)
      const dx = (x1 + s1.x - x0 - s0.x) / (end - start)
      const dy = (s1.y - s0.y) / (end - start)
      let x = x0 + s0.x
      let y = yMm + s0.y
      for (let column = start; column < end; column++, x += dx, y += dy) {
        const w = h6 * x + h7 * y + h8
        // Pixel centres stand at half coordinates.
        const px = (h0 * x + h1 * y + h2) / w - 0.5
        const py = (h3 * x + h4 * y + h5) / w - 0.5
        const ix = Math.floor(px)
        const iy = Math.floor(py)
        if (ix < -1 || iy < -1 || ix >= sw || iy >= sh) {
          data[row * widthPx + column] = outside
          continue
        }
        const xa = ix < 0 ? 0 : ix
        const xb = ix + 1 >= sw ? sw - 1 : ix + 1
        const ya = (iy < 0 ? 0 : iy) * sw
        const yb = (iy + 1 >= sh ? sh - 1 : iy + 1) * sw
        const fx = px - ix
        const fy = py - iy
        const top = source[ya + xa]! * (1 - fx) + source[ya + xb]! * fx
        const bottom = source[yb + xa]! * (1 - fx) + source[yb + xb]! * fx
        data[row * widthPx + column] = top * (1 - fy) + bottom * fy + 0.5
      }
    }
  }
  return { widthPx, heightPx, data }
}

const RUN_PX = 32
const ZERO = { x: 0, y: 0 }
