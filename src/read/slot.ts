import type { BoxMm } from '../contract/layout.ts'

/** One thing that a cell may hold and its log score; only differences within a slot mean anything. */
export interface SlotOption {
  readonly text: string
  readonly score: number
}

/** A filled cell, or a character of a line, and what it may hold, best first. */
export interface Slot {
  readonly cell: number
  readonly options: readonly SlotOption[]
  /** Where its ink stands on the page; for characters of a line. */
  readonly boxMm?: BoxMm
}

/** Shares of the options, 0..1, adding up to 1: softmax at a temperature. */
export function posteriors(options: readonly SlotOption[], temperature: number): number[] {
  const most = options.reduce((best, { score }) => Math.max(best, score), -Infinity)
  const shares = options.map(({ score }) => Math.exp((score - most) / temperature))
  const total = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => share / total)
}

/**
 * What a slot may hold after two looks at it: the geometric mean of what each thinks, so that neither alone makes a character sure. What a
 * look did not list it took for less likely than one in a million.
 */
export function bothLooks(one: readonly SlotOption[], other: readonly SlotOption[]): SlotOption[] {
  const [a, b] = [logShares(one), logShares(other)]
  const texts = [...new Set([...a.keys(), ...b.keys()])]
  return texts
    .map((text) => ({ text, score: ((a.get(text) ?? LEAST_LOG) + (b.get(text) ?? LEAST_LOG)) / 2 }))
    .sort((x, y) => y.score - x.score)
}

function logShares(options: readonly SlotOption[]): Map<string, number> {
  const shares = posteriors(options, 1)
  return new Map(options.map(({ text }, i) => [text, Math.max(LEAST_LOG, Math.log(shares[i]!))]))
}

const LEAST_LOG = Math.log(1e-6)
