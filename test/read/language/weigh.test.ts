import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeGrammar, pairOf } from '../../../src/read/language/grammar.ts'
import { KIND_COUNT, kindOfWord } from '../../../src/read/language/kinds.ts'
import { packWords } from '../../../src/read/language/packWords.ts'
import { EMPTY, findWays, type Cell, type Ways } from '../../../src/read/language/ways.ts'
import { weighWays } from '../../../src/read/language/weigh.ts'
import { openWords } from '../../../src/read/language/words.ts'

const word = (text: string, count: number, letters: string) => ({ text, count, kind: kindOfWord(text, letters) })
const words = openWords(
  packWords([
    word('办', 50, 'v'),
    word('办事', 30, 'v'),
    word('事', 40, 'n'),
    word('大厅', 20, 'n'),
    word('的', 90, 'uj'),
  ]),
)
const sources = [{ words, logShare: 0 }]
const grammar = makeGrammar(
  new Map([
    [pairOf(kindOfWord('办', 'v'), kindOfWord('事', 'n')), 9],
    [pairOf(kindOfWord('的', 'uj'), kindOfWord('事', 'n')), 5],
  ]),
  words.kindShares,
)

describe('findWays', () => {
  it('finds words of every length, characters that are none, and cells left free', () => {
    const cells: Cell[] = [
      { texts: ['办', '刃'], logs: [-0.1, -3] },
      { texts: ['', '的'], logs: [-0.2, -2] },
      { texts: ['事'], logs: [0] },
    ]
    const ways = findWays(cells, sources)
    const found = Array.from(
      { length: ways.count },
      (_, way) => `${ways.from[way]}${textOf(way, ways, cells)}${ways.to[way]}`,
    )
    expect(found.toSorted()).toEqual(['0刃1', '0办1', '0办事3', '1-2', '1的2', '2事3'])
  })

  it('does not follow ink far behind the best', () => {
    const cell: Cell = { texts: ['办', '大'], logs: [0, -30] }
    const ways = findWays([cell, { texts: ['事', '厅'], logs: [0, -1] }], sources)
    expect(
      Array.from(ways.last, (_, way) => textOf(way, ways, [cell, { texts: ['事', '厅'], logs: [] }])),
    ).not.toContain('大厅')
  })
})

describe('weighWays', () => {
  it('is what adding up every path one by one gives', () => {
    const cell = fc
      .uniqueArray(fc.constantFrom('办', '事', '大', '厅', '的', '，', '', '7'), { minLength: 1, maxLength: 4 })
      .map((texts) => ({ texts, logs: texts.map((_, i) => -0.3 - i * 0.8) }))
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), fc.constantFrom(0.6, 1), (cells, weight) => {
        const ways = findWays(cells, sources)
        const quick = weighWays(ways, cells.length, grammar, weight)
        const slow = addUpEveryPath(ways, cells.length, weight)
        // Kinds of less than 1e-9 of a place are not followed, so a few of them may be missing.
        for (const [way, share] of quick.entries()) expect(Math.abs(share - slow[way]!)).toBeLessThan(1e-7)
      }),
      { numRuns: 60 },
    )
  })

  it('neither overflows nor vanishes over a long text', () => {
    const cells: Cell[] = Array.from({ length: 3000 }, (_, i) => ({
      texts: ['办', '事'],
      logs: i % 2 === 0 ? [-20, -21] : [-9, -8],
    }))
    const ways = findWays(cells, sources)
    const shares = weighWays(ways, cells.length, grammar, 1)
    const sums = new Float64Array(cells.length)
    for (const [way, share] of shares.entries())
      for (let at = ways.from[way]!; at < ways.to[way]!; at++) sums[at]! += share
    for (const sum of sums) expect(sum).toBeCloseTo(1, 6)
  })
})

function textOf(way: number, ways: Ways, cells: readonly Cell[]): string {
  let text = ''
  for (let step = ways.last[way]!; step >= 0; step = ways.stepBefore[step]!)
    text = cells[ways.stepCell[step]!]!.texts[ways.stepChoice[step]!]! + text
  return text === '' ? '-' : text
}

function addUpEveryPath(ways: Ways, length: number, weight: number): number[] {
  const links = grammar.links(weight)
  const shares = Array.from({ length: ways.count }, () => 0)
  let total = 0
  const follow = (at: number, kind: number, path: readonly number[], share: number): void => {
    if (at === length) {
      total += share
      for (const way of path) shares[way]! += share
      return
    }
    for (let way = 0; way < ways.count; way++) {
      if (ways.from[way] !== at) continue
      const next = ways.kind[way]!
      const own = share * Math.exp(ways.ink[way]! + weight * ways.logP[way]!)
      if (next === EMPTY) follow(ways.to[way]!, kind, [...path, way], own)
      else follow(ways.to[way]!, next, [...path, way], own * links[kind * KIND_COUNT + next]!)
    }
  }
  follow(0, 0, [], 1)
  return shares.map((share) => share / total)
}
