import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SampleScore, SampleTally } from '../../src/contract/measured.ts'
import { ways } from '../../src/contract/sample.ts'
import { rateOf, ratesOf } from '../../src/review/errorRates.ts'
import { suggestThreshold } from '../../src/review/suggestThreshold.ts'
import { leastFor, wilson } from '../../src/review/wilson.ts'

const tally = fc.record<SampleTally>({
  kind: fc.constantFrom('telephone', 'line'),
  how: fc.constantFrom(...ways),
  month: fc.constantFrom('2021-07', '2021-08'),
  share: fc.constantFrom(0.01, 0.05, 1),
  state: fc.constantFrom('open', 'differs', 'same', 'right', 'wrong'),
  n: fc.integer({ min: 1, max: 50 }),
})
const of = (counts: Partial<Record<SampleTally['state'], number>>, share = 0.05): SampleTally[] =>
  Object.entries(counts).map(([state, n]) => {
    return { kind: 'line', how: 'machine', month: '2021-08', share, state: state as SampleTally['state'], n }
  })

describe('an error rate', () => {
  it('is what was found wrong of what was sampled, with the interval of the count', () => {
    const [low, high] = wilson(3, 200)!
    expect(rateOf(of({ open: 50, same: 190, right: 7, wrong: 3 }))).toEqual({
      state: 'measured',
      drawn: 250,
      sampled: 200,
      differing: 0,
      wrong: 3,
      rate: 3 / 200,
      low: expect.closeTo(low, 10) as number,
      high: expect.closeTo(high, 10) as number,
    })
  })

  it('is not said of what nobody has keyed again', () => {
    for (const tallies of [[], of({ open: 9 }), of({ open: 9, differs: 2 })])
      expect(rateOf(tallies)).toMatchObject({ state: 'not measured yet', rate: null, low: null, high: null })
  })

  it('lies in its interval, whichever way what is open is settled, and counts each sample once', () => {
    fc.assert(
      fc.property(fc.array(tally, { maxLength: 20 }), (tallies) => {
        const { drawn, sampled, differing, wrong, rate, low, high } = rateOf(tallies)
        expect(drawn).toBe(tallies.reduce((sum, { n }) => sum + n, 0))
        expect(wrong).toBeLessThanOrEqual(sampled)
        if (rate === null) return
        expect(low).toBeLessThanOrEqual(rate + 1e-12)
        expect(high).toBeGreaterThanOrEqual(rate - 1e-12)
        for (const state of ['right', 'wrong'] as const) {
          const settled = rateOf(tallies.map((row) => (row.state === 'differs' ? { ...row, state } : row)))
          expect(settled.sampled).toBe(sampled + differing)
          expect(settled.rate!).toBeGreaterThanOrEqual(low! - 1e-12)
          expect(settled.rate!).toBeLessThanOrEqual(high! + 1e-12)
        }
        const parts = ratesOf(tallies)
        for (const list of [parts.ways, parts.kinds, parts.months])
          expect(list.reduce((sum, row) => sum + row.sampled, 0)).toBe(sampled)
      }),
    )
  })

  it('lets a field drawn with a smaller share stand for more', () => {
    const [few, many] = [of({ same: 90, wrong: 10 }, 0.01), of({ same: 100 }, 1)]
    expect(rateOf([...few, ...many]).rate).toBeCloseTo(1000 / (10_000 + 100), 10)
    // It says less than two hundred of one share would.
    const plain = rateOf(of({ same: 190, wrong: 10 }))
    const mixed = rateOf([...few, ...many])
    expect(mixed.high! - mixed.low!).toBeGreaterThan(plain.high! - plain.low!)
  })
})

describe('a suggested threshold', () => {
  const scores = (rows: readonly (readonly [number | null, boolean | null, number])[]): SampleScore[] =>
    rows.flatMap(([score, right, n]) =>
      Array.from({ length: n }, () => ({ kind: 'telephone', share: 0.05, score, right })),
    )

  it('is the lowest score that keeps what is wrong at what is borne, and says how many still go to people', () => {
    const found = scores([
      [0.99, true, 4000],
      [0.9, true, 3000],
      [0.5, false, 100],
      [0.5, true, 900],
      [null, null, 2000],
    ])
    expect(suggestThreshold(found, 0.001, 'upper')).toEqual({
      verdict: 'suggested',
      threshold: 0.9,
      toPerson: expect.closeTo(0.3, 10) as number,
      above: 7000,
      wrong: 0,
      least: leastFor(0.001),
    })
    expect(suggestThreshold(found, 0.02, 'point')).toMatchObject({ threshold: 0.5, above: 8000, wrong: 100 })
  })

  it('says that too few were sampled instead of one that nothing speaks for', () => {
    // 0.1 % of telephones: 3,838 without one wrong are the least that can show it.
    expect(leastFor(0.001)).toBe(3838)
    expect(suggestThreshold(scores([[0.99, true, 3837]]), 0.001, 'upper')).toMatchObject({
      verdict: 'tooFew',
      threshold: null,
      above: 3837,
    })
    expect(suggestThreshold(scores([[0.99, true, 3838]]), 0.001, 'upper').threshold).toBe(0.99)
    expect(suggestThreshold(scores([[0.99, true, 999]]), 0.001, 'point').verdict).toBe('tooFew')
    expect(suggestThreshold([], 0.001, 'upper')).toMatchObject({ verdict: 'tooFew', above: 0 })
  })

  it('says so when enough were sampled and no threshold is good enough', () => {
    const found = scores([
      [0.99, true, 4800],
      [0.99, false, 200],
    ])
    for (const estimate of ['upper', 'point'] as const)
      expect(suggestThreshold(found, 0.001, estimate)).toMatchObject({ verdict: 'noneBorne', threshold: null })
  })

  it('never suggests what the samples above it do not bear, and never a lower one for less error', () => {
    const row = fc.tuple(fc.constantFrom(0.2, 0.5, 0.8, 0.9, 0.99), fc.boolean(), fc.integer({ min: 1, max: 400 }))
    const target = fc.constantFrom(0.02, 0.1, 0.3)
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), target, (rows, borne) => {
        const found = scores(rows)
        for (const estimate of ['upper', 'point'] as const) {
          const { threshold, above, wrong, toPerson } = suggestThreshold(found, borne, estimate)
          if (threshold === null) continue
          const taken = found.filter(({ score }) => score !== null && score >= threshold)
          expect(above).toBe(taken.length)
          expect(wrong).toBe(taken.filter(({ right }) => right === false).length)
          expect(estimate === 'upper' ? wilson(wrong, above)![1] : wrong / above).toBeLessThanOrEqual(borne + 1e-9)
          expect(toPerson).toBeCloseTo(1 - above / found.length, 9)
          const stricter = suggestThreshold(found, borne / 2, estimate).threshold
          if (stricter !== null) expect(stricter).toBeGreaterThanOrEqual(threshold)
        }
      }),
    )
  })
})
