import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activeHours, PAUSE_MS, perHour } from '../../src/review/activeWork.ts'

const MINUTE = 60_000

describe('time at work', () => {
  it('is what lies between saves, without the pauses, and the same again for what came before the first', () => {
    // Four saves a minute apart, an hour's lunch, two saves two minutes apart.
    const times = [0, 1, 2, 3, 63, 65].map((minute) => minute * MINUTE)
    // Five minutes between saves, and for each of the two beginnings the average of 5/4 minutes.
    expect(activeHours(times) * 60).toBeCloseTo(5 + 2 * (5 / 4), 9)
    expect(activeHours([])).toBe(0)
    expect(activeHours([7])).toBe(0)
    expect(activeHours([0, PAUSE_MS + 1])).toBe(0)
  })

  it('is the same in whatever order it is told, whenever it began, and never longer than so many pauses', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 40 }),
        fc.integer({ min: 0, max: 1e12 }),
        (times, later) => {
          const hours = activeHours(times)
          expect(activeHours(times.toReversed().map((time) => time + later))).toBeCloseTo(hours, 9)
          expect(hours).toBeGreaterThanOrEqual(0)
          expect(hours).toBeLessThanOrEqual((times.length * PAUSE_MS) / 3_600_000 + 1e-9)
        },
      ),
    )
  })

  it('tells a speed only of a quarter of an hour and more', () => {
    expect(perHour(20, 0.5)).toBe(40)
    expect(perHour(20, 0.2)).toBeNull()
  })
})
