import type { FittedPage, ReadingContext } from '../contract/digitize.ts'
import type { GrayImage } from '../contract/image.ts'
import type { BoxMm, LayoutField } from '../contract/layout.ts'
import type { CharacterReading, Reading } from '../contract/reading.ts'
import { decodedReading } from './characters.ts'
import { holdsSeveral, runsAcross } from './acrossCells.ts'
import { cellInk, rowsOf, type CellInk } from './cellInk.ts'
import { confirmPrinted } from './confirmPrinted.ts'
import { digitDecoders, readDigitCells } from './digitCells.ts'
import type { Engines } from './engines/openEngines.ts'
import { insertionsAmong } from './insertions.ts'
import { readLatinCells } from './latinCells.ts'
import { joinInRow } from './picture/join.ts'
import { withInsertions } from './readCrowded.ts'
import { readAcross } from './readAcross.ts'
import { readGlyphs } from './readGlyphs.ts'
import { typeset } from './typeset.ts'

/** A comb or a grid: one character a cell, or a strip of text over them all. `covered`: where the form's own print is hidden. */
export async function readCells(
  page: FittedPage,
  field: LayoutField,
  context: ReadingContext,
  engines: Engines,
  covered: BoxMm | null,
): Promise<Reading> {
  const cells = field.cells ?? []
  const ink = cellInk(page, cells, PX_PER_MM)
  const isAcross = runsAcross(ink, cells, PX_PER_MM) || holdsSeveral(ink, field.kind, PX_PER_MM)
  if (ink.glyphs.length > 0 && (isAcross || covered !== null)) {
    const signs = { covered, isAcross, inkedCells: ink.glyphs.map(({ cell }) => cells[cell]!) }
    const across = await readAcross(page, field, signs, context, engines)
    if (across !== null) return across
  }
  const isDigits = digitDecoders.has(field.decoder)
  const isLatin = field.decoder === 'email'
  const engine = isDigits ? 'digits' : isLatin ? `${engines.lines.id}+digits` : engines.lines.id
  if (ink.glyphs.length === 0) return { state: 'blank', engine, confidence: blankConfidence(ink) }
  const characters = isDigits
    ? readDigitCells(ink, PX_PER_MM, field.decoder)
    : isLatin
      ? await readLatinCells(ink.glyphs, ink.cellPx, engines.lines)
      : await readText(page, field, ink, engines)
  const reading = decodedReading(field, characters, cells.length, context, engine)
  // What went with the walls went for both engines.
  return isAcross ? reading : confirmPrinted(reading, setRows(ink, cells, engines.lines.heightPx), field, engines)
}

// Only where text goes on and on do people put in what they left out; where cells are counted there is no room for it.
async function readText(
  page: FittedPage,
  field: LayoutField,
  ink: CellInk,
  { lines }: Engines,
): Promise<CharacterReading[]> {
  const characters = await readGlyphs(ink.glyphs, ink.cellPx, field.decoder, lines)
  if (field.decoder !== 'text' || field.kind !== 'grid') return characters
  const insertions = insertionsAmong(page, field.cells ?? [], ink)
  return insertions.length === 0 ? characters : withInsertions(characters, insertions, lines)
}

// The glyphs of each row, set close as in a line: what stands a cell apart the print engine takes for words.
function setRows({ glyphs, cellPx }: CellInk, cells: readonly BoxMm[], heightPx: number): GrayImage[] {
  const pictures = typeset(glyphs, cellPx, heightPx)
  return rowsOf(cells).flatMap((row) => {
    const inRow = new Set(row.map(({ cell }) => cell))
    const own = pictures.filter((_, i) => inRow.has(glyphs[i]!.cell))
    return own.length === 0 ? [] : [joinInRow(own, GAP_PX, GAP_PX).line]
  })
}
const GAP_PX = 8

// 9.4 mm cells become 75 px, characters about 55: above the 48 that the model sees.
export const PX_PER_MM = 8
// The lighter the darkest spot, the surer that nobody wrote; ink too little to be a stroke leaves some doubt.
function blankConfidence({ inkLevel }: CellInk): number {
  return Math.min(1, Math.max(0.5, inkLevel / 240))
}
