import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { baselineEngines } from '../../src/contract/bench.ts'
import type { FittedPage } from '../../src/contract/digitize.ts'
import type { GrayImage } from '../../src/contract/image.ts'
import type { LayoutField } from '../../src/contract/layout.ts'
import type { Reading } from '../../src/contract/reading.ts'
import type { TruthField } from '../../src/contract/truth.ts'
import { scoreOf } from '../../src/contract/calibration.ts'
import { judgeField } from '../../src/judge/judgeField.ts'
import { readBaseline } from '../../src/read/baselines.ts'
import { decodeGreedy } from '../../src/read/engines/ctc.ts'
import { openEngines, type Engines } from '../../src/read/engines/openEngines.ts'
import { readFields } from '../../src/read/readFields.ts'
import { readLine } from '../../src/read/lines.ts'
import { crop, inkBox } from '../../src/read/picture/crop.ts'
import { resize } from '../../src/read/picture/resize.ts'
import { isPrinted, readPrinted } from '../../src/read/print.ts'
import { fitted, goldenIdeas, writtenPages, type TestForm } from './fittedPages.ts'

let test: TestForm
let engines: Engines
beforeAll(async () => {
  test = await goldenIdeas()
  engines = await openEngines()
})
afterAll(() => engines.close())

describe('readFields', () => {
  let pages: FittedPage[]
  let truth: Readonly<Record<string, TruthField>>
  const readings: Record<string, Reading> = {}
  beforeAll(async () => {
    // A hand drawn stroke by stroke: middling hard, and nobody's font.
    ;({ pages, truth } = await writtenPages(test, STROKES_SEED))
    for (const page of pages)
      Object.assign(readings, (await readFields(page, { campaign: test.form.campaign }, engines)).readings)
  })

  it('answers every field of the page, and only those', () => {
    const expected = pages.flatMap(({ layout }) => layout.fields.map(({ id }) => id))
    expect(Object.keys(readings).toSorted()).toEqual(expected.toSorted())
    expect(truth['idea']!.hand).toBe('strokes')
  })

  it('reads an idea of hundreds of characters with at most 2 % wrong, and has nearly all among five candidates', () => {
    const { wrong, missed, total } = compareCells(readings['idea']!, truth['idea']!)
    expect(total).toBeGreaterThan(200)
    expect(wrong / total).toBeLessThanOrEqual(0.02)
    expect(missed / total).toBeLessThanOrEqual(0.01)
  })

  it('reads combs by the rules of their fields', () => {
    for (const id of ['telephone', 'date'])
      expect(readings[id], id).toMatchObject({ state: 'read', value: truth[id]!.value })
  })

  it('keeps confidence and candidates in order', () => {
    for (const [id, reading] of Object.entries(readings)) {
      if (reading.state !== 'read') continue
      expect(reading.confidence, id).toBeGreaterThanOrEqual(0)
      expect(reading.confidence, id).toBeLessThanOrEqual(1)
      for (const { value, confidence, candidates } of reading.characters ?? []) {
        expect(candidates[0], id).toEqual({ value, confidence })
        expect(candidates.length).toBeLessThanOrEqual(11)
        expect(new Set(candidates.map((candidate) => candidate.value)).size).toBe(candidates.length)
        for (const candidate of candidates) {
          expect(candidate.confidence).toBeGreaterThanOrEqual(0)
          expect(candidate.confidence).toBeLessThanOrEqual(1)
        }
      }
    }
  })

  it('says blank of every field on paper that nobody wrote on, and is sure of it', async () => {
    for (const page of [1, 2]) {
      // With the grain of paper: without any it would be a black and white scan, which may have lost what was written (decision 0036).
      const grainy = test.blanks[page - 1]!.data.map((level, i) => Math.max(0, level - ((i * 7919) % 13)))
      const empty = fitted(test.form, test.blanks, page, grainy)
      const answer = await readFields(empty, { campaign: test.form.campaign }, engines)
      for (const [id, reading] of Object.entries(answer.readings)) {
        expect(reading, id).toMatchObject({ state: 'blank' })
        expect(reading.state === 'blank' && reading.confidence, id).toBeGreaterThanOrEqual(0.95)
      }
    }
  })

  it('says failed, not blank, of a field whose reader breaks, and reads the others', async () => {
    const broken: Engines = {
      ...engines,
      lines: { ...engines.lines, recognize: () => Promise.reject(new RangeError('张三')) },
    }
    const { readings: found } = await readFields(pages[0]!, { campaign: test.form.campaign }, broken)
    expect(found['title']).toEqual({ state: 'failed', reason: 'RangeError', engine: 'none' })
    expect(found['telephone']).toMatchObject({ state: 'read', value: truth['telephone']!.value })
  })
})

describe('print', () => {
  it('is told from handwriting, and read alike by both engines', async () => {
    const title = printedLine({ left: 44, top: 19.5, right: 140, bottom: 32 })
    expect(isPrinted([title])).toBe(true)
    const ctc = await engines.lines.recognize([resize(title, Math.round((title.widthPx * 48) / title.heightPx), 48)])
    const { characters } = engines.lines.alphabet
    expect(
      decodeGreedy(ctc[0]!)
        .map(({ label }) => characters[label])
        .join(''),
    ).toBe('我为政务服务献一策')
    expect(await readPrinted(title, 'chi_sim', engines.print)).toBe('我为政务服务献一策')
  })

  it('in a line of the form is confirmed by the second engine', async () => {
    // The address, as if cut out and stuck on the line of the unit.
    const { page, field } = pageWithPrint(printedLine({ left: 19.5, top: 265.3, right: 77, bottom: 270.6 }), 'unit')
    const reading = await readLine(page, field, { campaign: test.form.campaign }, engines)
    expect(reading).toMatchObject({
      state: 'read',
      value: '湖南省人民政府政务服务大厅',
      engine: 'ppocrv4-mobile+tesseract',
    })
    expect(reading.state === 'read' && reading.confidence).toBeGreaterThanOrEqual(0.99)
  })
})

describe('a typed letter', () => {
  it('is read as print: two engines read its answers alike, and those stand without a person', async () => {
    const typed = await writtenPages(test, TYPED_SEED, true)
    const page = typed.pages[0]!
    // Signed by hand all the same.
    const signed = test.form.layout.pages.flatMap(({ fields }) => fields).find(({ kind }) => kind === 'signature')!
    expect(typed.truth[signed.id]!.hand).not.toBe('print')
    const { readings } = await readFields(page, { campaign: test.form.campaign }, engines)
    for (const id of ['telephone', 'date', 'title', 'unit']) {
      const field = page.layout.fields.find((one) => one.id === id)!
      const reading = readings[id]!
      expect(reading, id).toMatchObject({ state: 'read', value: typed.truth[id]!.value, confirmed: true })
      expect(scoreOf(field, reading)!.kind).toBe('printed')
      expect(judgeField(field, reading, { window: test.form.campaign.window })).toMatchObject({ how: 'machine' })
    }
  })

  it('is told from a written one, which no second engine is asked about', async () => {
    const { pages } = await writtenPages(test, STROKES_SEED)
    const unasked = { ...engines, print: { ...engines.print, read: () => Promise.reject(new Error('asked')) } }
    const { readings } = await readFields(pages[0]!, { campaign: test.form.campaign }, unasked)
    for (const id of ['telephone', 'date', 'title']) expect(readings[id], id).toMatchObject({ state: 'read' })
  })
})

describe('readBaseline', () => {
  it('reads the same ink with one engine alone, and nothing where nothing was written', async () => {
    const { pages, truth } = await writtenPages(test, STROKES_SEED)
    const title = pages[0]!.layout.fields.find(({ id }) => id === 'title')!
    const lines = await readBaseline(pages[0]!, title, 'ppocrLines', engines)
    expect(Math.abs(lines.length - truth['title']!.value.length)).toBeLessThanOrEqual(3)
    const empty = fitted(test.form, test.blanks, 1, test.blanks[0]!.data)
    for (const engine of baselineEngines) expect(await readBaseline(empty, title, engine, engines), engine).toBe('')
    const cells = await readBaseline(pages[0]!, title, 'ppocrCells', engines)
    expect(cells).toHaveLength(truth['title']!.cells!.filter((cell) => cell !== '').length)
  })
})

/** A printed line of page 1, cropped tight. Millimetres. */
function printedLine(box: { left: number; top: number; right: number; bottom: number }): GrayImage {
  const blank = test.blanks[0]!
  const px = (mm: number): number => Math.round(mm * blank.pxPerMm)
  const area = crop(blank, { left: px(box.left), top: px(box.top), right: px(box.right), bottom: px(box.bottom) })
  return crop(area, inkBox(area, 160)!)
}

function pageWithPrint(print: GrayImage, id: string): { page: FittedPage; field: LayoutField } {
  const blank = test.blanks[0]!
  const field = test.form.layout.pages[0]!.fields.find((one) => one.id === id)!
  const left = Math.round((field.boxMm.x + 3) * blank.pxPerMm)
  const top = Math.round((field.boxMm.y + 2) * blank.pxPerMm)
  const data = blank.data.slice()
  for (let y = 0; y < print.heightPx; y++)
    data.set(print.data.subarray(y * print.widthPx, (y + 1) * print.widthPx), (top + y) * blank.widthPx + left)
  return { page: fitted(test.form, test.blanks, 1, data), field }
}

const STROKES_SEED = 1
const TYPED_SEED = 1

function compareCells(reading: Reading, { cells = [] }: TruthField): { wrong: number; missed: number; total: number } {
  const characters = reading.state === 'read' ? (reading.characters ?? []) : []
  let wrong = 0
  let missed = 0
  let total = 0
  for (const [cell, written] of cells.entries()) {
    if (written === '') continue
    total++
    const found = characters.find((character) => character.cell === cell)
    if (found?.value !== written) wrong++
    if (!found?.candidates.slice(0, 5).some(({ value }) => value === written)) missed++
  }
  return { wrong, missed, total }
}
