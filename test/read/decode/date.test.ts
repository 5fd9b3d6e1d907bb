import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateGrammar } from '../../../src/read/decode/date.ts'

// Over New Year, so that two years have days inside and outside.
const window = { from: '2021-12-15', to: '2022-01-20' }

/** Eight digits: days of the calendar, days that no month has, and anything. */
const eight = fc.oneof(
  fc.stringMatching(/^(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/),
  fc.stringMatching(/^202[12](0[12]|12)[0-3]\d$/),
  fc.stringMatching(/^\d{8}$/),
)

describe.each([{ within: window }, { within: undefined }])('dateGrammar of $within', ({ within }) => {
  const grammar = dateGrammar(within)

  it('takes the days of two hundred years and no other, those in the window for a hundred of the others', () => {
    fc.assert(
      fc.property(eight, (text) => {
        const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
        const date = new Date(`${iso}T00:00:00Z`)
        const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) && /^(19|20)/.test(text)
        const inside = within === undefined || (iso >= within.from && iso <= within.to)
        expect(weightOf(Array.from(text))).toBe(isDay ? (inside ? 1 : 0.01) : 0)
      }),
      { numRuns: 2000 },
    )
  })

  it('takes an empty cell before month and day for a zero, at a tenth, and nowhere else', () => {
    const inside = within === undefined ? 1 : 0.01
    expect(weightOf([...'2021', '', '8', '', '4'])).toBeCloseTo(0.01 * inside, 9)
    expect(weightOf([...'2021', '0', '', '0', '4'])).toBe(0)
    expect(weightOf([...'202', '', ...'0804'])).toBe(0)
    expect(weightOf([...'20210804', '1'])).toBe(0)
    expect(weightOf([...'2021080'])).toBe(0)
  })

  /** Of the whole way: its steps and its end. */
  function weightOf(cells: readonly string[]): number {
    let [state, weight] = [grammar.start, 1]
    for (const [cell, character] of cells.entries()) {
      const step = grammar.step(state, character, cell)
      if (step === null) return 0
      state = step.state
      weight *= step.weight
    }
    return weight * grammar.end(state)
  }
})
