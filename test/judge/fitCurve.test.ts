import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitCurve, rightShare, type Observation } from '../../src/judge/fitCurve.ts'

const many = (score: number, count: number, wrong: number): Observation => ({ score, count, wrong })

describe('fitCurve', () => {
  it('never falls, keeps every reading, and states no more than its readings can bear out', () => {
    const observation = fc.record({
      score: fc.double({ min: 0, max: 1, noNaN: true }),
      count: fc.constant(1),
      wrong: fc.nat(1),
    })
    fc.assert(
      fc.property(
        fc.array(observation, { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        (all, least) => {
          const curve = fitCurve(all, least)
          expect(curve[0]!.from).toBe(0)
          for (const [i, step] of curve.entries()) {
            expect(step.right).toBeCloseTo(1 - (step.wrong + 1) / (step.count + 2), 12)
            if (i > 0) {
              expect(step.from).toBeGreaterThan(curve[i - 1]!.from)
              expect(step.right).toBeGreaterThan(curve[i - 1]!.right)
            }
            if (i > 0) expect(step.count).toBeGreaterThanOrEqual(least)
          }
          expect(curve.reduce((sum, { count }) => sum + count, 0)).toBe(all.length)
          expect(curve.reduce((sum, { wrong }) => sum + wrong, 0)).toBe(all.reduce((sum, { wrong }) => sum + wrong, 0))
        },
      ),
    )
  })

  it('finds the steps that are there, and answers for scores between and beyond them', () => {
    const curve = fitCurve([many(0.99, 998, 0), many(0.9, 98, 9), many(0.4, 98, 49)])
    expect(curve.map(({ from }) => from)).toEqual([0, 0.9, 0.99])
    expect(rightShare(curve, 1)).toBeCloseTo(0.999)
    expect(rightShare(curve, 0.95)).toBeCloseTo(0.9)
    expect(rightShare(curve, 0)).toBeCloseTo(0.5)
  })

  it('takes scores that mean nothing for what they are', () => {
    expect(fitCurve([many(0.2, 100, 0), many(0.8, 100, 10), many(0.99, 100, 20)])).toEqual([
      { from: 0, right: 1 - 31 / 302, count: 300, wrong: 30 },
    ])
  })

  it('does not let a handful of sure readings state anything of their own', () => {
    expect(fitCurve([many(0.5, 200, 20), many(0.999, 5, 0)])).toHaveLength(1)
  })

  it('does not lay a handful of unsure readings to the sure ones', () => {
    const curve = fitCurve([many(0.9, 7, 3), many(0.999, 1234, 2)])
    expect(curve.map(({ from, count }) => [from, count])).toEqual([
      [0, 7],
      [0.999, 1234],
    ])
    expect(rightShare(curve, 0.9)).toBeCloseTo(1 - 4 / 9)
    expect(rightShare(curve, 0.999)).toBeCloseTo(1 - 3 / 1236)
  })
})
