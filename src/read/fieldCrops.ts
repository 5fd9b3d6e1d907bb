import type { FittedPage } from '../contract/digitize.ts'
import type { GrayImage } from '../contract/image.ts'
import type { LayoutField } from '../contract/layout.ts'
import { rowInk, rowsOf } from './cellInk.ts'
import { PX_PER_MM } from './cells.ts'
import { boxInk } from './lineInk.ts'
import { groupInks } from './marks/inksOn.ts'
import { signatureInk } from './marks.ts'

/**
 * What the reader of a field is given: the ink of its rows of cells, of its writing line, or of its groups of tick boxes, at the scale in which it is read, one
 * under the other with a grey line between. null where a quick look found bare paper and nothing was cut out.
 */
export function fieldCrops(page: FittedPage, field: LayoutField): GrayImage | null {
  const pieces = crops[field.kind](page, field)
  return pieces.length === 0 ? null : stacked(pieces)
}

const crops: Record<LayoutField['kind'], (page: FittedPage, field: LayoutField) => readonly GrayImage[]> = {
  choice: (page, { options = [] }) =>
    groupInks(
      page,
      options.map(({ boxMm }) => boxMm),
    ),
  signature: (page, field) => [signatureInk(page, field)],
  comb: rowsOfCells,
  grid: rowsOfCells,
  line: (page, { boxMm }) => [boxInk(page, boxMm)],
}

function rowsOfCells(page: FittedPage, { cells = [] }: LayoutField): GrayImage[] {
  return rowsOf(cells).flatMap((row) => rowInk(page, row, PX_PER_MM) ?? [])
}

function stacked(pieces: readonly GrayImage[]): GrayImage {
  const widthPx = Math.max(...pieces.map((piece) => piece.widthPx))
  const heightPx = pieces.reduce((sum, piece) => sum + piece.heightPx, (pieces.length - 1) * GAP_PX)
  const data = new Uint8Array(widthPx * heightPx).fill(255)
  let top = 0
  for (const piece of pieces) {
    if (top > 0) data.fill(GAP_GREY, (top - GAP_PX) * widthPx, top * widthPx)
    for (let y = 0; y < piece.heightPx; y++)
      data.set(piece.data.subarray(y * piece.widthPx, (y + 1) * piece.widthPx), (top + y) * widthPx)
    top += piece.heightPx + GAP_PX
  }
  return { widthPx, heightPx, data }
}

const GAP_PX = 3
const GAP_GREY = 190
