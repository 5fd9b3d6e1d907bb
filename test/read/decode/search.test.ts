import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressGrammar } from '../../../src/read/decode/address.ts'
import { emailGrammar } from '../../../src/read/decode/emailGrammar.ts'
import type { Grammar } from '../../../src/read/decode/grammar.ts'
import { shareOf, type Column } from '../../../src/read/decode/lattice.ts'
import { searchValid } from '../../../src/read/decode/search.ts'

const ALPHABET = ['0', '1', '2', '3']

/** Numbers that can be divided by three, twos twice as common as others, a three never after a one. */
const byThree: Grammar = {
  alphabet: ALPHABET,
  fold: (character) => (ALPHABET.includes(character) ? character : null),
  start: '0-',
  step(state, character) {
    if (state.endsWith('1') && character === '3') return null
    return { state: `${(Number(state[0]) + Number(character)) % 3}${character}`, weight: character === '2' ? 2 : 1 }
  },
  mostWeight: 2,
  end: (state) => (state.startsWith('0') ? 1 : 0),
  validShare: 0.3,
  value: (cells) => cells.join(''),
}

// Shares from even to all but certain, so that some ways are a billionth of others.
const column: fc.Arbitrary<Column> = fc
  .tuple(...ALPHABET.map((character) => fc.integer({ min: 0, max: 9 }).map((n) => [character, 10 ** -n] as const)))
  .map((shares) => ({ shares: new Map(shares), floor: 1e-6 }))

describe('searchValid', () => {
  it('finds the likeliest valid values and the share of all of them, but for ways that cannot matter', () => {
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 6 }), (columns) => {
        const all = everyWay(columns)
        const { paths, mass } = searchValid(columns, byThree, 5)
        // No way, valid or not, weighs more; what is a billionth of that may be passed over.
        const most = columns.reduce(
          (product, one) => product * 2 * Math.max(...ALPHABET.map((c) => shareOf(one, c))),
          1,
        )
        for (const [i, [, share]] of all.slice(0, 5).entries())
          if (share > 1e-9 * most) expect(paths[i]!.share / share).toBeCloseTo(1, 9)
        const every = all.reduce((sum, [, share]) => sum + share, 0)
        expect(mass).toBeLessThanOrEqual(every * (1 + 1e-9))
        expect(mass).toBeGreaterThanOrEqual(every - 4 ** columns.length * 1e-9 * most)
      }),
    )
  })

  it('leaves out nothing but ways of less than the least that is asked for', () => {
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 9 }), (columns, n) => {
        const { paths, mass } = searchValid(columns, byThree, 5)
        const least = 10 ** -n
        const found = searchValid(columns, byThree, 5, least)
        expect(found.paths.filter(({ share }) => share > least)).toEqual(paths.filter(({ share }) => share > least))
        expect(found.mass).toBeLessThanOrEqual(mass * (1 + 1e-9))
        expect(found.mass).toBeGreaterThanOrEqual(mass - 4 ** columns.length * least)
      }),
    )
  })

  it('finds the same whether or not the grammar says how much a step can weigh', () => {
    const { mostWeight: _, ...silent } = byThree
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 12 }), (columns) => {
        expect(searchValid(columns, byThree, 5)).toEqual(searchValid(columns, silent, 5))
      }),
    )
  })
})

describe.each([
  ['an e-mail address', emailGrammar],
  ['an address', addressGrammar()],
])('no step of %s weighs more than its grammar says', (_, grammar) => {
  it('nor does its end', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (picks) => {
        let state: string = grammar.start
        for (const [cell, pick] of picks.entries()) {
          const choices = [...(grammar.choices?.(state) ?? grammar.alphabet)]
          const step = grammar.step(state, choices[pick % choices.length]!, cell)
          if (step === null) return
          expect(step.weight).toBeLessThanOrEqual(grammar.mostWeight!)
          state = step.state
          expect(grammar.end(state)).toBeLessThanOrEqual(grammar.mostWeight!)
        }
      }),
    )
  })
})

/** All valid strings of the grammar, the likeliest first. */
function everyWay(columns: readonly Column[]): [string, number][] {
  let ways: [text: string, state: string, share: number][] = [['', byThree.start, 1]]
  for (const [cell, one] of columns.entries())
    ways = ways.flatMap(([text, state, share]) =>
      ALPHABET.flatMap((character) => {
        const step = byThree.step(state, character, cell)
        return step === null
          ? []
          : [[text + character, step.state, share * shareOf(one, character) * step.weight] as (typeof ways)[number]]
      }),
    )
  return ways
    .map(([text, state, share]): [string, number] => [text, share * byThree.end(state)])
    .filter(([, share]) => share > 0)
    .sort(([, a], [, b]) => b - a)
}
