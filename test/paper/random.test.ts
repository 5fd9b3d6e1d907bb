import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomOf } from '../../src/paper/random.ts'

const draws = (seed: number, name: string, count = 20): number[] => {
  const random = randomOf(seed, name)
  return Array.from({ length: count }, () => random.next())
}

describe('randomOf', () => {
  it('is pinned: samples and benches must not change under us', () => {
    const random = randomOf(1, 'letter')
    expect([random.whole(0, 999), random.whole(0, 999), random.whole(0, 999)]).toMatchInlineSnapshot(`
      [
        737,
        356,
        57,
      ]
    `)
  })

  it('gives the same stream for the same seed and name, another for any other', () => {
    expect(draws(7, 'a')).toEqual(draws(7, 'a'))
    expect(draws(7, 'a')).not.toEqual(draws(8, 'a'))
    expect(draws(7, 'a')).not.toEqual(draws(7, 'b'))
  })

  it('forks by name, whatever was drawn before', () => {
    const one = randomOf(3, 'x')
    const two = randomOf(3, 'x')
    one.next()
    one.normal(0, 1)
    expect(one.fork('child').next()).toBe(two.fork('child').next())
  })

  it('keeps to its ranges', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(40), (seed, low, width) => {
        const random = randomOf(seed, 'ranges')
        const whole = random.whole(low, low + width)
        expect(Number.isInteger(whole) && whole >= low && whole <= low + width).toBe(true)
        const between = random.between(low, low + width)
        expect(between >= low && between <= low + width).toBe(true)
        expect(Math.abs(random.normal(0, 1))).toBeLessThanOrEqual(3)
        expect(random.shuffled([1, 2, 3, 4]).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4])
      }),
    )
  })

  it('is even and bell-shaped where it says so', () => {
    const random = randomOf(5, 'shape')
    const flat = Array.from({ length: 20_000 }, () => random.next())
    const bell = Array.from({ length: 20_000 }, () => random.normal(2, 3))
    const mean = (values: number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length
    expect(mean(flat)).toBeCloseTo(0.5, 1)
    const middle = mean(bell)
    expect(middle).toBeCloseTo(2, 0)
    expect(Math.sqrt(mean(bell.map((v) => (v - middle) ** 2)))).toBeCloseTo(3, 0)
    const picks = Array.from({ length: 20_000 }, () => random.weighted({ often: 0.9, rarely: 0.1, never: 0 }))
    expect(picks.filter((pick) => pick === 'rarely').length / picks.length).toBeCloseTo(0.1, 1)
    expect(picks).not.toContain('never')
  })
})
