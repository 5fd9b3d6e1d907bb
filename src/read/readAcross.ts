import type { FittedPage, ReadingContext } from '../contract/digitize.ts'
import type { BoxMm, LayoutField } from '../contract/layout.ts'
import type { Reading } from '../contract/reading.ts'
import { bounds } from '../geometry/point.ts'
import { charsetAcross } from './charset.ts'
import { charactersOf, decodedReading } from './characters.ts'
import { charactersRead, confirmed, printIn } from './confirmPrinted.ts'
import { cutLong } from './cutLong.ts'
import { editDistance } from './editDistance.ts'
import type { Engines } from './engines/openEngines.ts'
import { asInCells, textAsInCells } from './asInCells.ts'
import { inkOf, type InkCrop } from './ink.ts'
import { INK_BELOW, linesOf, PX_PER_MM, type LineInk } from './lineInk.ts'
import { findPatches } from './picture/components.ts'
import { languageOf } from './print.ts'
import { level } from './picture/level.ts'
import { inkLevel, stretch } from './picture/stretch.ts'
import { readWritten } from './readWritten.ts'

/** What speaks for a strip over the cells before it is read. */
export interface StripSigns {
  /** Where the form's own print is hidden. */
  readonly covered: BoxMm | null
  /** The ink stands on the walls of the cells, or many to a cell. */
  readonly isAcross: boolean
  /** Cells with ink in them. */
  readonly inkedCells: readonly BoxMm[]
}

/**
 * Text that keeps to no cells: read as free lines, then as what the field holds. null where no line of text is found, its characters stand one in a
 * cell, or nothing but the cover says that it is a line and the print engine does not read most of it alike.
 */
export async function readAcross(
  page: FittedPage,
  field: LayoutField,
  { covered, isAcross, inkedCells }: StripSigns,
  context: ReadingContext,
  engines: Engines,
): Promise<Reading | null> {
  const { lines } = inkAcross(page, field, inkedCells, covered)
  const pieces = lines.flatMap((line) => cutLong(line, MOST_HIGH))
  const written = await readWritten(pieces, charsetAcross(field.decoder, engines.lines.alphabet), engines.lines)
  const slots = asInCells(written, field.decoder)
  if (slots.length === 0 || written.length < CLOSE * inkedCells.length) return null
  const characters = charactersOf(slots, field.decoder)
  // As in a line: the reader may have overlooked a character.
  const asLine = { ...field, kind: 'line' } as const
  const reading = decodedReading(asLine, characters, slots.length, context, engines.lines.id)
  if (reading.state !== 'read') return isAcross ? reading : null
  const read = charactersRead(reading)
  const rows = lines.map(({ picture }) => picture)
  // The signs of a date are read where somebody put them.
  const isChinese = written.some(({ options }) => /\p{Script=Han}/u.test(options[0]?.text ?? ''))
  const language = isChinese ? 'chi_sim' : languageOf(field.decoder)
  const print = textAsInCells(await printIn(rows, language, engines.print), field.decoder)
  if (print === read && reading.decoding?.reason !== 'REJECTED') return confirmed(reading, engines.print)
  return isAcross || editDistance(print, read) <= MOST_APART * read.length ? reading : null
}

// About as long as the lines of a form. A line of print across the page, 2,200 px as the model sees it, takes 46 MB more than one of 864.
const MOST_HIGH = 18
// Where ink stands on walls: written or typed in cells 1.13 at most, on strips 1.33 and nearly always 1.75 and more (validation pool, 1,300 fields).
const CLOSE = 1.3
// Of a hand the print engine reads next to nothing as it is.
const MOST_APART = 0.3

/** All ink in and close to a field, as far as its cells are inked, made level. */
function inkAcross(page: FittedPage, field: LayoutField, inkedCells: readonly BoxMm[], covered: BoxMm | null): LineInk {
  const { x, y, w, h } = partAcross(field.cells ?? [field.boxMm], inkedCells)
  const boxMm = { x: x - BESIDE_MM, y: y - ABOVE_MM, w: w + 2 * BESIDE_MM, h: h + 2 * ABOVE_MM }
  const ink = inkOf(page, boxMm, PX_PER_MM, { covered })
  const dark = stretch(ink, inkLevel([ink], STROKE_PX))
  const { picture, slope } = level(withoutEdges(dark), INK_BELOW, STEEPEST)
  return linesOf({ ...ink, ...withoutEdges(picture) } satisfies InkCrop, slope)
}

/**
 * The rows of a field from the first to the last with ink, and one more on either side: a line of text that stands between two rows may be nobody's. A whole
 * page of cells takes a hundred megabytes to look through.
 */
export function partAcross(cells: readonly BoxMm[], inkedCells: readonly BoxMm[]): BoxMm {
  const all = bounds(cells)
  const inked = bounds(inkedCells)
  const top = Math.max(all.y, inked.y - inkedCells[0]!.h)
  const bottom = Math.min(all.y + all.h, inked.y + inked.h + inkedCells[0]!.h)
  return { x: all.x, y: top, w: all.w, h: bottom - top }
}

// What is cut and laid by hand sticks out of its field a little; neighbours are as far away.
const BESIDE_MM = 2.5
const ABOVE_MM = 1
const STROKE_PX = 2 * PX_PER_MM ** 2
// 4 degrees.
const STEEPEST = 0.07

// The cut edge of a strip throws a shadow: far longer than any stroke of its text and thinner than one.
function withoutEdges<T extends { widthPx: number; heightPx: number; data: Uint8Array }>(image: T): T {
  const all = { left: 0, top: 0, right: image.widthPx, bottom: image.heightPx }
  const data = image.data.slice()
  for (const { box, areaPx, pixels } of findPatches(image, INK_BELOW, all)) {
    const long = Math.max(box.right - box.left, box.bottom - box.top)
    if (long > EDGE_MM * PX_PER_MM && areaPx / long < EDGE_WIDTH_MM * PX_PER_MM) for (const at of pixels) data[at] = 255
  }
  return { ...image, data }
}

// Two dashes of large print are 10 mm long.
const EDGE_MM = 12
const EDGE_WIDTH_MM = 0.8
