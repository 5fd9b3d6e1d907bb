import { KIND_COUNT, KINDS } from './kinds.ts'

/** How likely a word of one kind is after a word of another. */
export interface Grammar {
  /** `links(weight)[before * KIND_COUNT + after]`: the chance to the power `weight`. */
  links(weight: number): Float64Array
}

/** How often one kind followed another, by `pairOf`. */
export type KindPairs = ReadonlyMap<number, number>

export const pairOf = (before: number, after: number): number => before * KIND_COUNT + after

/**
 * Pairs counted in practice, smoothed with how common each kind is: practice text is short. `shares` are those of the dictionary, which
 * knows words only; marks, digits and the rest have theirs from RARE.
 */
export function makeGrammar(pairs: KindPairs, shares: Float64Array): Grammar {
  const common = shares.map((share) => (share + LEAST) * PRIOR)
  for (const [kind, share] of RARE) common[kind] = share * PRIOR
  const rows = new Float64Array(KIND_COUNT)
  for (const [pair, count] of pairs) {
    common[pair % KIND_COUNT]! += count
    rows[Math.floor(pair / KIND_COUNT)]! += count
  }
  const all = common.reduce((sum, count) => sum + count, 0)
  const chances = new Float64Array(KIND_COUNT * KIND_COUNT)
  for (let before = 0; before < KIND_COUNT; before++)
    for (let after = 0; after < KIND_COUNT; after++) {
      const pair = pairOf(before, after)
      const seen = pairs.get(pair) ?? 0
      chances[pair] = (seen + BACK_OFF * (common[after]! / all)) / (rows[before]! + BACK_OFF)
    }
  return { links: (weight) => (weight === 1 ? chances : chances.map((chance) => chance ** weight)) }
}

const LEAST = 1e-4
// How many words of practice the dictionary's own shares are worth, and how many of a kind its own pairs need to count
// as much as what is common. 100 to 1,000 and 10 to 100 read alike (decisions/0080).
const PRIOR = 300
const BACK_OFF = 30
const RARE: readonly (readonly [kind: number, share: number])[] = [
  [KINDS.start, 0],
  [KINDS.comma, 0.1],
  [KINDS.stop, 0.04],
  [KINDS.mark, 0.015],
  [KINDS.digit, 0.008],
  [KINDS.latin, 0.002],
  [KINDS.unknown, 0.0005],
]
