import type { GrayImage } from '../contract/image.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { Reading } from '../contract/reading.ts'
import type { Engines } from './engines/openEngines.ts'
import { sameForm } from './editDistance.ts'
import type { PrintReader } from './engines/tesseract.ts'
import { isPrinted, languageOf, readPrinted } from './print.ts'

/**
 * Print is read a second time by the print engine: where both read the same it stands, and the reading names both engines. Where
 * they differ ours is right more often (decision 0041), so its reading stays, as sure as it was. `rows`: the ink of the field, a
 * picture a line, top to bottom. What a hand wrote comes back untouched.
 */
export async function confirmPrinted(
  reading: Reading,
  rows: readonly GrayImage[],
  field: LayoutField,
  { print }: Engines,
): Promise<Reading> {
  // What the rules of the field made of another text is not what stands there.
  if (reading.state !== 'read' || reading.decoding?.reason === 'REJECTED' || !isPrinted(rows)) return reading
  const read = charactersRead(reading)
  if (read === '' || read !== (await printIn(rows, languageOf(field.decoder), print))) return reading
  return confirmed(reading, print)
}

/** The text of lines as the print engine reads it. */
export async function printIn(
  rows: readonly GrayImage[],
  language: 'eng' | 'chi_sim',
  print: PrintReader,
): Promise<string> {
  const texts: string[] = []
  for (const row of rows) texts.push(await readPrinted(row, language, print))
  return texts.join('')
}

/** What stands in the cells or the line, character by character. */
export function charactersRead(reading: Extract<Reading, { state: 'read' }>): string {
  return sameForm((reading.characters ?? []).map(({ value }) => value).join(''))
}

/** A reading for which a second engine vouches. */
export function confirmed(reading: Extract<Reading, { state: 'read' }>, print: PrintReader): Reading {
  const sure = (confidence: number): number => Math.max(confidence, BOTH_AGREE)
  const { value } = reading
  return {
    ...reading,
    confidence: sure(reading.confidence),
    candidates: reading.candidates.map((one) =>
      one.value === value ? { ...one, confidence: sure(one.confidence) } : one,
    ),
    engine: `${reading.engine}+${print.id}`,
    confirmed: true,
    characters: (reading.characters ?? []).map((character) => {
      const confidence = sure(character.confidence)
      const [, ...others] = character.candidates
      return { ...character, confidence, candidates: [{ value: character.value, confidence }, ...others] }
    }),
  }
}

const BOTH_AGREE = 0.999
