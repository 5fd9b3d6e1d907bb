import type { Candidate } from '../../../src/contract/reading.ts'

/**
 * The lattice of a text in which the ink is right and fairly sure, but for the cells of `planted`: those look like another
 * character, and the truth is only the second, third … choice.
 */
export function plant(
  truth: string,
  planted: Readonly<Record<number, readonly [looksLike: string, place: number]>>,
): Candidate[][] {
  return Array.from(truth, (value, cell) => {
    const mistake = planted[cell]
    if (mistake === undefined) return withRest([value, ...others(value, 5)], SURE)
    const [looksLike, place] = mistake
    const rest = others(value + looksLike, 5)
    return withRest([looksLike, ...rest.slice(0, place - 2), value, ...rest.slice(place - 2)], DOUBTFUL)
  })
}

const SURE = [0.9, 0.04, 0.02, 0.02, 0.01, 0.01]
const DOUBTFUL = [0.62, 0.15, 0.09, 0.06, 0.04, 0.03]

// What line models offer for nearly everything.
const others = (not: string, count: number): string[] =>
  Array.from('之云工文义女久丸')
    .filter((character) => !not.includes(character))
    .slice(0, count)

function withRest(values: readonly string[], shares: readonly number[]): Candidate[] {
  return values.slice(0, shares.length).map((value, i) => ({ value, confidence: shares[i]! }))
}
