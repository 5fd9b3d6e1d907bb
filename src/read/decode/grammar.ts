/**
 * What a field may hold, as a machine that reads one cell after the other. A state is a short text; two ways into the
 * same state are the same from there on, which is what keeps the search small.
 */
export interface Grammar {
  /** Everything a cell may hold, '' included where a cell may stay empty. */
  readonly alphabet: readonly string[]
  readonly start: string
  /** Where a character leads and how common that way is (1: as any other); null where the rules forbid it. */
  readonly step: (state: string, character: string, cell: number) => Step | null
  /** Weight of ending here; 0 where the value would be incomplete. */
  readonly end: (state: string) => number
  /** What one of these values is expected to be among all strings over the alphabet: rare ones speak louder. 0..1. */
  readonly validShare: number
  /** The field's form of a character that a reader saw; null when it cannot be one. */
  readonly fold: (character: string) => string | null
  /** The value from the characters of the cells. */
  readonly value: (cells: readonly string[]) => string
}

export interface Step {
  readonly state: string
  readonly weight: number
}

export const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** Full-width and other digits as ASCII ones; null for what is no digit. */
export function foldDigit(character: string): string | null {
  const plain = character.normalize('NFKC')
  return /^[0-9]$/.test(plain) ? plain : null
}

export const joinCells = (cells: readonly string[]): string => cells.join('')
