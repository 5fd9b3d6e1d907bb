import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LayoutField } from '../../src/contract/layout.ts'
import type { CharacterReading } from '../../src/contract/reading.ts'
import { decodedReading } from '../../src/read/characters.ts'

const window = { from: '2021-07-15', to: '2021-09-30' }

/** What each cell may hold, adding up to 1 at most; the first characters make a likely value of the field. */
const looks = (likely: string, others: string): fc.Arbitrary<CharacterReading[]> =>
  fc
    .tuple(...Array.from(likely, (one) => fc.tuple(fc.constant(one), fc.integer({ min: 1, max: 99 }), fc.nat(20))))
    .map((cells) =>
      cells.map(([one, percent, turn], cell) => {
        const rest = Array.from(others).filter((other) => other !== one)
        const taken = [0, 1, 2].map((k) => rest[(turn + k) % rest.length]!)
        const candidates = [
          { value: one, confidence: percent / 100 },
          ...taken.map((value, k) => ({ value, confidence: ((100 - percent) / 100) * [0.6, 0.25, 0.1][k]! })),
        ].sort((a, b) => b.confidence - a.confidence)
        return { cell, ...candidates[0]!, candidates }
      }),
    )

it.each([
  { decoder: 'name', likely: '侯平怡', others: '候俟筷乎苹恰台' },
  { decoder: 'telephone', likely: '13643752975', others: '0123456789' },
  { decoder: 'date', likely: '20210824', others: '0123456789' },
] as const)('shares of a character of a $decoder add up to 1 at most, whatever the rules make of it', (one) => {
  const field = { decoder: one.decoder, kind: 'comb', rules: {} } as unknown as LayoutField
  fc.assert(
    fc.property(looks(one.likely, one.others), (characters) => {
      const reading = decodedReading(field, characters, one.likely.length, { campaign: { window } }, 'test')
      if (!('characters' in reading)) return
      for (const { value, confidence, candidates } of reading.characters!) {
        expect(candidates[0]).toEqual({ value, confidence })
        expect(candidates.reduce((sum, { confidence: share }) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9)
        const others = candidates.slice(1).map(({ confidence: share }) => share)
        expect(others).toEqual(others.toSorted((a, b) => b - a))
      }
    }),
  )
})
