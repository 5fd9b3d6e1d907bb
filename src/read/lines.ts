import type { FittedPage, ReadingContext } from '../contract/digitize.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { Reading } from '../contract/reading.ts'
import { charsetOf } from './charset.ts'
import { charactersOf, decodedReading } from './characters.ts'
import { confirmPrinted } from './confirmPrinted.ts'
import type { Engines } from './engines/openEngines.ts'
import { lineInk } from './lineInk.ts'
import { readWritten } from './readWritten.ts'

/** A free line, or several under each other: no cells say where a character is. */
export async function readLine(
  page: FittedPage,
  field: LayoutField,
  context: ReadingContext,
  engines: Engines,
): Promise<Reading> {
  const ink = lineInk(page, field.boxMm)
  const engine = engines.lines.id
  if (ink.lines.length === 0) return { state: 'blank', engine, confidence: ink.blankConfidence }
  const slots = await readWritten(ink.lines, charsetOf(field.decoder, engines.lines.alphabet), engines.lines)
  // Ink in which no character is found is not an empty answer.
  if (slots.length === 0) return { state: 'unclear', candidates: [], engine }
  const characters = charactersOf(slots, field.decoder)
  const reading = decodedReading(field, characters, characters.length, context, engine)
  return confirmPrinted(
    reading,
    ink.lines.map(({ picture }) => picture),
    field,
    engines,
  )
}
