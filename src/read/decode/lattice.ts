import type { Candidate } from '../../contract/reading.ts'

/** What each cell may hold, '' for nothing, with calibrated probabilities. What is left to 1 belongs to what is not listed. */
export type Lattice = readonly (readonly Candidate[])[]

/** The same in the field's own characters, each cell adding up to 1 over everything the field may hold. */
export interface Column {
  readonly shares: ReadonlyMap<string, number>
  /** Of each character that is not listed, and in addition of each that is. */
  readonly floor: number
}

/** What the grammar needs to know of a lattice's characters. */
export interface Characters {
  readonly alphabet: readonly string[]
  /** The field's form of a character that a reader saw; null when it cannot be one. */
  readonly fold: (character: string) => string | null
  /** How often the true character is not among those listed, or wrongly has no share to speak of. Default: DIGIT_DOUBT. */
  readonly doubt?: number
  /**
   * How many characters the true one may be when it is not among those listed. Default: those of the alphabet. A list of a few units
   * knows twenty characters, but what was written may be any of thousands: its doubt must not all fall on those twenty.
   */
  readonly unlisted?: number
}

// Readers are wrong more often than they say on ink that they never saw: so much of each cell is spread over everything
// the field may hold. Of 8,430 held-out digits read with .999 or more, 3 were wrong; twice that.
const DIGIT_DOUBT = 0.0007

/** Restricts a lattice to what a field may hold, with some doubt spread over the alphabet so that nothing is impossible. */
export function toColumns(
  lattice: Lattice,
  { alphabet, fold, doubt = DIGIT_DOUBT, unlisted = 0 }: Characters,
): Column[] {
  return lattice.map((candidates) => {
    const shares = new Map<string, number>()
    let total = 0
    let left = 1
    for (const { value, confidence } of candidates) {
      if (!(confidence > 0)) continue
      const folded = value === '' ? '' : fold(value)
      if (folded === null) {
        left -= confidence
        continue
      }
      shares.set(folded, (shares.get(folded) ?? 0) + confidence)
      total += confidence
    }
    left = Math.max(left, total)
    // Nothing listed fits: everything the field may hold is equally likely.
    const listed = left > 0 ? Math.min(1 - doubt, total / left) * Math.min(1, left / LEAST_LEFT) : 0
    for (const [character, share] of shares) shares.set(character, (share / total) * listed)
    return { shares, floor: (1 - listed) / Math.max(alphabet.length, unlisted) }
  })
}

/** How likely the ink makes one character of a cell. */
export function shareOf({ shares, floor }: Column, character: string): number {
  return (shares.get(character) ?? 0) + floor
}

// Where the reader saw mostly what the field cannot hold, the rest is doubt, not proportion.
const LEAST_LEFT = 0.5

/** The likeliest character of every cell, as the ink alone has it. */
export function readFreely(
  columns: readonly Column[],
  alphabet: readonly string[],
): { cells: string[]; share: number } {
  let all = 1
  const cells = columns.map(({ shares, floor }) => {
    let best = ''
    let most = -1
    for (const [character, share] of shares.size > 0 ? shares : alphabet.map((one) => [one, 0] as const)) {
      if (share <= most) continue
      best = character
      most = share
    }
    all *= most + floor
    return best
  })
  return { cells, share: all }
}
