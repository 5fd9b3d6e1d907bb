import type { FieldView, LetterView } from '../../contract/letter.ts'
import { runsAcrossCells, type Value } from '../../contract/reading.ts'
import { textToCells } from '../../review/cellText.ts'
import { beginEditing, fieldState, type Editing } from '../../review/editing.ts'
import { openPlaces } from './doubts.ts'

/** Where the hand is: a field and a cell, character or option in it. */
export interface Cursor {
  readonly field: string
  readonly place: number
}

/** One letter on the desk: what came, what the person did to it, where the hand is. Every move makes a new one. */
export interface Desk {
  readonly view: LetterView
  readonly editing: Editing
  readonly cursor: Cursor
  /** Doubtful places that were looked at, as `field:place`. */
  readonly settled: ReadonlySet<string>
  /** The number keys choose among candidates, as with an input method, until something is typed. */
  readonly choosing: boolean
  /** What the person is being asked just now: why a rule is overridden, which earlier value, where to lay the letter. */
  readonly asking: 'why' | 'history' | 'aside' | null
}

/** The letter with the hand on the first place that needs a person; the first field when none does. */
export function openDesk(letter: LetterView): Desk {
  const view = { ...letter, fields: letter.fields.map(asCorrected) }
  const first = view.fields.find(({ needsPerson }) => needsPerson) ?? view.fields[0]
  const desk: Desk = {
    view,
    editing: beginEditing(view, textToCells),
    cursor: { field: first?.id ?? '', place: 0 },
    settled: new Set(),
    choosing: false,
    asking: null,
  }
  return first === undefined ? desk : enterField(desk, first.id)
}

// What was stuck over the cells is corrected as the line that it is: its characters stand in none of them, and may be more than there are.
function asCorrected(field: FieldView): FieldView {
  const { reading, cells, decision } = field
  if (cells.length === 0) return field
  const asLine = { ...field, kind: 'line' as const, cells: [] }
  const read = reading?.state === 'read' ? (reading.characters ?? []) : []
  if (reading?.state === 'read' && runsAcrossCells(field, reading)) {
    const characters = read.map((one) => ({ ...one, cell: placeInText(reading.value, one.cell) }))
    return { ...asLine, reading: { ...reading, characters } }
  }
  // A cell may hold more than one character: such a text goes back into its cells.
  const text = String(decision.value ?? '').replaceAll('-', '')
  const isLonger = [...text].length > cells.length && read.map(({ value }) => value).join('') !== text
  return isLonger ? asLine : field
}

// A date is read by its digits and stands with dashes between them.
function placeInText(value: Value, digit: number): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(String(value))) return digit
  return digit + (digit >= 6 ? 2 : digit >= 4 ? 1 : 0)
}

/** Whether its text goes on and on, so that Enter goes from doubt to doubt. */
export function isLong({ kind, boxMm }: FieldView): boolean {
  return kind === 'grid' || (kind === 'line' && boxMm.h > LONG_MM)
}

// Three rows of cells.
const LONG_MM = 30

export function activeField(desk: Desk): FieldView | undefined {
  return desk.view.fields.find(({ id }) => id === desk.cursor.field)
}

/** The hand goes to a field, on its first doubtful place. */
export function enterField(desk: Desk, id: string): Desk {
  const field = desk.view.fields.find((candidate) => candidate.id === id)
  if (field === undefined) return desk
  const doubtful = openPlaces(desk, field)[0]
  return putCursor(desk, id, doubtful ?? restingPlace(desk, field))
}

export function putCursor(desk: Desk, field: string, place: number): Desk {
  const target = desk.view.fields.find(({ id }) => id === field)
  const choosing = target !== undefined && openPlaces(desk, target).includes(place)
  return { ...desk, cursor: { field, place: Math.max(0, place) }, choosing, asking: null }
}

/** A field can be keyed once its page has come. */
export function canKey(field: FieldView): boolean {
  return field.pageId !== null
}

// Without a doubt: the first ticked option, the first cell that is free after the text, the end of a line.
function restingPlace(desk: Desk, field: FieldView): number {
  const { cells, value } = fieldState(desk.editing, field.id)
  if (field.kind === 'choice') {
    const ticked = field.options.findIndex((option) => Array.isArray(value) && value.includes(option.value))
    return Math.max(0, ticked)
  }
  if (cells !== null) return field.kind === 'comb' || cells.some((c) => c !== '') ? firstInked(cells) : 0
  return typeof value === 'string' ? value.length : 0
}

function firstInked(cells: readonly string[]): number {
  return Math.max(
    0,
    cells.findIndex((character) => character !== ''),
  )
}
