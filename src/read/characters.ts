import type { ReadingContext } from '../contract/digitize.ts'
import type { Decoder, LayoutField } from '../contract/layout.ts'
import type { Candidate, CharacterReading, Reading } from '../contract/reading.ts'
import { NAMED } from './charset.ts'
import { decode } from './decode/decode.ts'
import { bestPath } from './language/bestPath.ts'
import { posteriors, type Slot, type SlotOption } from './slot.ts'

/**
 * One entry for every filled cell, candidates best first, at most ten; all of them where a name is to be found by them. Text is read as
 * Chinese, ink and words together; other fields by their ink alone, what their rules make of it comes later.
 */
export function charactersOf(slots: readonly Slot[], decoder: Decoder): CharacterReading[] {
  if (decoder !== 'text') {
    const count = NAMED.has(decoder) ? Infinity : CANDIDATES
    return slots.map((slot) => character(slot, candidatesOf(slot.options, INK_TEMPERATURE), count))
  }
  const { characters } = bestPath(slots.map(({ options }) => candidatesOf(options, 1)))
  return slots.map((slot, i) => character(slot, characters[i]!.candidates, CANDIDATES))
}

function candidatesOf(options: readonly SlotOption[], temperature: number): Candidate[] {
  const shares = posteriors(options, temperature)
  return options.map(({ text }, i) => ({ value: text, confidence: shares[i]! }))
}

function character({ cell, boxMm }: Slot, all: readonly Candidate[], count: number): CharacterReading {
  const candidates = all.slice(0, count)
  const place = boxMm === undefined ? {} : { boxMm }
  return { cell, value: candidates[0]?.value ?? '', confidence: candidates[0]?.confidence ?? 0, candidates, ...place }
}

// Makes scores of the ink alone mean what they say: expected calibration error .040 on the development hands (decisions/0040).
export const INK_TEMPERATURE = 1.6

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
  const decoded = decode(field.decoder, columns, {
    window: campaign.window,
    values: field.rules.values,
    isLine: field.kind === 'line',
  })
  // Ink in which no character is found is not an empty answer.
  if (decoded.reason === 'EMPTY') return { state: 'unclear', candidates: [], engine }
  const chosen = characters.map((character): CharacterReading => {
    const value = decoded.cells[character.cell] ?? character.value
    const own = character.candidates.find((candidate) => candidate.value === value)?.confidence ?? 0
    // A character is at least as sure as the whole value it stands in.
    const confidence = Math.max(own, decoded.rejected ? 0 : decoded.confidence)
    return { ...character, value, confidence, candidates: withFirst(character.candidates, { value, confidence }, own) }
  })
  return {
    state: 'read',
    value: written(decoded.value),
    confidence: decoded.confidence,
    candidates: decoded.candidates.slice(0, CANDIDATES).map((one) => ({ ...one, value: written(one.value) })),
    engine,
    characters: chosen,
    ...(decoded.raw === decoded.value ? {} : { raw: written(decoded.raw) }),
    ...(field.decoder === 'text' ? {} : { decoding: { reason: decoded.reason, changes: [...decoded.changes] } }),
  }

  // The form prints what stands between the digits of a date.
  function written(value: string): string {
    return field.decoder === 'date' ? value.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') : value
  }
}

const CANDIDATES = 10
const EMPTY: readonly Candidate[] = [{ value: '', confidence: 1 }]

// What the rules give the first, over the `own` share that it has by its ink, they take from the others.
function withFirst(candidates: readonly Candidate[], first: Candidate, own: number): Candidate[] {
  const left = own < 1 ? (1 - first.confidence) / (1 - own) : 1
  const others = candidates.filter(({ value }) => value !== first.value)
  return [first, ...others.map((other) => ({ ...other, confidence: other.confidence * left }))].slice(0, CANDIDATES)
}
