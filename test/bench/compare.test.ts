import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareBaseline } from '../../src/bench/compareBaseline.ts'
import { compareLetter } from '../../src/bench/compareLetter.ts'
import { editDistance, sameForm } from '../../src/read/editDistance.ts'
import { baselineFigures, emptyTally, fieldFigures, spread } from '../../src/bench/tally.ts'
import type { LayoutField } from '../../src/contract/layout.ts'
import type { FieldView, LetterView } from '../../src/contract/letter.ts'
import type { MarkState, Reading } from '../../src/contract/reading.ts'
import type { TruthLetter } from '../../src/contract/truth.ts'

const box = { x: 0, y: 0, w: 1, h: 1 }
const label = { zh: '', en: '' }
const topics: LayoutField = {
  id: 'topics',
  kind: 'choice',
  decoder: 'text',
  label,
  personal: false,
  rules: { required: true },
  boxMm: box,
  options: ['a', 'b', 'c'].map((value) => ({ value, label, boxMm: box })),
}
const phone: LayoutField = {
  ...topics,
  id: 'phone',
  kind: 'comb',
  decoder: 'telephone',
  options: [],
  cells: [box, box],
}
const truth: TruthLetter = {
  file: 'f',
  form: 'x',
  version: 1,
  serial: null,
  severity: 'clean',
  seed: 1,
  pages: [{ page: 1, file: 'f', index: 0, fiducialsPx: {}, damage: [] }],
  blankPages: [],
  fields: { topics: { value: ['a'] }, phone: { value: '12', cells: ['1', '2'] } },
}

function seen(field: LayoutField, reading: Reading, needsPerson: boolean): FieldView {
  const value = reading.state === 'read' ? reading.value : null
  const { kind, decoder, personal, rules, boxMm } = field
  return {
    id: field.id,
    kind,
    decoder,
    label,
    personal,
    rules,
    boxMm,
    page: 1,
    pageId: 'p',
    cells: [],
    options: [],
    keyings: [],
    reading,
    decision: { field: field.id, how: needsPerson ? 'none' : 'machine', state: 'read', value, reasons: [] },
    needsPerson,
  }
}

function figures(ticks: Record<string, MarkState>, digits: string, needsPerson: boolean) {
  const marks = Object.entries(ticks).map(([option, state]) => ({ option, state, ink: 0, confidence: 1 }))
  const marked = marks.filter((mark) => mark.state === 'marked').map((mark) => mark.option)
  const common = { state: 'read', confidence: 1, engine: 'x' } as const
  const characters = [...digits].map((value, cell) => ({
    cell,
    value,
    confidence: 1,
    candidates: [{ value, confidence: 1 }],
  }))
  const fields = [
    seen(topics, { ...common, value: marked, candidates: [], marks }, needsPerson),
    seen(phone, { ...common, value: digits, candidates: [], characters }, needsPerson),
  ]
  const tally = emptyTally()
  compareLetter(tally, { pages: [{ page: 1, fields: [topics, phone] }] }, truth, { fields } as unknown as LetterView)
  return { ticks: tally.ticks, fields: fieldFigures(tally) }
}

describe('compareLetter', () => {
  it('finds nothing wrong with a right reading', () => {
    const { ticks, fields } = figures({ a: 'marked', b: 'empty', c: 'cancelled' }, '12', false)
    expect(ticks).toEqual({ total: 3, wrongUnflagged: 0, toPerson: 0 })
    expect(fields['telephone']).toEqual({ total: 1, exact: 1, cer: 0, top5: 1, toPerson: 0, wrongUnflagged: 0 })
  })

  it('counts a wrong value as silent only when no person was asked', () => {
    const silent = figures({ a: 'marked', b: 'marked', c: 'empty' }, '13', false)
    expect(silent.ticks.wrongUnflagged).toBe(1)
    expect(silent.fields['telephone']).toMatchObject({ exact: 0, cer: 0.5, top5: 0.5, wrongUnflagged: 1 })
    expect(silent.fields['choice']!.wrongUnflagged).toBe(1)
    const flagged = figures({ a: 'marked', b: 'doubtful', c: 'empty' }, '13', true)
    expect(flagged.ticks).toEqual({ total: 3, wrongUnflagged: 0, toPerson: 1 })
    expect(flagged.fields['telephone']).toMatchObject({ toPerson: 1, wrongUnflagged: 0 })
  })

  it('counts a letter that never came to be as work for a person', () => {
    const tally = emptyTally()
    compareLetter(tally, { pages: [{ page: 1, fields: [topics, phone] }] }, truth, null)
    expect(tally.ticks.toPerson).toBe(3)
    expect(fieldFigures(tally)['telephone']).toMatchObject({ exact: 0, cer: 1, toPerson: 1, wrongUnflagged: 0 })
  })
})

describe('compareBaseline', () => {
  const date: LayoutField = { ...phone, id: 'date', decoder: 'date' }
  const layout = { pages: [{ page: 1, fields: [topics, phone, date] }] }
  const dated: TruthLetter = {
    ...truth,
    fields: { ...truth.fields, date: { value: '2021-08-03', cells: [...'20210803'], hand: 'print' } },
  }

  it('counts written fields as ours are counted, and says nothing of what an engine alone cannot say', () => {
    const tally = emptyTally()
    compareBaseline(tally, 'ppocrLines', layout, dated, new Map([['telephone', '']]))
    compareBaseline(
      tally,
      'ppocrLines',
      layout,
      dated,
      new Map([
        ['phone', '13'],
        ['date', '20210803'],
      ]),
    )
    const unsaid = { top5: null, toPerson: null, wrongUnflagged: null }
    expect(baselineFigures(tally)).toEqual({
      telephone: { total: 2, exact: 0, cer: 0.75, ...unsaid },
      'date (printed)': { total: 2, exact: 1, cer: 0.5, ...unsaid },
    })
  })

  it('asks who reads cell by cell of fields with cells only', () => {
    const tally = emptyTally()
    const { cells, ...line } = date
    expect(cells).toBeDefined()
    compareBaseline(tally, 'ppocrCells', { pages: [{ page: 1, fields: [phone, line] }] }, dated, new Map())
    expect(Object.keys(baselineFigures(tally))).toEqual(['telephone'])
  })
})

describe('editDistance', () => {
  it('is a metric', () => {
    const text = fc.string({ maxLength: 8, unit: fc.constantFrom('一', '二', 'a', '𠀀') })
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(editDistance(a, a)).toBe(0)
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c))
        expect(editDistance(a, b)).toBeGreaterThanOrEqual(Math.abs([...a].length - [...b].length))
      }),
    )
    expect(editDistance('湖南省', '湖省南')).toBe(2)
  })

  it('takes full-width and half-width forms as one', () => {
    expect(sameForm('ＡＢ，１ 2')).toBe(sameForm('AB,12'))
  })
})

describe('spread', () => {
  it('takes median and 95th percentile by nearest rank', () => {
    expect(spread(Array.from({ length: 100 }, (_, i) => i + 1))).toEqual({ median: 50, p95: 95 })
    expect(spread([])).toBeNull()
  })
})
