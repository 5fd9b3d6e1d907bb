import { fieldKind } from '../contract/calibration.ts'
import type { FieldView, LetterView } from '../contract/letter.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { Reading } from '../contract/reading.ts'
import type { TruthField, TruthLetter } from '../contract/truth.ts'
import { editDistance, sameForm } from '../read/editDistance.ts'
import { fieldTally, type FieldTally, type Tally } from './tally.ts'

/**
 * Adds one letter to the tally: what the machine decided against what was written. `view` is null when the letter never
 * came to be (its pages were held): its fields then count as sent to a person.
 */
export function compareLetter(
  tally: Tally,
  layout: { pages: readonly { page: number; fields: readonly LayoutField[] }[] },
  truth: TruthLetter,
  view: LetterView | null,
): void {
  const sent = new Set(truth.pages.map((page) => page.page))
  for (const page of layout.pages) {
    if (!sent.has(page.page)) continue
    for (const field of page.fields) {
      const meant = truth.fields[field.id]
      if (meant === undefined) continue
      const seen = view?.fields.find((candidate) => candidate.id === field.id) ?? null
      if (field.kind === 'choice') compareTicks(tally, field, meant, seen)
      compareField(tally, field, meant, seen)
    }
  }
}

/** The name under which a field is counted; what was typed or stuck on is told apart. */
export function figureKind(field: LayoutField, hand: string | undefined): string {
  const how = hand === undefined ? undefined : NOT_BY_HAND[hand]
  return how === undefined ? fieldKind(field) : `${fieldKind(field)} (${how})`
}

const NOT_BY_HAND: Readonly<Record<string, string>> = { print: 'printed', strip: 'stuck on' }

function compareTicks(tally: Tally, field: LayoutField, meant: TruthField, seen: FieldView | null): void {
  const marks =
    seen?.reading !== null && seen?.reading !== undefined && 'marks' in seen.reading ? (seen.reading.marks ?? []) : []
  for (const option of field.options ?? []) {
    tally.ticks.total++
    const mark = marks.find((candidate) => candidate.option === option.value)
    // No mark reading (page held, reader failed) means that a person will look.
    if (mark === undefined || mark.state === 'doubtful') tally.ticks.toPerson++
    else if ((mark.state === 'marked') !== meant.value.includes(option.value)) {
      // A wrong tick in a field that a person must look at anyway is not a silent error.
      if (!seen!.needsPerson) tally.ticks.wrongUnflagged++
    }
  }
}

function compareField(tally: Tally, field: LayoutField, meant: TruthField, seen: FieldView | null): void {
  const figures = fieldTally(tally, figureKind(field, meant.hand))
  figures.total++
  const value = machineValue(seen)
  const written = writtenValue(field, meant)
  if (sameValue(written, value)) figures.exact++
  if (seen === null || seen.needsPerson) figures.toPerson++
  else if (!sameValue(written, seen.decision.value ?? '')) figures.wrongUnflagged++
  if (typeof meant.value !== 'string' || field.kind === 'signature') return
  countCharacters(figures, meant.value, String(value))
  if (meant.cells !== undefined) compareCells(figures, meant.cells, seen)
}

export function countCharacters(figures: FieldTally, meant: string, seen: string): void {
  const text = sameForm(meant)
  figures.characters += [...text].length
  figures.errors += Math.min([...text].length, editDistance(text, sameForm(seen)))
}

function compareCells(
  figures: { cells: number; inTop5: number },
  cells: readonly string[],
  seen: FieldView | null,
): void {
  const reading = seen?.reading
  const characters =
    reading !== null && reading !== undefined && 'characters' in reading ? (reading.characters ?? []) : []
  for (const [i, written] of cells.entries()) {
    if (written === '') continue
    figures.cells++
    const candidates = characters.find((character) => character.cell === i)?.candidates.slice(0, 5) ?? []
    if (candidates.some(({ value }) => sameForm(value) === sameForm(written))) figures.inTop5++
  }
}

/** Whether a reading that claims something says what was written; a blank one that nothing was. */
export function isRight(field: Pick<LayoutField, 'kind'>, meant: TruthField, reading: Reading): boolean {
  return sameValue(writtenValue(field, meant), reading.state === 'read' ? reading.value : '')
}

/** Whether the value that stands says what was written. */
export function stands(field: Pick<FieldView, 'kind' | 'decision'>, meant: TruthField): boolean {
  return sameValue(writtenValue(field, meant), field.decision.value ?? '')
}

// Whether there is a signature is read, not whose.
function writtenValue(field: Pick<LayoutField, 'kind'>, meant: TruthField): string | string[] {
  return field.kind === 'signature' && meant.value !== '' ? 'signed' : meant.value
}

/** The machine's best value, whether or not it would be accepted: '' when it has none. */
function machineValue(seen: FieldView | null): string | string[] {
  const reading = seen?.reading
  if (reading === null || reading === undefined) return ''
  if (reading.state === 'read') return reading.value
  if (reading.state === 'unclear') return reading.candidates[0]?.value ?? ''
  return ''
}

function sameValue(meant: string | string[], value: string | string[]): boolean {
  const list = (v: string | string[]): string => (Array.isArray(v) ? v.toSorted().join('\n') : sameForm(v))
  return list(meant) === list(value)
}
