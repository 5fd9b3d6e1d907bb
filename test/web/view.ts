import type { FieldView, LetterView } from '../../src/contract/letter.ts'
import type { CharacterReading, Reading } from '../../src/contract/reading.ts'

/** A field as the office would show it; what a test is about is given, the rest is plain. */
export function field(id: string, given: Partial<FieldView> = {}): FieldView {
  return {
    id,
    kind: 'line',
    decoder: 'text',
    label: { zh: id, en: id },
    personal: false,
    rules: { required: false },
    page: 1,
    pageId: 'P-1',
    boxMm: { x: 20, y: 20, w: 80, h: 9 },
    cells: [],
    options: [],
    reading: null,
    decision: { field: id, how: 'none', state: 'unclear', value: null, reasons: ['LOW_CONFIDENCE'] },
    keyings: [],
    needsPerson: true,
    ...given,
  }
}

/** `'湖?南'`: a reading whose characters marked with a following `?` are doubtful, with 潮 and 胡 as what else they may be. */
export function readText(marked: string, cells?: readonly number[]): Reading {
  const characters: CharacterReading[] = []
  for (const sign of Array.from(marked)) {
    const last = characters.at(-1)
    if (sign === '?' && last !== undefined) {
      const chosen = { value: last.value, confidence: 0.5 }
      const candidates = [chosen, { value: '潮', confidence: 0.3 }, { value: '胡', confidence: 0.1 }]
      characters[characters.length - 1] = { ...last, confidence: 0.5, candidates }
      continue
    }
    const cell = cells?.[characters.length] ?? characters.length
    characters.push({ cell, value: sign, confidence: 0.99, candidates: [{ value: sign, confidence: 0.99 }] })
  }
  const value = characters.map((character) => character.value).join('')
  return { state: 'read', value, confidence: 0.7, candidates: [{ value, confidence: 0.7 }], engine: 'test', characters }
}

/** Cells of 9 mm in rows from (20, 20). */
export function cellsOf(columns: number, rows = 1): FieldView['cells'] {
  return Array.from({ length: columns * rows }, (_, i) => {
    return { x: 20 + (i % columns) * 9, y: 20 + Math.floor(i / columns) * 11, w: 9, h: 9 }
  })
}

export function choice(id: string, values: readonly string[], ticked: readonly string[], max?: number): FieldView {
  return field(id, {
    kind: 'choice',
    rules: { required: true, ...(max === undefined ? {} : { max }) },
    options: values.map((value, i) => {
      return { value, label: { zh: value, en: value }, boxMm: { x: 20, y: 20 + i * 6, w: 4, h: 4 } }
    }),
    reading: { state: 'read', value: [...ticked], confidence: 0.99, candidates: [], engine: 'test' },
  })
}

export function letterView(fields: readonly FieldView[], revision = 3): LetterView {
  return {
    letter: {
      id: 'X-000001',
      form: 'f',
      version: 1,
      serial: null,
      waybill: null,
      channel: 'paper',
      state: 'review',
      receivedAt: '2021-08-01T00:00:00.000Z',
      postmark: null,
      pages: 1,
      pagesMissing: [],
      needsReview: fields.filter(({ needsPerson }) => needsPerson).length,
      title: '',
      revision,
      aside: null,
      waits: 'first',
    },
    formTitle: { zh: '表', en: 'Form' },
    pageSize: { widthMm: 210, heightMm: 297 },
    window: { from: '2021-07-15', to: '2021-09-30' },
    pages: [],
    fields: [...fields],
  }
}
