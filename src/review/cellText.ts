import type { FieldView } from '../contract/letter.ts'
import type { CharacterReading } from '../contract/reading.ts'
import type { FieldState } from './editing.ts'

/**
 * The standing text of a comb or grid set into its cells; null for other kinds. Where the text is as long as the cells
 * the machine saw ink in, each character goes back into such a cell; else the text runs on from the first of them.
 */
export function textToCells(field: FieldView): string[] | null {
  if (field.kind !== 'comb' && field.kind !== 'grid') return null
  const cells = field.cells.map(() => '')
  const text = charactersOf(field, standingText(field))
  // As it was read: a cell may hold two characters, and some that were inserted above it.
  const read = readCells(field)
  if (read.map(({ value }) => value).join('') === text.join('')) {
    for (const { cell, value } of read) if (cell < cells.length) cells[cell] = value
    return cells
  }
  const inked = inkedCells(field)
  const places = inked.length === text.length ? inked : text.map((_, i) => (inked[0] ?? 0) + i)
  for (const [i, character] of text.entries()) if (places[i]! < cells.length) cells[places[i]!] = character
  return cells
}

/** The value that cells hold. A full date in cells is written as everywhere else: 2021-08-15. */
export function cellsToText({ decoder }: Pick<FieldView, 'decoder'>, cells: readonly string[]): string {
  const text = cells.join('')
  return decoder === 'date' ? text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') : text
}

/** The field after typing `text` at a cell: each character replaces one cell. Answers with the cell after the last. */
export function typeInCells(
  field: FieldView,
  state: FieldState,
  at: number,
  text: string,
): { to: FieldState; at: number } {
  const cells = [...(state.cells ?? [])]
  let cell = at
  for (const character of text) {
    if (cell >= cells.length) break
    cells[cell++] = character === ' ' || character === '\u3000' ? '' : character
  }
  return { to: withCells(field, state, cells), at: Math.min(cell, cells.length - 1) }
}

/** Takes a cell out: what follows it moves one to the left (a character that was never there). */
export function closeCell(field: FieldView, state: FieldState, at: number): FieldState {
  const cells = [...(state.cells ?? [])]
  cells.splice(at, 1)
  return withCells(field, state, [...cells, ''])
}

/** Makes room at a cell: what stands there moves one to the right; nothing moves when the last cell is taken. */
export function openCell(field: FieldView, state: FieldState, at: number): FieldState {
  const cells = [...(state.cells ?? [])]
  if (cells.at(-1) !== '') return state
  cells.splice(at, 0, '')
  return withCells(field, state, cells.slice(0, -1))
}

/** The field with these cells. Typing alone does not settle a field: other characters of it may still be doubtful. */
export function withCells(field: FieldView, { seen }: FieldState, cells: readonly string[]): FieldState {
  const value = cellsToText(field, cells)
  return { state: value === '' ? 'blank' : 'read', value: value === '' ? null : value, cells, seen, why: null }
}

// The cells of a date hold its digits only.
function charactersOf({ decoder }: FieldView, text: string): string[] {
  return Array.from(decoder === 'date' ? text.replaceAll('-', '') : text)
}

function standingText({ decision, reading, waits }: FieldView): string {
  if (waits === 'settler') return ''
  if (typeof decision.value === 'string') return decision.value
  return decision.how === 'none' && reading?.state === 'read' && typeof reading.value === 'string' ? reading.value : ''
}

function inkedCells(field: FieldView): number[] {
  return readCells(field)
    .filter(({ value }) => value !== '')
    .map(({ cell }) => cell)
}

function readCells({ reading }: FieldView): readonly CharacterReading[] {
  return reading !== null && 'characters' in reading ? (reading.characters ?? []) : []
}
