import type { FittedPage } from '../contract/digitize.ts'
import type { GrayImage } from '../contract/image.ts'
import type { BoxMm } from '../contract/layout.ts'
import { bounds } from '../geometry/point.ts'
import { rowsOf, type CellInk } from './cellInk.ts'
import { inkOf } from './ink.ts'
import { findPatches, type Patch } from './picture/components.ts'
import { crop, type PxBox } from './picture/crop.ts'
import { stretch } from './picture/stretch.ts'

/** What was written small above a line of cells, mostly with a caret under it. */
export interface Insertion {
  /** The cell before whose character it belongs. */
  readonly cell: number
  /** Its ink without the caret; null where a caret is all there is. */
  readonly picture: GrayImage | null
}

/**
 * Insertions between the rows of a grid. Most pages have none, so the margins of the cells that were read anyway say where to look at
 * the paper between the rows: strokes that run out of a cell come that far, but they hang on to their character.
 */
export function insertionsAmong(page: FittedPage, cells: readonly BoxMm[], ink: CellInk): Insertion[] {
  const rows = rowsOf(cells)
  const gapMm = gapOf(rows)
  const above = new Set(ink.crops.filter((one) => hasInkAbove(one.around, ink)).map(({ cell }) => cell))
  return rows.flatMap((row) => (row.some(({ cell }) => above.has(cell)) ? insertionsAbove(page, row, gapMm, ink) : []))
}

type Row = ReturnType<typeof rowsOf>[number]

// A field of one row has the room above it that rows of a page have between them.
function gapOf([first, second]: readonly Row[]): number {
  if (first === undefined || second === undefined) return USUAL_GAP_MM
  return second[0]!.box.y - first[0]!.box.y - first[0]!.box.h
}

const USUAL_GAP_MM = 1.9
const PX_PER_MM = 12
const INK_BELOW = 140

/** Whether there is ink above a cell that does not reach further into it than a caret. */
function hasInkAbove(around: GrayImage, { marginPx, inkLevel }: CellInk): boolean {
  const strip = crop(around, { left: 0, top: 0, right: around.widthPx, bottom: Math.round((1 + INTO_MM) * marginPx) })
  const margin: PxBox = { left: 0, top: 0, right: strip.widthPx, bottom: marginPx }
  const patches = findPatches(stretch(strip, inkLevel), INK_BELOW, margin)
  const own = patches.filter(({ box }) => box.bottom < strip.heightPx)
  return own.reduce((sum, { insidePx }) => sum + insidePx, 0) >= ABOVE_MM2 * marginPx ** 2
}

// The margin is a millimetre wide. The foot of a small character and the arms of a caret leave this much there.
const ABOVE_MM2 = 0.15
// How far the tip of a caret comes down into the cell.
const INTO_MM = 1.9

function insertionsAbove(page: FittedPage, row: Row, gapMm: number, { inkLevel }: CellInk): Insertion[] {
  const whole = bounds(row.map(({ box }) => box))
  const topMm = whole.y - gapMm - REACH_MM
  const bandMm = { x: whole.x - 1, y: topMm, w: whole.w + 2, h: gapMm + 2 * REACH_MM }
  const ink = stretch(inkOf(page, bandMm, PX_PER_MM), inkLevel)
  const all: PxBox = { left: 0, top: 0, right: ink.widthPx, bottom: ink.heightPx }
  // What touches the band's edge belongs to a character above or below.
  const free = findPatches(ink, INK_BELOW, all).filter(
    ({ box, areaPx }) => box.top > 0 && box.bottom < ink.heightPx && areaPx >= SPECK_MM2 * PX_PER_MM ** 2,
  )
  const lineAtPx = (whole.y - topMm) * PX_PER_MM
  return groupsOf(free)
    .filter((group) => isInsertion(group, lineAtPx, gapMm))
    .map((group) => toInsertion(group, ink, row, bandMm.x, lineAtPx))
}

// How far inserted characters reach into the cells above and below the gap.
const REACH_MM = 1.9
const SPECK_MM2 = 0.04
// Strokes of one insertion are closer than this; it is less than what is free between two characters in their cells.
const CLOSE_MM = 1.2

function groupsOf(patches: readonly Patch[]): Patch[][] {
  const groups: Patch[][] = []
  for (const patch of patches.toSorted((a, b) => a.box.left - b.box.left)) {
    const last = groups.at(-1)
    const right = last === undefined ? -Infinity : Math.max(...last.map(({ box }) => box.right))
    if (last !== undefined && patch.box.left - right < CLOSE_MM * PX_PER_MM) last.push(patch)
    else groups.push([patch])
  }
  return groups
}

/** As high and as wide as a small character at least, most of it on the paper between the rows. */
function isInsertion(group: readonly Patch[], lineAtPx: number, gapMm: number): boolean {
  const { left, top, right, bottom } = unionOf(group)
  const areaPx = group.reduce((sum, patch) => sum + patch.areaPx, 0)
  const middle = (top + bottom) / 2
  return (
    bottom - top >= LEAST_HEIGHT_MM * PX_PER_MM &&
    right - left >= LEAST_WIDTH_MM * PX_PER_MM &&
    areaPx >= LEAST_MM2 * PX_PER_MM ** 2 &&
    middle > lineAtPx - (gapMm + OFF_MM) * PX_PER_MM &&
    middle < lineAtPx + OFF_MM * PX_PER_MM
  )
}

const LEAST_HEIGHT_MM = 1.8
const LEAST_WIDTH_MM = 1.8
const LEAST_MM2 = 1.6
const OFF_MM = 0.5

function toInsertion(group: readonly Patch[], ink: GrayImage, row: Row, leftMm: number, lineAtPx: number): Insertion {
  const lowest = group.reduce((a, b) => (b.box.bottom > a.box.bottom ? b : a))
  const isCaret = lowest.box.bottom > lineAtPx + CARET_MM * PX_PER_MM
  const tip = isCaret ? tipOf(lowest, ink.widthPx) : (lowest.box.left + lowest.box.right) / 2
  const atMm = leftMm + tip / PX_PER_MM
  const nearest = row.reduce((a, b) => (Math.abs(b.box.x - atMm) < Math.abs(a.box.x - atMm) ? b : a))
  const written = group.filter((patch) => !(isCaret && patch === lowest))
  return { cell: nearest.cell, picture: written.length === 0 ? null : onlyThese(written, ink) }
}

// How far the tip of a caret comes down between two characters.
const CARET_MM = 0.5

function tipOf({ pixels }: Patch, widthPx: number): number {
  return pixels.reduce((lowest, at) => (at > lowest ? at : lowest), 0) % widthPx
}

function onlyThese(patches: readonly Patch[], ink: GrayImage): GrayImage {
  const data = new Uint8Array(ink.data.length).fill(255)
  for (const { pixels } of patches) for (const at of pixels) data[at] = ink.data[at]!
  return crop({ ...ink, data }, unionOf(patches))
}

function unionOf(patches: readonly Patch[]): PxBox {
  return {
    left: Math.min(...patches.map(({ box }) => box.left)),
    top: Math.min(...patches.map(({ box }) => box.top)),
    right: Math.max(...patches.map(({ box }) => box.right)),
    bottom: Math.max(...patches.map(({ box }) => box.bottom)),
  }
}
