import type { BlankPage } from '../../contract/image.ts'
import type { Box } from '../../geometry/point.ts'
import { sampleBox } from '../../geometry/sample.ts'

/** The blank form under a box of the page, moved by a shift in millimetres, at `pxPerMm`. */
export function sampleBlank(
  blank: BlankPage,
  boxMm: Box,
  pxPerMm: number,
  shiftMm: { readonly x: number; readonly y: number } = { x: 0, y: 0 },
): { widthPx: number; heightPx: number; data: Uint8Array } {
  const k = blank.pxPerMm
  const homography = [k, 0, -k * shiftMm.x, 0, k, -k * shiftMm.y, 0, 0, 1]
  return sampleBox(blank, { homography, correction: null }, boxMm, pxPerMm)
}
