import type { Candidate } from '../../../src/contract/reading.ts'
import type { Lattice } from '../../../src/read/decode/lattice.ts'

/** A lattice in which the ink says `text` ('_' for an empty cell) with `share`, the rest going to `others`. */
export function peaked(text: string, share = 0.99, others = '0123456789'): Lattice {
  return Array.from(text, (character) => cell(character === '_' ? '' : character, share, others))
}

/** The same with one cell in doubt: `text` there has what `other` leaves. */
export function doubtful(text: string, at: number, other: string, otherShare: number): Lattice {
  const lattice = [...peaked(text)]
  lattice[at] = [
    { value: text[at]!, confidence: 1 - otherShare },
    { value: other, confidence: otherShare },
  ]
  return lattice
}

function cell(value: string, share: number, others: string): Candidate[] {
  const rest = Array.from(others).filter((other) => other !== value)
  return [
    { value, confidence: share },
    ...rest.map((other) => ({ value: other, confidence: (1 - share) / rest.length })),
  ]
}
