import type { BoxMm } from '../contract/layout.ts'
import type { FieldView } from '../contract/letter.ts'
import type { Candidate } from '../contract/reading.ts'

// Below it more than one character in about twenty is wrong (RECOGNITION: 56 % of characters are read with ≤ 5 % error).
const DOUBTFUL_BELOW = 0.8

/** Cells (comb, grid) or character positions (line) that the machine was not sure of, in reading order. */
export function doubtfulPlaces({ reading, confirmedCells = [] }: FieldView): number[] {
  if (reading === null || !('characters' in reading)) return []
  return (reading.characters ?? [])
    .filter(({ confidence, value }) => value !== '' && confidence < DOUBTFUL_BELOW)
    .map(({ cell }) => cell)
    .filter((cell) => !confirmedCells.includes(cell))
}

/** What else the machine thought of at a cell or position, best first, the chosen one included. */
export function candidatesAt({ reading }: FieldView, place: number): readonly Candidate[] {
  if (reading === null || !('characters' in reading)) return []
  return reading.characters?.find(({ cell }) => cell === place)?.candidates.filter(({ value }) => value !== '') ?? []
}

/** Where the ink of a line's character stands on the page; null where the reader could not say. */
export function inkBoxAt({ reading }: FieldView, place: number): BoxMm | null {
  if (reading === null || !('characters' in reading)) return null
  return reading.characters?.find(({ cell }) => cell === place)?.boxMm ?? null
}

/** Whole values the machine thought of, best first. */
export function wholeCandidates({ reading }: FieldView): readonly Candidate[] {
  return reading !== null && 'candidates' in reading ? reading.candidates : []
}
