import type { Characters } from './lattice.ts'

/**
 * What a field may hold, as a machine that reads one cell after the other. A state is a short text; two ways into the
 * same state are the same from there on, which is what keeps the search small.
 */
export interface Grammar extends Characters {
  readonly start: string
  /** Where a character leads and how common that way is (1: as any other); null where the rules forbid it. */
  readonly step: (state: string, character: string, cell: number) => Step | null
  /** No step and no end weighs more: what cannot matter however it goes on need not be asked for. Without it every step is. */
  readonly mostWeight?: number
  /** Weight of ending here; 0 where the value would be incomplete. */
  readonly end: (state: string) => number
  /**
   * Share of valid values among the strings that people write by mistake: the rarer, the less of an accident is ink that fits. Never
   * less than NEXT_TO_VALID for numbers.
   */
  readonly validShare: number
  /**
   * The only characters worth trying in a state, where that is a handful of a large alphabet; null: those that the reader listed.
   * Without it the whole alphabet is tried.
   */
  readonly choices?: (state: string) => Iterable<string> | null
  /**
   * Names of offices and places: who writes none of these writes another name, as clearly. Ink that says nothing for sure says little
   * against them: what it might be otherwise is only what it looks most like. Of digits, every other string may have been meant.
   */
  readonly ofNames?: true
  /** The value from the characters of the cells. */
  readonly value: (cells: readonly string[]) => string
}

export interface Step {
  readonly state: string
  readonly weight: number
}

/**
 * A slip of the pen lands next to a valid value, so what is written by mistake is never as far from all valid ones as chance
 * has it: about one digit in twenty of it makes it valid again.
 */
export const NEXT_TO_VALID = 0.05

export const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** Full-width and other digits as ASCII ones; null for what is no digit. */
export function foldDigit(character: string): string | null {
  const plain = character.normalize('NFKC')
  return /^[0-9]$/.test(plain) ? plain : null
}

export const joinCells = (cells: readonly string[]): string => cells.join('')
