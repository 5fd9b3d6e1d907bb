import type { GrayImage } from '../contract/image.ts'
import type { BoxMm, FieldKind } from '../contract/layout.ts'
import type { CellCrop, CellInk } from './cellInk.ts'
import { rowsOf } from './cellInk.ts'
import { findPatches } from './picture/components.ts'

/**
 * Whether the text of a field keeps to no cells, as that on a strip that was stuck over them: it passes over at least a quarter of the walls between
 * its first and its last character, and over two or more of them.
 */
export function runsAcross(ink: CellInk, cells: readonly BoxMm[], pxPerMm: number): boolean {
  const written = new Set(ink.glyphs.map(({ cell }) => cell))
  const crops = new Map(ink.crops.map((crop) => [crop.cell, crop]))
  // Where stretched ink is half of the way to paper.
  const below = (ink.inkLevel + PAPER) / 2
  let walls = 0
  let crossed = 0
  for (const row of rowsOf(cells)) {
    const own = row.filter(({ cell }) => written.has(cell))
    const last = own.at(-1)?.cell
    for (const { cell, box } of row) {
      if (last === undefined || cell < own[0]!.cell || cell >= last) continue
      walls++
      if (isCrossed(crops.get(cell)!, box, ink.marginPx, pxPerMm, below)) crossed++
    }
  }
  return crossed >= 2 && crossed >= LEAST_SHARE * walls
}

/**
 * Whether the cells hold several characters each, as small print does even where few of them stand on a wall. In a comb most characters are of one
 * piece of ink, in a grid nearly all are as high as wide.
 */
export function holdsSeveral({ glyphs }: CellInk, kind: FieldKind, pxPerMm: number): boolean {
  if (glyphs.length < 2) return false
  if (kind === 'comb')
    return glyphs.reduce((sum, { ink }) => sum + piecesOf(ink, PIECE_MM2 * pxPerMm ** 2), 0) >= MANY * glyphs.length
  return glyphs.filter(({ ink }) => ink.widthPx > WIDE * ink.heightPx).length >= MOSTLY * glyphs.length
}

function piecesOf(ink: GrayImage, leastPx: number): number {
  const all = { left: 0, top: 0, right: ink.widthPx, bottom: ink.heightPx }
  return findPatches(ink, HALF_INK, all).filter(({ areaPx }) => areaPx >= leastPx).length
}

const MANY = 2
const WIDE = 1.5
const MOSTLY = 0.6
const PIECE_MM2 = 0.15
const HALF_INK = 140

// Passed by 4 of 469 fields written by hand and by 313 of 341 on strips (validation pool; `normal` in black and white, `hostile` in grey).
const LEAST_SHARE = 0.25
const PAPER = 245

/** Whether a stroke passes over the right wall of a cell, in more than one row of pixels off the corners; what a scan left of the wall is thinner. */
function isCrossed(
  { around: { widthPx, data } }: CellCrop,
  box: BoxMm,
  marginPx: number,
  pxPerMm: number,
  below: number,
): boolean {
  const wall = marginPx + Math.round(box.w * pxPerMm)
  const reach = Math.round(WALL_REACH_MM * pxPerMm)
  const heightPx = box.h * pxPerMm
  let rows = 0
  for (let y = Math.round(marginPx + CORNER * heightPx); y < marginPx + (1 - CORNER) * heightPx; y++) {
    const row = data.subarray(y * widthPx, (y + 1) * widthPx)
    if (runThrough(row, wall - reach, wall + reach, below) >= STROKE_MM * pxPerMm) rows++
  }
  return rows >= 2
}

/** Length of the run of ink that passes between two columns, 0 where there is none. */
function runThrough(row: Uint8Array, from: number, to: number, below: number): number {
  let at = from
  while (at <= to && row[at]! >= below) at++
  if (at > to) return 0
  let [left, right] = [at, at]
  while (left > 0 && row[left - 1]! < below) left--
  while (right + 1 < row.length && row[right + 1]! < below) right++
  return right - left + 1
}

const WALL_REACH_MM = 0.25
const CORNER = 0.12
// A wall is 0.2 mm of grey, and in black and white at most 0.3 mm of black.
const STROKE_MM = 0.45
