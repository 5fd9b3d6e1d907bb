import { describe, expect, it } from 'vitest'
import { reliability } from '../../src/bench/reliability.ts'
import { wilson } from '../../src/review/wilson.ts'
import type { ScoredField } from '../../src/bench/scoredFields.ts'

const scored = (kind: string, right: boolean, needsPerson: boolean): ScoredField =>
  ({ kind, score: 0.9, right, field: { needsPerson } }) as ScoredField

describe('reliability', () => {
  it('holds what was stated of the readings that stand against what was wrong with them', () => {
    const fields = [
      ...Array.from({ length: 99 }, () => scored('date', true, false)),
      scored('date', false, false),
      scored('date', false, true),
      scored('name', false, true),
    ]
    const found = reliability(
      fields,
      () => 0.02,
      ({ kind }) => (kind === 'date' ? 0.01 : null),
    )
    expect(found['date']).toMatchObject({ scored: 101, accepted: 100, target: 0.01, wrong: 1 })
    expect(found['date']!.stated).toBeCloseTo(0.02)
    expect(found['name']).toEqual({ scored: 1, accepted: 0, target: null, stated: null, wrong: 0, interval: null })
  })
})

describe('wilson', () => {
  it('is the interval of the textbook, and never empty for nothing wrong', () => {
    const [from, to] = wilson(10, 100)!
    expect(from).toBeCloseTo(0.0552, 3)
    expect(to).toBeCloseTo(0.1744, 3)
    expect(wilson(0, 100)![0]).toBe(0)
    expect(wilson(0, 100)![1]).toBeCloseTo(0.037, 3)
    expect(wilson(0, 0)).toBeNull()
  })
})
