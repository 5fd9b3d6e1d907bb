import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Slot } from '../../../src/read/lattice.ts'
import { loadWords } from '../../../src/read/words/loadWords.ts'
import { weighWords } from '../../../src/read/words/weighWords.ts'
import { growWordTree } from '../../../src/read/words/wordTree.ts'

const words = loadWords()

describe('growWordTree', () => {
  it('holds exactly the words it was given, with their share of all', () => {
    const word = fc.string({ unit: fc.constantFrom(...Array.from('政务服大厅')), minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.dictionary(word, fc.integer({ min: 1, max: 99 })), fc.array(word), (counts, others) => {
        const entries = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))
        const tree = growWordTree(entries)
        const total = entries.reduce((sum, [, count]) => sum + count, 0)
        expect(tree.words).toBe(entries.length)
        for (const text of [...Object.keys(counts), ...others]) {
          let node = tree.root
          for (const character of Array.from(text)) if (node >= 0) node = tree.child(node, character)
          const logP = node < 0 ? -Infinity : tree.logP(node)
          expect(Math.exp(logP)).toBeCloseTo((counts[text] ?? 0) / Math.max(1, total), 5)
        }
      }),
    )
  })

  it('refuses words out of order instead of losing some', () => {
    expect(() =>
      growWordTree([
        ['乙', 1],
        ['一', 1],
      ]),
    ).toThrow(RangeError)
  })
})

describe('weighWords', () => {
  it('takes the word where the ink alone would take a look-alike', () => {
    // 末 for 未, 己 for 已: the ink prefers the wrong one of each.
    const slots = lattice([['末', '未'], ['来'], ['，'], ['己', '已'], ['经']], 0.6)
    expect(best(weighWords(slots, words))).toBe('未来，已经')
  })

  it('does not bend clear ink into a commoner word', () => {
    const slots = lattice(
      [
        ['办', '为'],
        ['里', '理'],
      ],
      12,
    )
    expect(best(weighWords(slots, words))).toBe('办里')
  })

  it('gives shares: no slot more than one, every option kept', () => {
    const option = fc.record({
      text: fc.constantFrom(...Array.from('办理政务服务大厅的，1a龘')),
      score: fc.double({ min: -20, max: 0, noNaN: true }),
    })
    const slot = fc.uniqueArray(option, { selector: ({ text }) => text, minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 8 }), (options) => {
        const slots = options.map((list, cell): Slot => ({ cell, options: list.toSorted((a, b) => b.score - a.score) }))
        const weighed = weighWords(slots, words)
        expect(weighed.map(({ cell }) => cell)).toEqual(slots.map(({ cell }) => cell))
        for (const [i, { options: after }] of weighed.entries()) {
          expect(after.map(({ text }) => text).toSorted()).toEqual(slots[i]!.options.map(({ text }) => text).toSorted())
          const total = after.reduce((sum, { score }) => sum + Math.exp(score), 0)
          expect(total).toBeGreaterThan(0.99)
          expect(total).toBeLessThan(1.01)
        }
      }),
      { numRuns: 50 },
    )
  })
})

/** Each option `step` less likely (as a logarithm) than the one before. */
function lattice(texts: readonly (readonly string[])[], step: number): Slot[] {
  return texts.map((options, cell) => ({ cell, options: options.map((text, k) => ({ text, score: -k * step })) }))
}

function best(slots: readonly Slot[]): string {
  return slots.map(({ options }) => options[0]!.text).join('')
}
