import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scoreOf } from '../../src/contract/calibration.ts'
import { Decoder, FieldKind } from '../../src/contract/layout.ts'
import type { MarkState } from '../../src/contract/reading.ts'
import { judgeBy } from '../../src/judge/calibration.ts'
import { judgeField } from '../../src/judge/judgeField.ts'
import { targetOfKind } from '../../src/judge/thresholds.ts'
import { blank, context, field, read } from './fields.ts'

const telephone = field({ decoder: 'telephone', rules: { required: true } })

// Below .98 two of a hundred telephones are wrong, from there on one of two thousand.
const step = { count: 1000, wrong: 1 }
beforeAll(() =>
  judgeBy({
    made: {},
    kinds: {
      telephone: [
        { from: 0, right: 0.98, ...step },
        { from: 0.98, right: 0.9995, ...step },
      ],
      blank: [
        { from: 0, right: 0.9, ...step },
        { from: 0.9, right: 0.995, ...step },
      ],
    },
  }),
)
afterAll(() => judgeBy(null))

const cell = { cell: 0, value: '建议', confidence: 1, candidates: [] }
const sure = {
  state: 'read' as const,
  value: '建议',
  confidence: 1,
  candidates: [],
  engine: 'test',
  characters: [cell],
}

describe('judgeField', () => {
  it('lets a sure and valid reading stand', () => {
    const decision = judgeField(telephone, read('13812345678', 0.99, [0.995, 0.999]), context)
    expect(decision).toEqual({ field: 'f', how: 'machine', state: 'read', value: '13812345678', reasons: [] })
  })

  it('asks a person where more errors are stated than are borne, keeping the proposal', () => {
    const decision = judgeField(telephone, read('13812345678', 0.97, [0.999, 0.999]), context)
    expect(decision).toMatchObject({ how: 'none', value: '13812345678', reasons: ['LOW_CONFIDENCE'] })
  })

  it('gives every reason, not only the first', () => {
    expect(judgeField(telephone, read('138', 0.2), context).reasons).toEqual(['LOW_CONFIDENCE', 'BAD_TELEPHONE'])
  })

  it('tells failed, blank and unclear apart', () => {
    const failed = judgeField(telephone, { state: 'failed', reason: 'x', engine: 'none' }, context)
    expect(failed).toMatchObject({ how: 'none', state: 'unclear', value: null, reasons: ['READ_FAILED'] })
    expect(judgeField(telephone, blank(1), context)).toMatchObject({
      how: 'none',
      state: 'blank',
      reasons: ['REQUIRED_BLANK'],
    })
    const unclear = judgeField(telephone, { state: 'unclear', candidates: [], engine: 'test' }, context)
    expect(unclear).toMatchObject({ how: 'none', state: 'unclear', reasons: ['UNCLEAR'] })
  })

  it('lets an optional field stand blank only when the ink is clearly absent', () => {
    const optional = field({ decoder: 'email' })
    expect(judgeField(optional, blank(0.95), context)).toMatchObject({ how: 'machine', state: 'blank', value: null })
    expect(judgeField(optional, blank(0.7), context)).toMatchObject({ how: 'none', reasons: ['LOW_CONFIDENCE'] })
  })

  it('lets nobody believe a blank question of a scan that may have lost a tick, whatever its curve says', () => {
    const question = field({ kind: 'choice' })
    expect(judgeField(question, blank(0.999), context)).toMatchObject({ how: 'machine', state: 'blank' })
    expect(judgeField(question, blank(0.9), context)).toMatchObject({ how: 'none', reasons: ['MAYBE_LOST'] })
  })

  it('always wants a person for a name that was written, never for one that was not', () => {
    const name = field({ kind: 'grid', decoder: 'name' })
    expect(judgeField(name, read('张三', 1, [1, 1]), context).reasons).toEqual(['ALWAYS_PERSON'])
    expect(judgeField(name, blank(1), context).how).toBe('machine')
  })

  it('wants a person for a cell that holds more than one character, however sure the reading is', () => {
    const idea = field({ kind: 'grid', decoder: 'text' })
    expect(judgeField(idea, sure, context).how).toBe('machine')
    const two = { ...sure, characters: [{ ...cell, crowded: 'two' as const }] }
    expect(judgeField(idea, two, context).reasons).toEqual(['CROWDED_CELL'])
  })

  it('wants a person where something lies over the form, however well what is on it was read', () => {
    const title = field({ kind: 'grid', decoder: 'text', cells: [{ x: 20, y: 40, w: 9, h: 9 }] })
    const seen = { ...sure, confirmed: true as const }
    expect(judgeField(title, seen, context).how).toBe('machine')
    expect(judgeField(title, { ...seen, covered: true }, context).reasons).toEqual(['COVERED'])
    const across = { ...seen, characters: [{ ...cell, boxMm: { x: 21, y: 41, w: 4, h: 4 } }] }
    expect(judgeField(title, across, context).reasons).toEqual(['ACROSS_CELLS'])
    const hidden = { state: 'unclear' as const, candidates: [], engine: 'test', covered: true as const }
    expect(judgeField(title, hidden, context).reasons).toEqual(['COVERED'])
  })

  it('wants a person for a doubtful mark, and says so once', () => {
    const choice = field({ kind: 'choice', rules: { required: true, min: 1, max: 1 } })
    const marks = (states: MarkState[]) =>
      states.map((state, i) => ({ option: String(i), state, ink: 0.1, confidence: 0.9 }))
    const reading = { ...read(['0']), marks: marks(['marked', 'doubtful']) }
    expect(judgeField(choice, reading, context)).toMatchObject({ how: 'none', reasons: ['DOUBTFUL_MARK'] })
    const unclear = { state: 'unclear' as const, candidates: [], engine: 'marks', marks: marks(['doubtful', 'empty']) }
    expect(judgeField(choice, unclear, context).reasons).toEqual(['DOUBTFUL_MARK'])
    const two = { ...read(['0', '1']), marks: marks(['marked', 'marked']) }
    expect(judgeField(choice, two, context).reasons).toEqual(['TOO_MANY'])
  })

  it('wants a signature only where the form does', () => {
    const signature = field({ kind: 'signature', rules: { required: true } })
    expect(judgeField(signature, blank(1), context).reasons).toEqual(['REQUIRED_BLANK'])
    expect(judgeField({ ...signature, rules: { required: false } }, blank(1), context).how).toBe('machine')
  })

  it('does not judge a page that has not come, nor takes its fields for blank ones', () => {
    const idea = field({ kind: 'grid', continues: 'idea', rules: { required: true } })
    expect(judgeField(idea, null, context)).toEqual({
      field: 'f',
      how: 'none',
      state: 'unclear',
      value: null,
      reasons: [],
    })
  })

  it('accepts less, never more, when less sure', () => {
    const kinds = fc.record({
      kind: fc.constantFrom(...FieldKind.enum),
      decoder: fc.constantFrom(...Decoder.enum),
    })
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(kinds, share, share, (part, a, b) => {
        const at = (confidence: number): boolean =>
          judgeField(field(part), read(part.kind === 'choice' ? ['x'] : '1', confidence), context).how === 'machine'
        if (at(Math.min(a, b))) expect(at(Math.max(a, b))).toBe(true)
      }),
    )
  })

  it('knows what is borne of every kind of field', () => {
    for (const kind of FieldKind.enum)
      for (const decoder of Decoder.enum)
        for (const reading of [read('1', 1), blank(1)]) {
          const target = targetOfKind(scoreOf(field({ kind, decoder }), reading)!.kind)
          if (target === null) expect(['name', 'email']).toContain(decoder)
          else expect(target > 0 && target <= 0.02, `${kind} ${decoder}`).toBe(true)
        }
  })
})
