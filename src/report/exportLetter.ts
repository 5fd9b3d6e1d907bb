import type { ExportedLetter } from '../contract/exported.ts'
import type { FieldView, LetterView } from '../contract/letter.ts'
import type { ErrorReport } from '../contract/measured.ts'
import { statedOf, statedWays } from './measured.ts'

/** One letter in the shape that others rely on: what stands, what the machine read, what people keyed, and how wrong that is. */
export function exportLetter(view: LetterView, errors: ErrorReport): ExportedLetter {
  const {
    id,
    title: _title,
    pages: _pages,
    pagesMissing: _missing,
    needsReview: _needs,
    waits: _waits,
    revision: _revision,
    ...letter
  } = view.letter
  return {
    letter: id,
    ...letter,
    measured: { at: errors.at, ways: statedWays(errors) },
    pages: view.pages.map((page) => ({ image: page.image, kind: page.kind, fitErrorMm: page.fit?.fitErrorMm ?? null })),
    fields: Object.fromEntries(view.fields.map((field) => [field.id, exportField(field, errors)])),
  }
}

function exportField(field: FieldView, errors: ErrorReport): ExportedLetter['fields'][string] {
  const { decision, keyings, waits } = field
  const measured = statedOf(errors, field)
  return {
    value: decision.value,
    state: decision.state,
    decision: decision.how,
    ...(waits === undefined ? {} : { waits }),
    keyings,
    ...(measured === null ? {} : { measured }),
    reading: exportReading(field),
  }
}

function exportReading({ reading }: FieldView): ExportedLetter['fields'][string]['reading'] {
  if (reading === null) return null
  const { state, engine } = reading
  return {
    state,
    value: reading.state === 'read' ? reading.value : null,
    confidence: 'confidence' in reading ? reading.confidence : 0,
    engine,
    candidates: 'candidates' in reading ? reading.candidates : [],
  }
}
