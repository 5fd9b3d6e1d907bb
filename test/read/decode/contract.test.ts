import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Decoder } from '../../../src/contract/layout.ts'
import { decode, type DecodeContext } from '../../../src/read/decode/decode.ts'
import { isIdNumber } from '../../../src/read/decode/id.ts'
import { peaked } from './lattices.ts'

const window = { from: '2021-07-15', to: '2021-09-30' }
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''))
const idNumber = fc
  .tuple(fc.constantFrom('430102', '110101', '440305', '510104'), day, digits(3))
  .filter(([, born]) => born < '20210930')
  .map(([county, born, rest]) => withCheck(county + born + rest))

interface Case {
  readonly decoder: Decoder
  readonly context?: DecodeContext
  /** What the ink may be taken for. */
  readonly others?: string
  /** Values of the kind that nothing on the list or in the country is, as people might write them. */
  readonly outside: readonly string[]
  /** Valid values of the kind. */
  readonly valid: fc.Arbitrary<string>
  /** What every answer that is not rejected must satisfy, worked out apart from the grammar. */
  readonly rule: (value: string) => boolean
}

const HAN = '口日目田由甲申一二三土士千干'
const units = ['长沙市天心区政务服务中心', '株洲市政务服务中心', '湘潭市行政审批局', '长沙县政务服务中心']

const cases: Case[] = [
  {
    decoder: 'telephone',
    outside: ['22345678901', '10845678901', '04901234567'],
    valid: fc
      .tuple(fc.constantFrom('130', '138', '139', '151', '166', '177', '189', '199'), digits(8))
      .map((p) => p.join('')),
    rule: (value) => /^(1[3-9]\d{9}|0\d{9,11}|[2-8]\d{6,7}|[48]00\d{7})$/.test(value),
  },
  {
    decoder: 'date',
    outside: ['20211815', '20210231', '30210815'],
    context: { window },
    valid: day,
    rule: (value) => {
      const iso = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}`
      const date = new Date(`${iso}T00:00:00Z`)
      return value.length === 8 && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)
    },
  },
  {
    decoder: 'postcode',
    outside: ['910004', '4100__'],
    valid: fc.tuple(fc.constantFrom('41', '10', '44', '85'), digits(4)).map((p) => p.join('')),
    rule: (value) => /^\d{6}$/.test(value),
  },
  {
    decoder: 'id',
    outside: ['110105194912310021', '11010519491331002X', '99010519491231002X'],
    valid: idNumber,
    rule: isIdNumber,
  },
  {
    decoder: 'count',
    outside: ['901', '1_2'],
    context: { least: 1, most: 500 },
    valid: fc.integer({ min: 1, max: 500 }).map((n) => String(n).padStart(3, '_')),
    rule: (value) => Number(value) >= 1 && Number(value) <= 500,
  },
  { decoder: 'digits', outside: [], valid: digits(7), rule: (value) => /^\d*$/.test(value) },
  {
    decoder: 'email',
    others: 'etaoin0138.',
    outside: ['zhangsan', '@qq.com', 'wang@@qq.com'],
    valid: fc
      .tuple(fc.stringMatching(/^[a-z][a-z0-9]{2,9}$/), fc.constantFrom('qq.com', '163.com', 'gmail.com'))
      .map((p) => p.join('@')),
    rule: (value) => /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?@([a-z0-9-]+\.)+[a-z]+$/.test(value),
  },
  {
    decoder: 'list',
    others: HAN,
    context: { values: units },
    outside: ['衡阳市政务服务中心', '长沙市政务服务中心', '娄底市人民医院', '株洲市'],
    valid: fc.constantFrom(...units),
    rule: (value) => units.includes(value),
  },
  {
    decoder: 'address',
    others: HAN,
    outside: ['今天天气很好我们出去玩', '请把大厅的椅子换一换'],
    valid: fc
      .tuple(
        fc.constantFrom('湖南省长沙市天心区', '长沙岳麓区', '湘西吉首市', '北京市朝阳区'),
        fc.integer({ min: 1, max: 99 }),
      )
      .map(([place, number]) => `${place}银杏路${number}号`),
    rule: (value) => value.length > 0,
  },
]

// Text may be anything and names may: of these two nothing is ever wrong, so there is no rule to hold them to.
it('holds every decoder that has rules', () => {
  const all: readonly string[] = Decoder.enum
  expect([...cases.map(({ decoder }) => decoder), 'text', 'name'].toSorted()).toEqual([...all].toSorted())
})

describe.each(cases)('decoder $decoder', ({ decoder, context, valid, rule, outside, others = '0123456789' }) => {
  const runs = { numRuns: decoder === 'email' || decoder === 'id' ? 8 : 30 }

  it('gives back a valid value that the ink says clearly', () => {
    fc.assert(
      fc.property(valid, (text) => {
        const read = decode(decoder, peaked(text, 0.995, others), context)
        expect(read.value).toBe(text.replaceAll('_', ''))
        expect(read.reason).toBe('AS_READ')
        expect(read.raw).toBe(read.value)
        expect(read.candidates[0]?.value).toBe(read.value)
      }),
      runs,
    )
  })

  it('rejects what follows no rule, as it was written, and does not bend it', () => {
    for (const text of outside)
      expect(decode(decoder, peaked(text, 0.997, others), context), text).toMatchObject({
        rejected: true,
        reason: 'REJECTED',
        value: text.replaceAll('_', ''),
        raw: text.replaceAll('_', ''),
        changes: [],
      })
  })

  it('says what the ink said and in which cells the value departs from it', () => {
    fc.assert(
      fc.property(valid, fc.nat(), (text, at) => {
        const cell = at % text.length
        const lattice = [...peaked(text, 0.995, others)]
        const other = Array.from(others).find((one) => one !== text[cell])!
        // The ink is for something else, a little.
        lattice[cell] = [
          { value: other, confidence: 0.52 },
          { value: text[cell]!, confidence: 0.48 },
        ]
        const read = decode(decoder, lattice, context)
        if (read.reason !== 'CORRECTED') return
        expect(read.raw).not.toBe(read.value)
        for (const { cell: changed, from, to } of read.changes) {
          expect(from).not.toBe(to)
          expect(read.cells[changed]).toBe(to)
        }
        const undone = read.cells.map((one, i) => read.changes.find((change) => change.cell === i)?.from ?? one)
        expect(undone.join('')).toBe(read.raw)
      }),
      runs,
    )
  })

  it('answers within its rules or rejects, keeps the raw reading, states 0..1, whatever the ink says', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    const candidate = fc.record({ value: fc.constantFrom('', ...'0123456789X@.ac人'.split('')), confidence: share })
    const lattice = fc.array(fc.array(candidate, { maxLength: 4 }), { maxLength: decoder === 'email' ? 10 : 19 })
    fc.assert(
      fc.property(lattice, (cells) => {
        const read = decode(decoder, cells, context)
        expect(read.confidence).toBeGreaterThanOrEqual(0)
        expect(read.confidence).toBeLessThanOrEqual(1)
        const total = read.candidates.reduce((sum, { confidence }) => sum + confidence, 0)
        expect(total).toBeLessThanOrEqual(1 + 1e-6)
        expect(read.cells).toHaveLength(cells.length)
        if (read.rejected) expect(read.value).toBe(read.raw)
        else if (read.reason !== 'EMPTY') expect(rule(read.value)).toBe(true)
        if (read.reason === 'CORRECTED') expect(read.changes.length).toBeGreaterThan(0)
      }),
      runs,
    )
  })

  it('takes an untouched field for empty', () => {
    const read = decode(decoder, peaked('______', 0.98), context)
    expect(read).toMatchObject({ value: '', reason: 'EMPTY', rejected: false })
  })
})

function withCheck(body: string): string {
  return Array.from('0123456789X', (check) => body + check).find(isIdNumber)!
}
