import type { BaselineEngine } from '../contract/bench.ts'
import type { FittedPage } from '../contract/digitize.ts'
import type { GrayImage } from '../contract/image.ts'
import type { BoxMm, LayoutField } from '../contract/layout.ts'
import { bounds } from '../geometry/point.ts'
import { cellInk, rowsOf } from './cellInk.ts'
import { charsetOf } from './charset.ts'
import { decodeGreedy, topLabels } from './engines/ctc.ts'
import type { Engines } from './engines/openEngines.ts'
import { inkOf } from './ink.ts'
import { crop, inkBox } from './picture/crop.ts'
import { resize } from './picture/resize.ts'
import { joinInRow } from './picture/join.ts'
import { inkLevel, stretch } from './picture/stretch.ts'
import { languageOf, readPrinted } from './print.ts'
import { typeset } from './typeset.ts'

/**
 * What an engine makes of a field by itself, for comparison: the same ink as our readers get (form removed, cropped to the
 * ink, stretched), one line for every row of cells, no masks, rules, words or second looks. '' where there is no ink. `ppocrCells` is given each
 * cell by itself, cut and set as for our readers, and told which characters the field may hold: the best it can do.
 */
export async function readBaseline(
  page: FittedPage,
  field: LayoutField,
  engine: BaselineEngine,
  engines: Engines,
): Promise<string> {
  if (engine === 'ppocrCells') return cellByCell(page, field, engines)
  const rows =
    field.cells === undefined ? [field.boxMm] : rowsOf(field.cells).map((row) => bounds(row.map(({ box }) => box)))
  const lines = rows.map((box) => inkLine(page, box)).filter((line) => line !== null)
  const texts: string[] = []
  for (const line of lines)
    texts.push(
      engine === 'tesseract'
        ? await readPrinted(line, languageOf(field.decoder), engines.print)
        : await greedy(line, engines),
    )
  return texts.join('')
}

async function cellByCell(page: FittedPage, field: LayoutField, { lines }: Engines): Promise<string> {
  const { glyphs, cellPx } = cellInk(page, field.cells ?? [], PX_PER_MM)
  const charset = charsetOf(field.decoder, lines.alphabet)
  const texts: string[] = []
  for (const picture of typeset(glyphs, cellPx, lines.heightPx)) {
    const [ctc] = await lines.recognize([joinInRow([picture], GAP_PX, GAP_PX).line])
    const [label] = topLabels(ctc!, 0, ctc!.steps, 1, charset.mask)
    texts.push(charset.textOf[label!]!)
  }
  return texts.join('')
}

async function greedy(line: GrayImage, { lines }: Engines): Promise<string> {
  const { heightPx, alphabet } = lines
  const widthPx = Math.max(heightPx / 2, Math.round((line.widthPx * heightPx) / line.heightPx))
  const [ctc] = await lines.recognize([resize(line, widthPx, heightPx)])
  return decodeGreedy(ctc!)
    .map(({ label }) => alphabet.characters[label]!)
    .join('')
}

const PX_PER_MM = 8
const GAP_PX = 8
const STROKE_MM2 = 2
const NO_INK = 215
const INK_BELOW = 140

function inkLine(page: FittedPage, boxMm: BoxMm): GrayImage | null {
  const ink = inkOf(page, boxMm, PX_PER_MM)
  const level = inkLevel([ink], STROKE_MM2 * PX_PER_MM ** 2)
  if (level > NO_INK) return null
  const dark = stretch(ink, level)
  const box = inkBox(dark, INK_BELOW)
  return box === null
    ? null
    : crop(dark, { left: box.left - 3, top: box.top - 1, right: box.right + 3, bottom: box.bottom + 1 })
}
