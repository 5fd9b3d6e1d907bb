import { makeGrammar, pairOf, type Grammar, type KindPairs } from './grammar.ts'
import { KINDS } from './kinds.ts'
import type { Word } from './packWords.ts'
import { EMPTY, findWays, type Ways } from './ways.ts'
import { weighWays } from './weigh.ts'
import type { Words } from './words.ts'

/** What practice text teaches beside the dictionary. */
export interface Practice {
  readonly pairs: KindPairs
  readonly words: readonly Word[]
}

/**
 * Cuts each line into its likeliest words and counts which kind follows which, again and again with what was learnt
 * (expectation maximisation on best paths); the words themselves are counted last.
 */
export function practise(lines: readonly string[], words: Words): Practice {
  let pairs: KindPairs = new Map()
  for (let round = 0; round < ROUNDS; round++) {
    const grammar = makeGrammar(pairs, words.kindShares)
    pairs = countPairs(lines.map((line) => cutIntoWords(line, words, grammar)))
  }
  const grammar = makeGrammar(pairs, words.kindShares)
  return { pairs, words: countWords(lines.flatMap((line) => cutIntoWords(line, words, grammar))) }
}

// The cuts stand still after three.
const ROUNDS = 4

export interface Token {
  readonly text: string
  readonly kind: number
}

/** The words of a text that is known, each way through it taken where most paths go. */
export function cutIntoWords(text: string, words: Words, grammar: Grammar): Token[] {
  const characters = Array.from(text)
  const cells = characters.map((character) => ({ texts: [character], logs: [0] }))
  const ways = findWays(cells, [{ words, logShare: 0 }])
  const shares = weighWays(ways, cells.length, grammar, 1)
  const tokens: Token[] = []
  for (let at = 0; at < characters.length;) {
    const way = likeliestFrom(at, ways, shares)
    tokens.push({ text: characters.slice(at, ways.to[way]!).join(''), kind: ways.kind[way]! })
    at = ways.to[way]!
  }
  return tokens
}

function likeliestFrom(at: number, ways: Ways, shares: Float64Array): number {
  let best = -1
  for (let way = 0; way < ways.count; way++)
    if (ways.from[way] === at && ways.kind[way] !== EMPTY && (best < 0 || shares[way]! > shares[best]!)) best = way
  return best
}

function countPairs(texts: readonly (readonly Token[])[]): Map<number, number> {
  const pairs = new Map<number, number>()
  for (const tokens of texts) {
    let before: number = KINDS.start
    for (const { kind } of tokens) {
      pairs.set(pairOf(before, kind), (pairs.get(pairOf(before, kind)) ?? 0) + 1)
      before = kind
    }
  }
  return pairs
}

function countWords(tokens: readonly Token[]): Word[] {
  const found = new Map<string, Word>()
  for (const { text, kind } of tokens)
    if (/^\p{Script=Han}+$/u.test(text)) found.set(text, { text, kind, count: (found.get(text)?.count ?? 0) + 1 })
  return [...found.values()]
}
