import type { ReadingContext } from '../contract/digitize.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { Candidate, CharacterReading, Reading } from '../contract/reading.ts'
import { decode } from './decode/decode.ts'
import { posteriors, type Slot } from './lattice.ts'

/** One entry for every filled cell, candidates best first, at most ten, their confidences at this temperature. */
export function charactersOf(slots: readonly Slot[], temperature: number): CharacterReading[] {
  return slots.map(({ cell, options }) => {
    const shares = posteriors(options, temperature)
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
    value: written(decoded.value),
    confidence: decoded.confidence,
    candidates: decoded.candidates.slice(0, CANDIDATES).map((one) => ({ ...one, value: written(one.value) })),
    engine,
    characters: chosen,
    ...(decoded.raw === decoded.value ? {} : { raw: written(decoded.raw) }),
  }

  // The form prints what stands between the digits of a date.
  function written(value: string): string {
    return field.decoder === 'date' ? value.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') : value
  }
}

/**
 * Temperatures that make scores mean what they say: expected calibration error .029 for ink alone and .045 after the
 * word model on the development hands, 5,700 characters (decisions/0041).
 */
export const INK_TEMPERATURE = 2
export const WORDS_TEMPERATURE = 2.2

const CANDIDATES = 10
const EMPTY: readonly Candidate[] = [{ value: '', confidence: 1 }]

function withFirst(candidates: readonly Candidate[], value: string, confidence: number): Candidate[] {
  return [{ value, confidence }, ...candidates.filter((candidate) => candidate.value !== value)].slice(0, CANDIDATES)
}
