import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draw, parseShares } from '../../src/review/draw.ts'
import { inDisputeOrder, machineRight, sameAnswer } from '../../src/review/sampled.ts'

const id = fc.string({ minLength: 1, maxLength: 20 })
const shares = (all: number, kinds: Record<string, number> = {}) => ({ all, kinds })

describe('the draw', () => {
  it('is the same however often it is made, and nothing but seed, letter and field decide', () => {
    fc.assert(
      fc.property(id, id, id, fc.double({ min: 0, max: 1, noNaN: true }), (seed, letter, field, share) => {
        const first = draw(seed, shares(share), letter, { id: field, kind: 'line' })
        expect(draw(seed, shares(share), letter, { id: field, kind: 'line' })).toEqual(first)
        // A larger share draws what a smaller one drew, and in the same turn.
        const more = draw(seed, shares(Math.min(1, share + 0.1)), letter, { id: field, kind: 'line' })
        if (first !== null) expect(more?.turn).toBe(first.turn)
        expect(draw(seed, shares(0), letter, { id: field, kind: 'line' })).toBeNull()
        const all = draw(seed, shares(0, { line: 1 }), letter, { id: field, kind: 'line' })
        expect(all!.turn).toBeGreaterThanOrEqual(0)
        expect(all!.turn).toBeLessThan(1)
      }),
    )
  })

  it('takes about the share it is told, of every kind apart, whatever the ids look like', () => {
    for (const seed of ['a', 'b', 'c']) {
      const drawn = (kind: string): number =>
        Array.from({ length: 20_000 }, (_, i) =>
          draw(seed, shares(0.05, { grid: 0.01 }), `X-${String(i).padStart(6, '0')}`, { id: 'f', kind }),
        ).filter((found) => found !== null).length
      // Five standard deviations of a binomial: 20,000 × 5 % ± 154, 20,000 × 1 % ± 70.
      expect(Math.abs(drawn('line') - 1000)).toBeLessThan(154)
      expect(Math.abs(drawn('grid') - 200)).toBeLessThan(70)
    }
  })

  it('differs from seed to seed', () => {
    const which = (seed: string): string =>
      Array.from({ length: 200 }, (_, i) =>
        draw(seed, shares(0.5), `X-${i}`, { id: 'f', kind: 'line' }) ? 1 : 0,
      ).join('')
    expect(which('one')).not.toBe(which('two'))
  })
})

describe('the shares', () => {
  it('are percents, for all kinds and for kinds by name', () => {
    expect(parseShares('5,grid=1')).toEqual({ all: 0.05, kinds: { grid: 0.01 } })
    expect(parseShares(' telephone = 12.5 , 0 ')).toEqual({ all: 0, kinds: { telephone: 0.125 } })
    expect(parseShares('')).toEqual({ all: 0, kinds: {} })
  })
})

describe('what was keyed again', () => {
  const line = { kind: 'line', decoder: 'telephone' } as const
  const read = (value: string | string[]) => ({ state: 'read' as const, value })

  it('is compared by what is meant', () => {
    expect(sameAnswer(line, read('13812345678'), read('１３８ 1234-5678'))).toBe(true)
    expect(sameAnswer(line, read('13812345678'), read('13812345679'))).toBe(false)
    expect(sameAnswer(line, read('13812345678'), { state: 'unclear', value: null })).toBe(false)
    const choice = { kind: 'choice', decoder: 'text' } as const
    expect(sameAnswer(choice, read(['a', 'b']), read(['b', 'a']))).toBe(true)
    expect(sameAnswer(choice, read([]), { state: 'blank', value: null })).toBe(true)
    // Of a signature only whether there is one: what a person typed for it says nothing more.
    expect(sameAnswer({ kind: 'signature', decoder: 'text' }, read('signed'), read('有'))).toBe(true)
  })

  it('says whether the machine was right, unless it said nothing or nobody can', () => {
    const reading = { ...read('13812345678'), confidence: 0.9, candidates: [], engine: 'test' }
    expect(machineRight(line, reading, read('138 1234 5678'))).toBe(true)
    expect(machineRight(line, reading, read('1'))).toBe(false)
    expect(machineRight(line, reading, { state: 'unclear', value: null })).toBeNull()
    expect(machineRight(line, null, read('1'))).toBeNull()
    expect(machineRight(line, { state: 'unclear', candidates: [], engine: 'test' }, read('1'))).toBeNull()
  })

  it('is shown in an order that the turn of work does not tell', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (turn) => {
        expect(new Set(inDisputeOrder(turn, 'stood', 'again'))).toEqual(new Set(['stood', 'again']))
      }),
    )
    const early = Array.from({ length: 400 }, (_, i) => inDisputeOrder(i / 400_001, 'stood', 'again')[0])
    const stoodFirst = early.filter((first) => first === 'stood').length
    expect(stoodFirst).toBeGreaterThan(120)
    expect(stoodFirst).toBeLessThan(280)
  })
})
