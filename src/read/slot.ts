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
