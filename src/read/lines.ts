import type { FittedPage, ReadingContext } from '../contract/digitize.ts'
import type { GrayImage } from '../contract/image.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { Reading } from '../contract/reading.ts'
import { charsetOf, type Charset } from './charset.ts'
import { charactersOf, decodedReading } from './characters.ts'
import { confirmPrinted } from './confirmPrinted.ts'
import { decodeGreedy, type CtcMatrix } from './engines/ctc.ts'
import type { Engines } from './engines/openEngines.ts'
import type { Recognizer } from './engines/ppocr.ts'
import { lookAtSteps } from './lookAsLine.ts'
import { lineInk } from './lineInk.ts'
import { resize } from './picture/resize.ts'
import type { Slot, SlotOption } from './slot.ts'

/** A free line, or several under each other: no cells say where a character is. */
export async function readLine(
  page: FittedPage,
  field: LayoutField,
  context: ReadingContext,
  engines: Engines,
): Promise<Reading> {
  const ink = lineInk(page, field.boxMm)
  const engine = engines.lines.id
  if (ink.lines.length === 0) return { state: 'blank', engine, confidence: ink.blankConfidence }
  const charset = charsetOf(field.decoder, engines.lines.alphabet)
  const slots: Slot[] = []
  for (const line of ink.lines)
    for (const options of await readPicture(line, charset, engines.lines)) slots.push({ cell: slots.length, options })
  // Ink in which no character is found is not an empty answer.
  if (slots.length === 0) return { state: 'unclear', candidates: [], engine }
  const characters = charactersOf(slots, field.decoder)
  const reading = decodedReading(field, characters, characters.length, context, engine)
  return confirmPrinted(reading, ink.lines, field, engines)
}

/** The characters of one line, each with what else it may be. */
async function readPicture(line: GrayImage, charset: Charset, recognizer: Recognizer): Promise<SlotOption[][]> {
  const { heightPx } = recognizer
  const widthPx = Math.max(heightPx / 2, Math.round((line.widthPx * heightPx) / line.heightPx))
  const [ctc] = await recognizer.recognize([resize(line, widthPx, heightPx)])
  return slotsOf(ctc!, charset)
}

/** Cut half-way between the peaks of the best path; each window then gives its candidates. */
function slotsOf(ctc: CtcMatrix, charset: Charset): SlotOption[][] {
  const peaks = decodeGreedy(ctc, charset.mask)
  return peaks.map((peak, i) => {
    const before = peaks[i - 1]
    const after = peaks[i + 1]
    const from = before === undefined ? 0 : Math.ceil((before.to + peak.from) / 2)
    const to = after === undefined ? ctc.steps : Math.ceil((peak.to + after.from) / 2)
    return lookAtSteps(ctc, from, Math.max(to, peak.to + 1), charset)
  })
}
