import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoxMm, LayoutField } from '../../../src/contract/layout.ts'
import { fillLine } from '../../../src/paper/fillLine.ts'
import { newSheet } from '../../../src/paper/pen/stamp.ts'
import { inventWriter, type Writer } from '../../../src/paper/pen/writer.ts'
import { randomOf } from '../../../src/paper/random.ts'
import { openEngines, type Engines } from '../../../src/read/engines/openEngines.ts'
import { boxesOfPeaks, cutWide } from '../../../src/read/lineBoxes.ts'
import { readLine } from '../../../src/read/lines.ts'
import { fitted, goldenIdeas, type TestForm } from '../fittedPages.ts'

describe('boxesOfPeaks', () => {
  // Three upright strokes, 4 px wide, at 10, 30 and 50; a dot over the second.
  const line = { widthPx: 70, heightPx: 20, data: new Uint8Array(70 * 20).fill(255) }
  for (const x of [10, 30, 50])
    for (let y = 5; y < 15; y++) line.data.fill(0, y * line.widthPx + x, y * line.widthPx + x + 4)
  line.data[2 * line.widthPx + 34] = 0

  it('draws each peak round its own ink, though the peak stands beside it', () => {
    const peaks = [12, 27, 54].map((from) => ({ from, to: from + 3 }))
    expect(boxesOfPeaks(line, peaks, 140)).toEqual([
      { left: 10, top: 5, right: 14, bottom: 15 },
      { left: 30, top: 2, right: 35, bottom: 15 },
      { left: 50, top: 5, right: 54, bottom: 15 },
    ])
  })

  it('gives a peak over bare paper what lies between its cuts, never nothing', () => {
    const peaks = [11, 40, 52].map((from) => ({ from, to: from + 1 }))
    for (const { left, right, top, bottom } of boxesOfPeaks(line, peaks, 140)) {
      expect(right).toBeGreaterThan(left)
      expect(bottom).toBeGreaterThan(top)
    }
    expect(boxesOfPeaks(line, [], 140)).toEqual([])
  })
})

describe('cutWide', () => {
  // Five squares of 10 px every 14, and peaks over all but the fourth; `joined`: a stroke runs under the third and the fourth.
  const squares = (joined: boolean) => {
    const line = { widthPx: 74, heightPx: 20, data: new Uint8Array(74 * 20).fill(255) }
    const fill = (x: number, y: number, w: number): void => void line.data.fill(0, y * 74 + x, y * 74 + x + w)
    for (const x of [4, 18, 32, 46, 60]) for (let y = 4; y < 14; y++) fill(x, y, 10)
    if (joined) fill(32, 13, 24)
    return line
  }
  const peaks = [9, 23, 37, 65].map((x) => ({ from: x, to: x + 1 }))
  const cut = (joined: boolean) => {
    const line = squares(joined)
    return cutWide(line, boxesOfPeaks(line, peaks, 140), peaks, 140).map(({ boxPx, peak }) => [
      boxPx.left,
      boxPx.right,
      peak,
    ])
  }

  it('gives the ink that no peak stands over a box of its own', () => {
    expect(cut(false)).toEqual([
      [4, 14, 0],
      [18, 28, 1],
      [32, 42, 2],
      [46, 56, null],
      [60, 70, 3],
    ])
  })

  it('leaves one character with a long tail whole', () => {
    expect(cut(true).map(([, , peak]) => peak)).toEqual([0, 1, 2, 3])
  })

  it('judges one or two by how high the line is', () => {
    const line = squares(false)
    const middles = [peaks[0]!, peaks[2]!]
    // The second box holds three squares, twice as wide as the line is high; the first two, no more than such a character.
    expect(cutWide(line, boxesOfPeaks(line, middles, 140), middles, 140).map(({ peak }) => peak)).toEqual([0, 1, null])
  })
})

describe('the characters of a written line', () => {
  let test: TestForm
  let engines: Engines
  beforeAll(async () => {
    test = await goldenIdeas()
    engines = await openEngines()
  })
  afterAll(() => engines.close())

  it('say where their ink stands: of six hands the middle of 95 in 100 lies on the character', async () => {
    let right = 0
    let all = 0
    for (let seed = 1; seed <= 6; seed++) {
      const written = await writeUnit(test, seed)
      const reading = await readLine(written.page, written.field, { campaign: test.form.campaign }, engines)
      const characters = 'characters' in reading ? (reading.characters ?? []) : []
      // Where one was overlooked, nobody knows which box belongs to which: what is measured is where boxes stand.
      if (characters.length !== written.boxes.length) continue
      for (const [i, { boxMm }] of characters.entries()) {
        const { x, y, w, h } = written.boxes[i]!
        const middle = { x: boxMm!.x + boxMm!.w / 2, y: boxMm!.y + boxMm!.h / 2 }
        all++
        if (middle.x > x && middle.x < x + w && middle.y > y && middle.y < y + h) right++
      }
    }
    expect(all).toBeGreaterThanOrEqual(25)
    expect(right / all).toBeGreaterThanOrEqual(0.95)
  })
})

const TEXT = '市政务中心'

/** A unit written on its line, and the box of each character: what one character more adds to the ink. */
async function writeUnit({ form, blanks }: TestForm, seed: number) {
  const number = form.layout.pages.findIndex(({ fields }) => fields.some(({ id }) => id === 'unit'))
  const field = form.layout.pages[number]!.fields.find(({ id }) => id === 'unit')!
  const writer = await inventWriter('development', 'normal', randomOf(seed, 'writer'))
  const blank = blanks[number]!
  const sheets = Array.from(TEXT, (_, i) => inkOf(field, TEXT.slice(0, i + 1), writer, blank, seed))
  const boxes = sheets.map((sheet, i) => boxOfNew(sheet, sheets[i - 1], blank, field))
  const ink = sheets.at(-1)!
  const data = blank.data.slice()
  for (const at of pixelsOf(field, blank)) {
    const cover = ink[at]! / 255
    data[at] = Math.min(data[at]!, data[at]! * (1 - cover) + writer.ink.level * cover)
  }
  return { page: fitted(form, blanks, number + 1, data), field, boxes }
}

type Blank = TestForm['blanks'][number]

function inkOf(field: LayoutField, text: string, writer: Writer, blank: Blank, seed: number): Uint8Array {
  const ink = newSheet(blank.widthPx, blank.heightPx)
  const desk = { ink, writer, pxPerMm: blank.pxPerMm, severity: 'normal' as const }
  fillLine(field, text, desk, randomOf(seed, 'line'))
  return ink.data
}

function boxOfNew(ink: Uint8Array, before: Uint8Array | undefined, blank: Blank, field: LayoutField): BoxMm {
  const { widthPx, pxPerMm } = blank
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const at of pixelsOf(field, blank)) {
    if (ink[at]! <= (before?.[at] ?? 0) + 40) continue
    const x = at % widthPx
    const y = (at - x) / widthPx
    ;[left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1)]
  }
  return { x: left / pxPerMm, y: top / pxPerMm, w: (right - left) / pxPerMm, h: (bottom - top) / pxPerMm }
}

/** The field's and a little round it: a whole page has nine millions. */
function* pixelsOf({ boxMm }: LayoutField, { widthPx, pxPerMm }: Blank): Generator<number> {
  const px = (mm: number): number => Math.round(mm * pxPerMm)
  for (let y = px(boxMm.y - 2); y < px(boxMm.y + boxMm.h + 2); y++)
    for (let x = px(boxMm.x - 2); x < px(boxMm.x + boxMm.w + 2); x++) yield y * widthPx + x
}
