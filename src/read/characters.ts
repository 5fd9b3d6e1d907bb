import type { ReadingContext } from '../contract/digitize.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { Candidate, CharacterReading, Reading } from '../contract/reading.ts'
import { decode } from './decode/decode.ts'
import { posteriors, type Slot } from './lattice.ts'

/** One entry for every filled cell, candidates best first, at most ten. */
export function charactersOf(slots: readonly Slot[]): CharacterReading[] {
  return slots.map(({ cell, options }) => {
    const shares = posteriors(options, TEMPERATURE)
    const candidates = options.slice(0, CANDIDATES).map(({ text }, i) => ({ value: text, confidence: shares[i]! }))
    return { cell, value: candidates[0]?.value ?? '', confidence: candidates[0]?.confidence ?? 0, candidates }
  })
}

/**
 * The value that these characters make under the field's own rules. `count`: cells of the field, or characters of the
 * line; cells without a character are empty.
 */
export function decodedReading(
  field: LayoutField,
  characters: readonly CharacterReading[],
  count: number,
  { campaign }: ReadingContext,
  engine: string,
): Reading {
  const columns: (readonly Candidate[])[] = Array.from({ length: count }, () => EMPTY)
  for (const { cell, candidates } of characters) columns[cell] = candidates
  const decoded = decode(field.decoder, columns, { window: campaign.window })
  const chosen = characters.map((character): CharacterReading => {
    const value = decoded.cells[character.cell] ?? character.value
    const own = character.candidates.find((candidate) => candidate.value === value)?.confidence ?? 0
    // A character is at least as sure as the whole value it stands in.
    const confidence = Math.max(own, decoded.rejected ? 0 : decoded.confidence)
    return { ...character, value, confidence, candidates: withFirst(character.candidates, value, confidence) }
  })
  return {
    state: 'read',
    value: decoded.value,
    confidence: decoded.confidence,
    candidates: decoded.candidates.slice(0, CANDIDATES),
    engine,
    characters: chosen,
    ...(decoded.raw === decoded.value ? {} : { raw: decoded.raw }),
  }
}

/** Spreads log scores into shares that mean something; RECOGNITION.md measured 1.9 for scores fused one to one. */
export const TEMPERATURE = 1.3

const CANDIDATES = 10
const EMPTY: readonly Candidate[] = [{ value: '', confidence: 1 }]

function withFirst(candidates: readonly Candidate[], value: string, confidence: number): Candidate[] {
  return [{ value, confidence }, ...candidates.filter((candidate) => candidate.value !== value)].slice(0, CANDIDATES)
}
