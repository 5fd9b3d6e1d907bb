import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { scoreOf, type ScoredReading } from '../../src/contract/calibration.ts'
import { acceptFrom, acceptOfAHandFrom, calibrate } from '../../src/judge/calibrate.ts'
import { calibrationInForce, judgeBy, readCalibration, statedError } from '../../src/judge/calibration.ts'
import { fitCurve } from '../../src/judge/fitCurve.ts'
import { targetOfKind } from '../../src/judge/thresholds.ts'
import { blank, field, read } from './fields.ts'

const readings = (kind: string, score: number, count: number, wrong: number): ScoredReading[] =>
  Array.from({ length: count }, (_, i) => ({ kind, score, right: i >= wrong }))

describe('calibrate', () => {
  it('leaves a kind alone that has too few readings, and says how many it had', () => {
    const old = [{ from: 0, right: 0.9, count: 100, wrong: 9 }]
    const few = readings('telephone', 0.99, 99, 0)
    const { calibration, counts } = calibrate(few, 100, {}, { telephone: old, date: old })
    expect(calibration.kinds).toEqual({ telephone: old, date: old })
    expect(counts).toEqual({ telephone: { readings: 99, wrong: 0, refitted: false } })
  })

  it('keeps what was measured where no person has looked, and gives way where people have', () => {
    const trial = calibrate([...readings('date', 0.99, 900, 0), ...readings('date', 0.5, 100, 50)], 100, {})
    const reviewed = calibrate(readings('date', 0.5, 300, 270), 100, { from: 'reviews' }, trial.calibration.kinds)
    expect(reviewed.counts['date']).toEqual({ readings: 300, wrong: 270, refitted: true })
    const [low, high] = reviewed.calibration.kinds['date']!
    expect(low).toMatchObject({ from: 0, count: 400, wrong: 320 })
    expect(high!.right).toBeCloseTo(1 - 1 / 902)
  })
})

describe('acceptFrom', () => {
  const curve = [
    { from: 0, right: 0.8, count: 100, wrong: 20 },
    { from: 0.9, right: 0.991, count: 300, wrong: 2 },
    { from: 0.999, right: 0.998, count: 600, wrong: 1 },
  ]

  it('names the lowest score that is borne, what it lets through and what that states', () => {
    expect(acceptFrom(curve, 0.01)).toEqual({
      score: 0.9,
      share: 0.9,
      stated: expect.closeTo((300 * 0.009 + 600 * 0.002) / 900),
    })
    expect(acceptFrom(curve, 0.004)).toMatchObject({ score: 0.999, share: 0.6 })
    expect(acceptFrom(curve, 0.001)).toBeNull()
  })
})

describe('acceptOfAHandFrom', () => {
  afterAll(() => judgeBy(null))

  it('names the score from which on a line states no more than is borne', () => {
    const step = fc.record({
      from: fc.double({ min: 0, max: 0.999, noNaN: true }),
      wrong: fc.integer({ min: 0, max: 50 }),
    })
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(0.02, 0.005, 0.0001),
        (drawn, target) => {
          const observed = drawn.map(({ from, wrong }) => ({ score: from, count: 100, wrong }))
          const line = fitCurve(observed)
          judgeBy({ made: {}, kinds: { line } })
          const score = acceptOfAHandFrom(line, target)
          const stated = (at: number) => statedError(field({ kind: 'line', decoder: 'text' }), read('很好', at))!
          expect(stated(score ?? 1) <= target + 1e-9).toBe(score !== null)
          if (score !== null && score > 0) expect(stated(score - 1e-6)).toBeGreaterThan(target)
        },
      ),
    )
  })
})

describe('statedError', () => {
  afterAll(() => judgeBy(null))

  it('is read off the curve of the kind, and is the reader’s own word where there is none', () => {
    judgeBy({ made: {}, kinds: { telephone: [{ from: 0, right: 0.75, count: 10, wrong: 2 }] } })
    expect(statedError(field({ decoder: 'telephone' }), read('1', 0.999))).toBe(0.25)
    expect(statedError(field({ decoder: 'date' }), read('1', 0.9))).toBeCloseTo(0.1)
    expect(statedError(field(), { state: 'unclear', candidates: [], engine: 'test' })).toBeNull()
  })

  it('asks curve and reader alike where it is the hand that is misread: neither alone makes a line sure', () => {
    const kinds = { line: [{ from: 0.8, right: 0.999, count: 700, wrong: 0 }] }
    const line = field({ kind: 'line', decoder: 'text' })
    judgeBy({ made: {}, kinds })
    expect(statedError(line, read('桃花多供销社', 0.9))).toBeCloseTo(0.01)
    expect(statedError(line, read('桃花乡供销社', 0.9999))).toBeCloseTo(0.000316, 6)
    expect(statedError(line, read('桃花乡供销社', 1))).toBeCloseTo(0.000316, 6)
  })

  it('asks one question of every empty written field', () => {
    expect(scoreOf(field({ decoder: 'telephone' }), blank(0.9))).toEqual({ kind: 'blank', score: 0.9 })
    expect(scoreOf(field({ kind: 'choice' }), blank(0.9))).toEqual({ kind: 'choice', score: 0.9 })
  })
})

describe('the shipped calibration', () => {
  it('says what it was made of, and lets readings of the kinds of a letter stand', () => {
    judgeBy(null)
    const { made, kinds } = calibrationInForce()
    expect(made).toMatchObject({ from: 'trial', pool: 'validation' })
    for (const kind of ['choice', 'id', 'date', 'blank', 'signature'])
      expect(acceptFrom(kinds[kind] ?? [], targetOfKind(kind)!), kind).not.toBeNull()
  })
})

describe('readCalibration', () => {
  it('refuses what is not a calibration, with the place', () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiance-calibration-'))
    const path = join(folder, 'calibration.json')
    try {
      writeFileSync(path, JSON.stringify({ made: {}, kinds: { date: [{ from: 0, right: 2, count: 1, wrong: 0 }] } }))
      expect(() => readCalibration(path)).toThrow(/CALIBRATION_INVALID.*right/)
      writeFileSync(path, '{')
      expect(() => readCalibration(path)).toThrow(/CALIBRATION_INVALID/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
