import type { Charset } from './charset.ts'
import { decodeGreedy, type CtcCharacter, type CtcMatrix } from './engines/ctc.ts'
import type { Recognizer } from './engines/ppocr.ts'
import { lookAsLine, lookAtSteps } from './lookAsLine.ts'
import { boxesOfPeaks, cutWide } from './lineBoxes.ts'
import { INK_BELOW, type WrittenLine } from './lineInk.ts'
import { crop } from './picture/crop.ts'
import { resize } from './picture/resize.ts'
import { bothLooks, type Slot, type SlotOption } from './slot.ts'
import { typeset } from './typeset.ts'

/** The characters of lines one under the other, numbered from the first on, each with where its ink stands. */
export async function readWritten(
  lines: readonly WrittenLine[],
  charset: Charset,
  recognizer: Recognizer,
): Promise<Slot[]> {
  const slots: Slot[] = []
  for (const line of lines)
    for (const slot of await readOne(line, charset, recognizer)) slots.push({ ...slot, cell: slots.length })
  return slots
}

/**
 * The characters of one line, each with what else it may be and where its ink stands. Looked at twice: as it was written, and cut at its
 * characters and set anew as cells are. A character of which the two think differently is not sure; of one that the first look did not see
 * only the second speaks, if its ink makes a neighbour's too wide.
 */
async function readOne(
  { picture, atMm, slope, pxPerMm }: WrittenLine,
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
      y: atMm.y + (top + slope * ((left + right) / 2)) / pxPerMm,
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
