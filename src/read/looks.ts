import type { GrayImage } from '../contract/image.ts'
import type { Charset } from './charset.ts'
import type { Recognizer } from './engines/ppocr.ts'
import { logProbability, topLabels, type CtcMatrix } from './engines/ctc.ts'
import { joinInRow } from './picture/join.ts'

/** log p of each text that a picture may show. */
export type Scores = Map<string, number>

/**
 * The pictures set tightly as lines, each scored within its own window: the model sees its neighbours, and a line of
 * natural text is read better than its characters alone.
 */
export async function lookAsLine(
  pictures: readonly GrayImage[],
  charset: Charset,
  recognizer: Recognizer,
): Promise<Scores[]> {
  const found: Scores[] = []
  for (const part of evenParts(pictures, LINE_GLYPHS)) {
    const { line, startsPx } = joinInRow(part, GAP_PX, GAP_PX)
    const [ctc] = await recognizer.recognize([line])
    for (const [i, picture] of part.entries()) {
      const start = startsPx[i]! / ctc!.pxPerStep
      const from = Math.max(0, Math.floor(start - HALF_STEP))
      const to = Math.min(ctc!.steps, Math.ceil(start + picture.widthPx / ctc!.pxPerStep + HALF_STEP))
      found.push(scoresOf(ctc!, from, to, 1, charset))
    }
  }
  return found
}

/**
 * One picture side by side with itself, scored as the same character so many times: several chances to be seen from
 * another place of the model's grid, and no neighbour to be taken for its part (RECOGNITION.md).
 */
export async function lookRepeated(picture: GrayImage, charset: Charset, recognizer: Recognizer): Promise<Scores> {
  const { line } = joinInRow(
    Array.from({ length: REPEATS }, () => picture),
    GAP_PX,
    GAP_PX,
  )
  const [ctc] = await recognizer.recognize([line])
  return scoresOf(ctc!, 0, ctc!.steps, REPEATS, charset)
}

// 9, 18 and 30 read alike; longer lines only cost memory.
const LINE_GLYPHS = 20
const GAP_PX = 4
// A peak may stand a little outside of its ink.
const HALF_STEP = 0.5
const REPEATS = 2
const LABELS = 30

/** What stands in the steps `from` to `to` (exclusive): log p of each likely text, written `repeats` times. */
export function scoresOf(ctc: CtcMatrix, from: number, to: number, repeats: number, charset: Charset): Scores {
  const scores: Scores = new Map()
  for (const label of topLabels(ctc, from, to, LABELS, charset.mask)) {
    const text = charset.textOf[label]!
    const score = logProbability(
      ctc,
      Array.from({ length: repeats }, () => label),
      from,
      to,
    )
    const other = scores.get(text)
    // Two classes that stand for the same text: either is right.
    scores.set(text, other === undefined ? score : logSum(score, other))
  }
  return scores
}

function logSum(a: number, b: number): number {
  const most = Math.max(a, b)
  return most === -Infinity ? most : most + Math.log(Math.exp(a - most) + Math.exp(b - most))
}

function evenParts<T>(list: readonly T[], most: number): T[][] {
  const parts = Math.ceil(list.length / most)
  return Array.from({ length: parts }, (_, i) =>
    list.slice(Math.round((i * list.length) / parts), Math.round(((i + 1) * list.length) / parts)),
  )
}
