import type { FittedPage, ReadingContext } from '../contract/digitize.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { Reading } from '../contract/reading.ts'
import { charsetOf, type Charset } from './charset.ts'
import { charactersOf, decodedReading } from './characters.ts'
import { confirmPrinted } from './confirmPrinted.ts'
import { decodeGreedy, type CtcCharacter, type CtcMatrix } from './engines/ctc.ts'
import type { Engines } from './engines/openEngines.ts'
import type { Recognizer } from './engines/ppocr.ts'
import { lookAsLine, lookAtSteps } from './lookAsLine.ts'
import { boxesOfPeaks, cutWide } from './lineBoxes.ts'
import { INK_BELOW, lineInk, type WrittenLine } from './lineInk.ts'
import { crop } from './picture/crop.ts'
import { resize } from './picture/resize.ts'
import { bothLooks, type Slot, type SlotOption } from './slot.ts'
import { typeset } from './typeset.ts'

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
    for (const slot of await readWritten(line, charset, engines.lines)) slots.push({ ...slot, cell: slots.length })
  // Ink in which no character is found is not an empty answer.
  if (slots.length === 0) return { state: 'unclear', candidates: [], engine }
  const characters = charactersOf(slots, field.decoder)
  const reading = decodedReading(field, characters, characters.length, context, engine)
  return confirmPrinted(
    reading,
    ink.lines.map(({ picture }) => picture),
    field,
    engines,
  )
}

/**
 * The characters of one line, each with what else it may be and where its ink stands. Looked at twice: as it was written, and cut at its
 * characters and set anew as cells are. A character of which the two think differently is not sure; of one that the first look did not see
 * only the second speaks, if its ink makes a neighbour's too wide.
 */
async function readWritten(
  { picture, atMm, pxPerMm }: WrittenLine,
  charset: Charset,
  recognizer: Recognizer,
): Promise<Pick<Slot, 'options' | 'boxMm'>[]> {
  const { heightPx } = recognizer
  const widthPx = Math.max(heightPx / 2, Math.round((picture.widthPx * heightPx) / picture.heightPx))
  const [ctc] = await recognizer.recognize([resize(picture, widthPx, heightPx)])
  const peaks = decodeGreedy(ctc!, charset.mask)
  const pxPerStep = picture.widthPx / ctc!.steps
  const peaksPx = peaks.map(({ from, to }) => ({ from: from * pxPerStep, to: (to + 1) * pxPerStep }))
  const boxes = cutWide(picture, boxesOfPeaks(picture, peaksPx, INK_BELOW), peaksPx, INK_BELOW)
  const glyphs = boxes.map(({ boxPx }, cell) => ({ cell, ink: crop(picture, boxPx), boxPx }))
  const anew = await lookAsLine(typeset(glyphs, picture.heightPx, heightPx), charset, recognizer)
  const asWritten = optionsOf(ctc!, peaks, charset)
  return boxes.map(({ boxPx, peak }, i) => {
    const options = bothLooks(peak === null ? [] : asWritten[peak]!, anew[i]!)
    const { left, top, right, bottom } = boxPx
    const boxMm = {
      x: atMm.x + left / pxPerMm,
      y: atMm.y + top / pxPerMm,
      w: (right - left) / pxPerMm,
      h: (bottom - top) / pxPerMm,
    }
    return { options, boxMm }
  })
}

/** Cut half-way between the peaks of the best path; each window then gives its candidates. */
function optionsOf(ctc: CtcMatrix, peaks: readonly CtcCharacter[], charset: Charset): SlotOption[][] {
  return peaks.map((peak, i) => {
    const before = peaks[i - 1]
    const after = peaks[i + 1]
    const from = before === undefined ? 0 : Math.ceil((before.to + peak.from) / 2)
    const to = after === undefined ? ctc.steps : Math.ceil((peak.to + after.from) / 2)
    return lookAtSteps(ctc, from, Math.max(to, peak.to + 1), charset)
  })
}
