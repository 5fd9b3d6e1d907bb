import type { FieldView } from '../../contract/letter.ts'
import { closeCell, openCell, textToCells, typeInCells, withCells } from '../../review/cellText.ts'
import { change, fieldState, type FieldState } from '../../review/editing.ts'
import { activeField, canKey, type Desk } from './desk.ts'
import { candidatesHere } from './doubts.ts'
import { nextDoubt, settle } from './moves.ts'

/** Text typed at a cell (a key, a paste or what an input method made of many): each character replaces one cell. */
export function typeCells(desk: Desk, text: string): Desk {
  return onCells(desk, (field, state) => {
    const { to, at } = typeInCells(field, state, desk.cursor.place, text)
    const moved = put(desk, field, to)
    return { ...moved, cursor: { field: field.id, place: at }, choosing: false }
  })
}

/** Empties a cell; `back` is Backspace: an empty cell steps back first, as in any text. */
export function eraseCell(desk: Desk, back: boolean): Desk {
  return onCells(desk, (field, state) => {
    const here = desk.cursor.place
    const place = back && (state.cells?.[here] ?? '') === '' ? Math.max(0, here - 1) : here
    const cells = (state.cells ?? []).map((character, i) => (i === place ? '' : character))
    return { ...put(desk, field, withCells(field, state, cells)), cursor: { field: field.id, place }, choosing: false }
  })
}

/** Takes out a cell that never was: the rest moves up. */
export function pullCells(desk: Desk): Desk {
  return onCells(desk, (field, state) => put(desk, field, closeCell(field, state, desk.cursor.place)))
}

/** Makes room for a character that was left out. */
export function pushCells(desk: Desk): Desk {
  return onCells(desk, (field, state) => put(desk, field, openCell(field, state, desk.cursor.place)))
}

/** The whole text of a line as the input holds it now. */
export function typeLine(desk: Desk, text: string, caret: number): Desk {
  return onText(desk, (field, { seen, cells }) => {
    if (cells !== null) return desk
    const to: FieldState = {
      state: text === '' ? 'blank' : 'read',
      value: text === '' ? null : text,
      cells: null,
      seen,
      why: null,
    }
    return { ...put(desk, field, to), cursor: { field: field.id, place: caret }, choosing: false }
  })
}

/** Takes the candidate with this number (from 1) at the cursor and goes to the next doubtful place. */
export function choose(desk: Desk, number: number): Desk {
  // Where two differ the numbers are theirs.
  if (activeField(desk)?.waits === 'settler') return revert(desk, number)
  return onText(desk, (field, state) => {
    const { place } = desk.cursor
    const candidate = candidatesHere(desk, field, place)[number - 1]
    if (candidate === undefined) return desk
    const settled = settle(desk, field, place)
    return nextDoubt(put(settled, field, replaced(field, state, place, candidate.value)), 1)
  })
}

/** Ticks or unticks an option; where one answer is allowed, it replaces the other. */
export function toggleOption(desk: Desk, index: number): Desk {
  const field = activeField(desk)
  if (field?.kind === 'signature' && canKey(field) && index === 0) return toggleSignature(desk, field)
  const option = field?.options[index]
  if (field?.kind !== 'choice' || option === undefined || !canKey(field)) return desk
  const { value } = fieldState(desk.editing, field.id)
  const ticked = Array.isArray(value) ? value : []
  const without = ticked.filter((v) => v !== option.value)
  const now = without.length < ticked.length ? without : [...(field.rules.max === 1 ? [] : ticked), option.value]
  // In the form's order, so that the same ticks are the same value however they were made.
  const ordered = field.options.map((o) => o.value).filter((v) => now.includes(v))
  const to: FieldState = {
    state: ordered.length === 0 ? 'blank' : 'read',
    value: ordered.length === 0 ? null : ordered,
    cells: null,
    seen: true,
    why: null,
  }
  return { ...put(desk, field, to), cursor: { field: field.id, place: index } }
}

// What is read of a signature is only whether there is one.
function toggleSignature(desk: Desk, field: FieldView): Desk {
  const signed = fieldState(desk.editing, field.id).state === 'read'
  const value = signed ? null : 'signed'
  return put(desk, field, { state: signed ? 'blank' : 'read', value, cells: null, seen: true, why: null })
}

/** Nothing was written here. */
export function markBlank(desk: Desk): Desk {
  return mark(desk, 'blank')
}

/** A person looked and nobody can read it. */
export function markIllegible(desk: Desk): Desk {
  return mark(desk, 'unclear')
}

/** The question does not concern this citizen: blank, and why. */
export function markNotApplicable(desk: Desk): Desk {
  return mark(desk, 'blank', 'NOT_APPLICABLE')
}

/** Puts an earlier value of the field back: what the machine read (0) or what a person keyed (from 1, newest first). */
export function revert(desk: Desk, number: number): Desk {
  const field = activeField(desk)
  const earlier = field === undefined ? undefined : earlierValues(field)[number - 1]
  if (field === undefined || earlier === undefined || !canKey(field)) return desk
  const { state, value, why } = earlier
  const cells = fieldState(desk.editing, field.id).cells === null ? null : textToCells(standing(field, earlier))
  return { ...put(desk, field, { state, value, cells, seen: true, why }), choosing: false, asking: null }
}

export interface Earlier {
  readonly state: FieldState['state']
  readonly value: FieldState['value']
  readonly why: string | null
  /** null: the machine. */
  readonly by: string | null
  readonly at: string | null
  readonly confidence: number | null
}

/** All that ever stood in a field: what people keyed, newest first, then what the machine read. */
export function earlierValues({ keyings, reading }: FieldView): Earlier[] {
  const keyed = keyings.toReversed().map(({ state, value, by, at, why = null }) => {
    return { state, value, why, by, at, confidence: null }
  })
  if (reading === null || reading.state === 'failed') return keyed
  const machine = { why: null, by: null, at: null, confidence: 'confidence' in reading ? reading.confidence : null }
  if (reading.state === 'read') return [...keyed, { ...machine, state: 'read', value: reading.value }]
  return [...keyed, { ...machine, state: reading.state, value: null }]
}

function standing(field: FieldView, { state, value }: Earlier): FieldView {
  return { ...field, decision: { ...field.decision, how: 'person', state, value } }
}

function mark(desk: Desk, state: 'blank' | 'unclear', why: string | null = null): Desk {
  const field = activeField(desk)
  if (field === undefined || !canKey(field)) return desk
  const cells = fieldState(desk.editing, field.id).cells?.map(() => '') ?? null
  return { ...put(desk, field, { state, value: null, cells, seen: true, why }), choosing: false }
}

function replaced(field: FieldView, state: FieldState, place: number, character: string): FieldState {
  if (state.cells !== null) {
    const cells = state.cells.map((old, i) => (i === place ? character : old))
    // Not `seen`: other characters of the field may still be open; Enter accepts the field.
    return withCells(field, state, cells)
  }
  const text = typeof state.value === 'string' ? state.value : ''
  return {
    state: 'read',
    value: text.slice(0, place) + character + text.slice(place + 1),
    cells: null,
    seen: state.seen,
    why: null,
  }
}

function onText(desk: Desk, act: (field: FieldView, state: FieldState) => Desk): Desk {
  const field = activeField(desk)
  if (field === undefined || !canKey(field) || field.kind === 'choice' || field.kind === 'signature') return desk
  return act(field, fieldState(desk.editing, field.id))
}

function onCells(desk: Desk, act: (field: FieldView, state: FieldState) => Desk): Desk {
  return onText(desk, (field, state) => (state.cells === null ? desk : act(field, state)))
}

function put(desk: Desk, field: FieldView, to: FieldState): Desk {
  return { ...desk, editing: change(desk.editing, field.id, to) }
}
