import type { FittedPage } from '../contract/digitize.ts'
import type { GrayImage } from '../contract/image.ts'
import type { BoxMm } from '../contract/layout.ts'
import { bounds, grow } from '../geometry/point.ts'
import { glyphOf, type Glyph } from './glyph.ts'
import { inkOf, type InkCrop } from './ink.ts'
import { mayHoldInk } from './mayHoldInk.ts'
import { crop } from './picture/crop.ts'
import { inLines } from './picture/dots.ts'
import { inkLevel, stretch } from './picture/stretch.ts'

/** What was written into the cells of a field. */
export interface CellInk {
  /** Filled cells in reading order; `cell` is the index in the layout. */
  readonly glyphs: readonly Glyph[]
  /** Cells with their surroundings, `marginPx` on each side, as the ink came off the page: dots are dots. */
  readonly crops: readonly CellCrop[]
  readonly marginPx: number
  /** Height of a cell in the pixels of the glyphs. */
  readonly cellPx: number
  /** How dark the pen is, 0..255; near 255: nothing was written anywhere. */
  readonly inkLevel: number
}

export interface CellCrop {
  readonly cell: number
  readonly around: GrayImage
}

export function cellInk(page: FittedPage, cells: readonly BoxMm[], pxPerMm: number): CellInk {
  const marginPx = Math.round(MARGIN_MM * pxPerMm)
  const crops = rowsOf(cells).flatMap((row) => {
    const ink = rowInk(page, row, pxPerMm)
    if (ink === null) return []
    const rowBox = ink.boxMm
    return row.map(({ cell, box }) => {
      const left = Math.round((box.x - rowBox.x) * pxPerMm) - marginPx
      const top = Math.round((box.y - rowBox.y) * pxPerMm) - marginPx
      const right = left + Math.round(box.w * pxPerMm) + 2 * marginPx
      const bottom = top + Math.round(box.h * pxPerMm) + 2 * marginPx
      return { cell, around: crop(ink, { left, top, right, bottom }) }
    })
  })
  const pictures = crops.map(({ around }) => around)
  const strokePx = STROKE_MM2 * pxPerMm ** 2
  const level = inkLevel(pictures, strokePx)
  const cellPx = Math.round((cells[0]?.h ?? 0) * pxPerMm)
  if (level > NO_INK) return { glyphs: [], crops, marginPx, cellPx, inkLevel: level }
  const lines = inLines(pictures)
  const lineLevel = inkLevel(lines, strokePx)
  const glyphs = crops
    .map(({ cell }, i) => glyphOf(cell, stretch(lines[i]!, lineLevel), marginPx, pxPerMm))
    .filter((glyph) => glyph !== null)
  return { glyphs, crops, marginPx, cellPx, inkLevel: level }
}

/** The ink of one row of cells with its surroundings; null where a quick look finds bare paper. */
export function rowInk(page: FittedPage, row: readonly { readonly box: BoxMm }[], pxPerMm: number): InkCrop | null {
  // Half of the rows of an idea are free: a quick look spares taking the form out of them.
  if (!row.some(({ box }) => mayHoldInk(page, box))) return null
  // One row at a time: cells share what lies between them, and empty paper between rows is not looked at.
  return inkOf(page, grow(bounds(row.map(({ box }) => box)), Math.round(MARGIN_MM * pxPerMm) / pxPerMm), pxPerMm)
}

// How far strokes may run out of a cell and still be followed.
const MARGIN_MM = 1
// The darkest 2 mm²: a stroke of 0.4 × 5 mm, the least that any answer has.
const STROKE_MM2 = 2
// Paper grain and remains of tints end above; the faintest pencil lies near 190.
const NO_INK = 215

/** The cells of each row from left to right, with their index in the field. */
export function rowsOf(cells: readonly BoxMm[]): { cell: number; box: BoxMm }[][] {
  const rows: { cell: number; box: BoxMm }[][] = []
  for (const [cell, box] of cells.entries()) {
    const row = rows.at(-1)
    const last = row?.at(-1)?.box
    if (last !== undefined && Math.abs(last.y - box.y) < box.h / 4) row!.push({ cell, box })
    else rows.push([{ cell, box }])
  }
  return rows
}
