import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BIN_EDGES, scoreBins } from '../../src/review/scoreBins.ts'
import { scoreZones } from '../../src/review/scoreZones.ts'

const score = fc.double({ min: 0, max: 1, noNaN: true })
const readings = fc.array(fc.record({ score, stood: fc.boolean(), stated: score }), { maxLength: 60 })
const checked = fc.array(fc.record({ score, right: fc.boolean() }), { maxLength: 60 })
const place = fc.integer({ min: 0, max: BIN_EDGES.length })

describe('thresholds that are tried', () => {
  it('put every reading and every sample into one bin and one zone', () => {
    fc.assert(
      fc.property(readings, checked, place, place, (read, drawn, lower, upper) => {
        const { anew, shown, stands } = scoreZones(scoreBins(read, drawn), Math.min(lower, upper), upper)
        const all = [anew, shown, stands]
        const sum = (of: (zone: typeof anew) => number) => all.reduce((total, zone) => total + of(zone), 0)
        expect(sum(({ count }) => count)).toBe(read.length)
        expect(sum((zone) => zone.checked)).toBe(drawn.length)
        expect(sum(({ wrong }) => wrong)).toBe(drawn.filter(({ right }) => !right).length)
        expect(sum(({ share }) => share)).toBeCloseTo(read.length === 0 ? 0 : 1)
      }),
    )
  })

  it('say what would stand, what is stated of it and what samples found of it', () => {
    const bins = scoreBins(
      [
        { score: 0.4, stood: false, stated: 0.7 },
        { score: 0.992, stood: false, stated: 0.03 },
        { score: 0.9996, stood: true, stated: 0.001 },
        { score: 1, stood: true, stated: 0.003 },
      ],
      [
        { score: 1, right: true },
        { score: 0.9996, right: false },
        { score: 0.4, right: false },
      ],
    )
    const { stands, shown, anew } = scoreZones(bins, 1, BIN_EDGES.indexOf(0.9995))
    expect(stands).toMatchObject({ count: 2, share: 0.5, checked: 2, wrong: 1 })
    expect(stands.stated).toBeCloseTo(0.002)
    expect(stands.interval![0]).toBeLessThan(0.5)
    expect(shown).toMatchObject({ count: 1, checked: 0, interval: null })
    expect(anew).toMatchObject({ count: 1, wrong: 1 })
    expect(scoreZones(bins, 1, BIN_EDGES.length).stands).toMatchObject({ count: 0, stated: null })
  })
})
