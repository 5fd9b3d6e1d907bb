import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Candidate } from '../../../src/contract/reading.ts'
import { bestPath } from '../../../src/read/language/bestPath.ts'
import { plant } from './plant.ts'

const text = (lattice: readonly (readonly Candidate[])[]): string =>
  bestPath(lattice)
    .characters.map(({ value }) => value)
    .join('')

describe('bestPath mends what looks alike', () => {
  // What the ink takes it for stands before the dash; the truth is at the place given behind it.
  it.each([
    ['建议在大厅设置老年人专用窗口', { 1: ['仪', 2], 4: ['斤', 2], 7: ['五', 3], 12: ['囱', 2] }],
    ['希望简化办事流程，减少群众跑腿', { 1: ['塱', 2], 3: ['代', 2], 5: ['亊', 2], 7: ['桯', 3], 11: ['郡', 2] }],
    ['身份证和户口本都要带原件', { 1: ['汾', 2], 2: ['征', 3], 4: ['尸', 2], 6: ['木', 2], 10: ['厡', 2] }],
    ['网上申请以后没有人回复', { 0: ['冈', 2], 2: ['甲', 2], 3: ['清', 4], 6: ['设', 2], 8: ['入', 2] }],
    ['今年7月15日我去办理营业执照', { 1: ['午', 2], 5: ['曰', 2], 9: ['埋', 5], 12: ['热', 3] }],
    ['医院可以直接结算，不用自己垫钱', { 0: ['匡', 2], 4: ['宜', 3], 6: ['纟', 2], 12: ['巳', 2], 14: ['线', 2] }],
    ['工作人员的态度非常好', { 0: ['土', 2], 1: ['昨', 3], 3: ['贝', 2], 5: ['恋', 2], 7: ['悲', 3] }],
  ] as const)('%s', (truth, planted) => {
    const lattice = plant(truth, planted)
    expect(lattice.map(([first]) => first!.value).join('')).not.toBe(truth)
    const { characters, changed } = bestPath(lattice)
    expect(characters.map(({ value }) => value).join('')).toBe(truth)
    expect(changed).toBe(Object.keys(planted).length)
  })

  it('across cells left free within a word', () => {
    const lattice = plant('政务服务大厅', { 1: ['备', 2], 5: ['斤', 2] })
    const empty = [{ value: '', confidence: 1 }]
    expect(text([empty, empty, ...lattice.slice(0, 3), empty, ...lattice.slice(3)])).toBe('政务服务大厅')
    expect(text([...lattice.slice(0, 3), [], ...lattice.slice(3)])).toBe('政务服务大厅')
  })

  it('takes ink that may be nothing for nothing where the words say so', () => {
    const lattice = plant('建议延长时间', {})
    const speck = [
      { value: '丶', confidence: 0.5 },
      { value: '', confidence: 0.4 },
    ]
    expect(text([...lattice.slice(0, 4), speck, ...lattice.slice(4)])).toBe('建议延长时间')
  })

  it('words that the form expects are read more easily', () => {
    const lattice = [...'湘易办'].map((value, i) => [
      { value: [...'湖昜力'][i]!, confidence: 0.6 },
      { value, confidence: 0.3 },
    ])
    expect(text(lattice)).not.toBe('湘易办')
    const { characters } = bestPath(lattice, { expected: ['湘易办'] })
    expect(characters.map(({ value }) => value).join('')).toBe('湘易办')
  })
})

describe('bestPath leaves alone', () => {
  it.each([
    ['what the ink has no doubt of, though it is no Chinese', '窗议厅的了郡塱', 1e-9],
    ['characters beyond the basic plane', '𠮷野家的人', 1e-9],
    ['letters and digits', '2021年9月第3版v2.0用WIFI', 1e-3],
    ['marks', '好，很好。真的、吗？', 1e-2],
  ])('%s', (_, sure, doubt) => {
    const other = (value: string): Candidate[] => [
      { value, confidence: 1 - doubt },
      { value: value === '的' ? '白' : '的', confidence: doubt },
    ]
    const { characters, changed } = bestPath(Array.from(sure, other))
    expect(characters.map(({ value }) => value).join('')).toBe(sure)
    expect(changed).toBe(0)
  })

  it('an empty lattice, and cells of which nothing is known', () => {
    expect(bestPath([])).toEqual({ characters: [], changed: 0 })
    expect(bestPath([[], []])).toEqual({ characters: [NOTHING, NOTHING], changed: 0 })
  })

  it('says less of a character when another one fits as well', () => {
    const torn = (a: string, b: string) => [
      { value: a, confidence: 0.5 },
      { value: b, confidence: 0.5 },
    ]
    const clear = bestPath([torn('建', '健'), torn('议', '仪')]).characters[1]!
    const open = bestPath([torn('他', '她')]).characters[0]!
    expect(clear.value).toBe('议')
    expect(clear.confidence).toBeGreaterThan(0.9)
    expect(open.confidence).toBeLessThan(0.9)
  })
})

const NOTHING = { value: '', confidence: 0, candidates: [] }

describe('bestPath holds for any lattice', () => {
  const character = fc.constantFrom(...'政务服务窗口办事的了，。3aX', '', '𠮷', '㐀')
  const cell = fc.array(fc.record({ value: character, confidence: fc.double({ min: 0, max: 1, noNaN: true }) }), {
    maxLength: 6,
  })

  it('answers with the cell’s own candidates, each once, best first, shares within 0..1', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), (lattice) => {
        const { characters, changed } = bestPath(lattice)
        expect(characters).toHaveLength(lattice.length)
        expect(changed).toBeLessThanOrEqual(lattice.length)
        for (const [i, { value, confidence, candidates }] of characters.entries()) {
          const own = new Set(lattice[i]!.map((candidate) => candidate.value))
          expect(new Set(candidates.map((candidate) => candidate.value))).toEqual(own)
          expect(candidates).toHaveLength(own.size)
          if (own.size === 0) continue
          expect(candidates[0]).toEqual({ value, confidence })
          for (const [k, candidate] of candidates.entries()) {
            expect(candidate.confidence).toBeGreaterThanOrEqual(0)
            expect(candidate.confidence).toBeLessThanOrEqual(candidates[k - 1]?.confidence ?? 1)
          }
          expect(candidates.reduce((sum, one) => sum + one.confidence, 0)).toBeCloseTo(1, 6)
        }
      }),
    )
  })

  it('says the same whatever the order of candidates', () => {
    const lattice = plant('希望简化办事流程', { 1: ['塱', 2], 5: ['亊', 3] })
    expect(bestPath(lattice.map((candidates) => candidates.toReversed())).characters.map(({ value }) => value)).toEqual(
      bestPath(lattice).characters.map(({ value }) => value),
    )
  })
})
