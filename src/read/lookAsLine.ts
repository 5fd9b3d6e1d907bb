import type { GrayImage } from '../contract/image.ts'
import { alignLine } from './alignLine.ts'
import type { Charset } from './charset.ts'
import { logProbability, topLabels, type CtcMatrix } from './engines/ctc.ts'
import type { Recognizer } from './engines/ppocr.ts'
import type { SlotOption } from './slot.ts'
import { joinInRow } from './picture/join.ts'

/**
 * What each picture may show, best first. They are set as lines, each scored where it stands: the model sees its neighbours,
 * and a line of natural text is read better than its characters alone.
 */
export async function lookAsLine(
  pictures: readonly GrayImage[],
  charset: Charset,
  recognizer: Recognizer,
): Promise<SlotOption[][]> {
  const found: SlotOption[][] = []
  for (const part of evenParts(pictures, LINE_GLYPHS)) {
    const { line, startsPx } = joinInRow(part, GAP_PX, GAP_PX)
    const [ctc] = await recognizer.recognize([line])
    const spans = part.map((picture, i) => ({
      from: startsPx[i]! / ctc!.pxPerStep,
      to: (startsPx[i]! + picture.widthPx) / ctc!.pxPerStep,
    }))
    for (const shares of alignLine(ctc!, spans, charset.most, charset.mask))
      found.push(
        toOptions(
          [...shares].map(([label, share]) => [label, Math.log(Math.max(share, LEAST_SHARE))]),
          charset,
        ),
      )
  }
  return found
}

/** What may stand in the steps `from` to `to` (exclusive) of a line, all of them taken to be one character. */
export function lookAtSteps(ctc: CtcMatrix, from: number, to: number, charset: Charset): SlotOption[] {
  const labels = topLabels(ctc, from, to, charset.most, charset.mask)
  return toOptions(
    labels.map((label) => [label, logProbability(ctc, [label], from, to)]),
    charset,
  )
}

// 9, 18 and 30 read alike (decisions/0040); longer lines only cost memory, 40 MB a process at 20 (decisions/0048).
const LINE_GLYPHS = 10
const GAP_PX = 8
const LEAST_SHARE = 1e-12

/** By text: two classes that stand for the same text make it as likely as both together. */
function toOptions(scores: readonly (readonly [label: number, log: number])[], charset: Charset): SlotOption[] {
  const byText = new Map<string, number>()
  for (const [label, score] of scores) {
    const text = charset.textOf[label]!
    byText.set(text, logSum(byText.get(text) ?? -Infinity, score))
  }
  return [...byText].map(([text, score]) => ({ text, score })).sort((a, b) => b.score - a.score)
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
