import type { GrayImage } from '../contract/image.ts'
import type { CharacterReading } from '../contract/reading.ts'
import type { Charset } from './charset.ts'
import { charsetOf } from './charset.ts'
import { decodeGreedy, logProbability, topLabels, type CtcMatrix } from './engines/ctc.ts'
import type { Recognizer } from './engines/ppocr.ts'
import type { Glyph } from './glyph.ts'
import type { Insertion } from './insertions.ts'
import { joinInRow } from './picture/join.ts'
import { resize } from './picture/resize.ts'

/**
 * Cells in which two characters stand side by side, and which. What looks like two by its shape is read once more by itself, as high as
 * a line: it is two where the model finds two Chinese ones, and likelier so than any one character. 好 is 女子 to a ruler, not to the model;
 * the halves of a hasty character are letters and marks to it, and nobody squeezes those.
 */
export async function readPairs(
  glyphs: readonly Glyph[],
  cellPx: number,
  charset: Charset,
  recognizer: Recognizer,
): Promise<Map<number, string>> {
  const found = new Map<number, string>()
  for (const glyph of glyphs) {
    if (!mayBeTwo(glyph, cellPx)) continue
    const ctc = await lookAlone(glyph.ink, recognizer)
    const peaks = decodeGreedy(ctc, charset.mask)
    if (peaks.length !== 2 || peaks.some(({ probability }) => probability < CLEAR)) continue
    const labels = peaks.map(({ label }) => label)
    if (!labels.every((label) => /\p{Script=Han}/u.test(charset.textOf[label]!))) continue
    const one = topLabels(ctc, 0, ctc.steps, LABELS, charset.mask).map((label) => logProbability(ctc, [label]))
    if (logProbability(ctc, labels) > Math.max(...one) + LIKELIER)
      found.set(glyph.cell, labels.map((label) => charset.textOf[label]!).join(''))
  }
  return found
}

const LABELS = 5
const CLEAR = 0.3
const LIKELIER = 1

/** Wider than high, with bare paper from top to bottom somewhere in the middle. */
function mayBeTwo({ ink }: Glyph, cellPx: number): boolean {
  const { widthPx, heightPx, data } = ink
  if (widthPx < LEAST_WIDTH * cellPx || widthPx < WIDER * heightPx) return false
  for (let x = Math.round(MIDDLE * widthPx); x < (1 - MIDDLE) * widthPx; x++) {
    let inked = 0
    for (let y = 0; y < heightPx; y++) if (data[y * widthPx + x]! < INK_BELOW) inked++
    if (inked === 0) return true
  }
  return false
}

// In parts of the cell; of the height; of the width on either side.
const LEAST_WIDTH = 0.55
const WIDER = 1.1
const MIDDLE = 0.3
const INK_BELOW = 140

async function lookAlone(ink: GrayImage, recognizer: Recognizer): Promise<CtcMatrix> {
  const { heightPx } = recognizer
  const widthPx = Math.max(Math.round(heightPx / 2), Math.round((ink.widthPx * heightPx) / ink.heightPx))
  const [ctc] = await recognizer.recognize([joinInRow([resize(ink, widthPx, heightPx)], MARGIN_PX, MARGIN_PX).line])
  return ctc!
}

const MARGIN_PX = 8

/** The characters with what was inserted before them: a person sees each such cell, and can take it without what was inserted. */
export async function withInsertions(
  characters: readonly CharacterReading[],
  insertions: readonly Insertion[],
  recognizer: Recognizer,
): Promise<CharacterReading[]> {
  const charset = charsetOf('text', recognizer.alphabet)
  const all = new Map(characters.map((character) => [character.cell, character]))
  for (const { cell, picture } of insertions) {
    const text = picture === null ? '' : await readSmall(picture, charset, recognizer)
    const own = all.get(cell) ?? { cell, value: '', confidence: 0, candidates: [] }
    const value = text + own.value
    const others = own.candidates.map((one) => ({ ...one, confidence: (1 - INSERTED) * one.confidence }))
    const candidates = [{ value, confidence: INSERTED }, ...others.filter((one) => one.value !== value)]
    all.set(cell, { cell, value, confidence: INSERTED, candidates, crowded: 'inserted' })
  }
  return [...all.values()].sort((a, b) => a.cell - b.cell)
}

// Half as high as other characters, and squeezed: seldom right, and never taken without a person.
const INSERTED = 0.5

async function readSmall(picture: GrayImage, charset: Charset, recognizer: Recognizer): Promise<string> {
  const peaks = decodeGreedy(await lookAlone(picture, recognizer), charset.mask)
  return peaks.map(({ label }) => charset.textOf[label]!).join('')
}
