import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import readXlsxFile from 'read-excel-file/node'
import Schema from 'typebox/schema'
import { describe, expect, it } from 'vitest'
import { ExportedLetter } from '../../src/contract/exported.ts'
import { type FieldView, type LetterView } from '../../src/contract/letter.ts'
import type { ErrorReport } from '../../src/contract/measured.ts'
import { exportCsv } from '../../src/report/exportCsv.ts'
import { exportLetter } from '../../src/report/exportLetter.ts'
import { exportXlsx } from '../../src/report/exportXlsx.ts'
import { ratesOf } from '../../src/review/errorRates.ts'

/** Nothing was drawn yet. */
const ERRORS: ErrorReport = {
  at: '2021-08-02T00:00:00.000Z',
  shares: '5',
  ...ratesOf([]),
  backlog: { toKey: 0, toSettle: 0, oldest: null },
  thresholds: [],
}

const dangerous = [
  '=1+1',
  '+86 138',
  '-1',
  '@SUM(A1)',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  '\t=1',
  '\r=1',
  '\n=1',
  '  =1',
  '0731',
  '"a","b"\r\n',
]

function field(id: string, value: string): FieldView {
  return {
    id,
    kind: 'line',
    decoder: 'text',
    label: { zh: `字段${id}`, en: id },
    personal: true,
    rules: { required: true },
    page: 1,
    pageId: 'P1',
    boxMm: { x: 0, y: 0, w: 10, h: 10 },
    cells: [],
    options: [],
    reading: { state: 'read', value, confidence: 0.5, candidates: [{ value, confidence: 0.5 }], engine: 'ppocr' },
    decision: { field: id, how: 'person', state: 'read', value: `${value}!`, reasons: ['LOW_CONFIDENCE'] },
    keyings: [{ id: 'K1', field: id, state: 'read', value: `${value}!`, by: 'clerk', at: '2021-08-01T00:00:00Z' }],
    needsPerson: false,
  }
}

function letter(values: readonly string[]): LetterView {
  return {
    letter: {
      id: 'X-000001',
      form: 'golden-ideas-2021',
      version: 1,
      serial: null,
      waybill: null,
      channel: 'paper',
      state: 'accepted',
      receivedAt: '2021-08-01T00:00:00Z',
      postmark: null,
      pages: 1,
      pagesMissing: [],
      needsReview: 0,
      title: '',
      revision: 1,
      aside: null,
      waits: null,
    },
    formTitle: { zh: '表', en: 'form' },
    pageSize: { widthMm: 210, heightMm: 297 },
    window: { from: '2021-07-15', to: '2021-09-30' },
    pages: [],
    fields: values.map((value, i) => field(`f${i}`, value)),
  }
}

describe('JSON export', () => {
  it('keeps the machine reading beside the keying and fits its schema', () => {
    const exported = exportLetter(letter(['机器']), ERRORS)
    expect(Schema.Check(ExportedLetter, exported)).toBe(true)
    expect(exported.fields['f0']).toMatchObject({ value: '机器!', decision: 'person', reading: { value: '机器' } })
    expect(exported.fields['f0']!.keyings[0]!.value).toBe('机器!')
  })

  it('comes back exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }), (values) => {
        const exported = exportLetter(letter(values), ERRORS)
        expect(JSON.parse(JSON.stringify(exported))).toEqual(exported)
      }),
    )
  })

  it('never writes a failed or unclear reading as a blank one', () => {
    const view = letter(['x', 'y', 'z'])
    view.fields[0]!.reading = { state: 'failed', reason: 'crash', engine: 'ppocr' }
    view.fields[1]!.reading = { state: 'unclear', candidates: [], engine: 'ppocr' }
    view.fields[2]!.reading = { state: 'blank', confidence: 1, engine: 'ink' }
    const states = Object.values(exportLetter(view, ERRORS).fields).map((f) => f.reading?.state)
    expect(states).toEqual(['failed', 'unclear', 'blank'])
    expect(exportCsv([exportLetter(view, ERRORS)])).toContain('[failed]')
  })

  it('writes illegible, blank and never read apart, in every format', async () => {
    const view = letter(['x', 'y', 'z'])
    const [illegible, blank, unread] = view.fields
    illegible!.decision = { field: 'f0', how: 'person', state: 'unclear', value: null, reasons: [] }
    blank!.decision = { field: 'f1', how: 'person', state: 'blank', value: null, reasons: [] }
    Object.assign(unread!, { reading: null, keyings: [], pageId: null })
    unread!.decision = { field: 'f2', how: 'none', state: 'unclear', value: null, reasons: [] }
    const exported = exportLetter(view, ERRORS)
    const [head, row] = parseCsv(exportCsv([exported]))
    const texts = ['f0', 'f1', 'f2'].map((id) => row![head!.indexOf(id)])
    expect(texts).toEqual(['[unclear]', '', '[not read]'])
    const book = (await readXlsxFile(await exportXlsx([view], ERRORS)))[0]!.data[1]!.slice(-3)
    expect(book).toEqual(['【无法辨认 unclear】', null, '【未识读 not read】'])
    expect(Object.values(exported.fields).map(({ state, decision }) => [state, decision])).toEqual([
      ['unclear', 'person'],
      ['blank', 'person'],
      ['unclear', 'none'],
    ])
  })
})

describe('CSV export', () => {
  it('reads back to the same cells, inert ones but for their apostrophe', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...dangerous), fc.string()), { minLength: 1, maxLength: 5 }),
        (values) => {
          const [head, row] = parseCsv(exportCsv([exportLetter(letter(values), ERRORS)]))
          for (const [i, value] of values.entries()) {
            const cell = row![head!.indexOf(`f${i}:machine`)]!
            expect([value, `'${value}`]).toContain(cell)
          }
          for (const cell of row!) expect(cell).not.toMatch(/^[\s\u3000]*[=+\-@＝＋－＠]/)
        },
      ),
    )
  })

  it('begins with a byte order mark and ends lines as Excel expects', () => {
    const csv = exportCsv([exportLetter(letter(['一']), ERRORS)])
    expect(csv.charCodeAt(0)).toBe(0xfeff)
    expect(csv.split('\r\n')).toHaveLength(3)
  })
})

describe('XLSX export', () => {
  it('holds every value as text, never as a formula', async () => {
    const bytes = await exportXlsx([letter(dangerous)], ERRORS)
    const sheets = await readXlsxFile(bytes)
    const row = sheets[0]!.data[1]!.map(String)
    for (const value of ['=1+1!', '@SUM(A1)!', '0731!']) expect(row).toContain(value)
    const xml = unzip(bytes)
    expect(xml.get('xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/)
    expect(xml.get('xl/worksheets/sheet2.xml')).toContain('<row')
  })
})

function parseCsv(csv: string): string[][] {
  const rows: string[][] = [[]]
  const text = csv.slice(1)
  let i = 0
  while (i < text.length) {
    let cell = ''
    if (text[i] === '"') {
      for (i++; text[i] !== '"' || text[i + 1] === '"'; i++) {
        if (text[i] === '"') i++
        cell += text[i]
      }
      i++
    } else for (; text[i] !== ',' && text[i] !== '\r'; i++) cell += text[i]
    rows.at(-1)!.push(cell)
    if (text[i] === ',') i++
    else if (((i += 2), i < text.length)) rows.push([])
  }
  return rows
}

/** Enough of ZIP to see the parts of a workbook: central directory, stored or deflated. */
function unzip(bytes: Buffer): Map<string, string> {
  const parts = new Map<string, string>()
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from('PK\u0005\u0006')) + 16)
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, size, nameLength] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
    ]
    const offset = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
    const body = bytes.subarray(start, start + size)
    parts.set(name, (method === 8 ? inflateRawSync(body) : body).toString('utf8'))
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return parts
}
