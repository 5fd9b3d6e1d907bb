import type { FittedPage, ReadingContext } from '../contract/digitize.ts'
import type { GrayImage } from '../contract/image.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { Reading } from '../contract/reading.ts'
import { charsetOf, type Charset } from './charset.ts'
import { charactersOf, decodedReading } from './characters.ts'
import { decodeGreedy, type CtcMatrix } from './engines/ctc.ts'
import type { Engines } from './engines/openEngines.ts'
import type { Recognizer } from './engines/ppocr.ts'
import { lookAtSteps } from './lookAsLine.ts'
import { lineInk } from './lineInk.ts'
import { resize } from './picture/resize.ts'
import { comparable, isPrinted, readPrinted } from './print.ts'
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
  return ink.lines.every(isPrinted) ? confirmPrinted(reading, ink.lines, field, engines) : reading
}

/**
 * Print is read a second time by the print engine. Where both read the same it stands: 119 of 144 printed lines, none of them
 * wrong. Where they differ the line model is right more often (0.2 % of characters wrong against 1.5 %), so its reading
 * stays, as sure as it was.
 */
async function confirmPrinted(
  reading: Reading,
  lines: readonly GrayImage[],
  field: LayoutField,
  engines: Engines,
): Promise<Reading> {
  if (reading.state !== 'read' || typeof reading.value !== 'string') return reading
  const texts: string[] = []
  for (const line of lines) texts.push(await readPrinted(line, field.decoder, engines.print))
  if (comparable(reading.value) !== texts.join('')) return reading
  const sure = (confidence: number): number => Math.max(confidence, BOTH_AGREE)
  const { value } = reading
  return {
    ...reading,
    confidence: sure(reading.confidence),
    candidates: reading.candidates.map((one) =>
      one.value === value ? { ...one, confidence: sure(one.confidence) } : one,
    ),
    engine: `${reading.engine}+${engines.print.id}`,
    characters: (reading.characters ?? []).map((character) => {
      const confidence = sure(character.confidence)
      const [, ...others] = character.candidates
      return { ...character, confidence, candidates: [{ value: character.value, confidence }, ...others] }
    }),
  }
}

const BOTH_AGREE = 0.99

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
