import type { FieldView } from '../../contract/letter.ts'
import { accept, change, fieldState, isChanged, redo, undo, type Editing } from '../../review/editing.ts'
import { activeField, canKey, enterField, isLong, putCursor, type Desk } from './desk.ts'
import { openPlaces, placeKey } from './doubts.ts'
import { cellBeside } from './cellRows.ts'
import { rulesBroken } from './rules.ts'

/** What came of an acceptance; the screen says so. */
export type Accepted = { readonly desk: Desk; readonly said: 'next' | 'nothingLeft' | 'needsValue' | 'why' }

/** Lets the field stand and goes to the next one that needs a person. A field nobody read must be keyed or marked first. */
export function acceptField(desk: Desk): Accepted {
  const field = activeField(desk)
  if (field === undefined) return { desk, said: 'nothingLeft' }
  const { state, seen } = fieldState(desk.editing, field.id)
  if (canKey(field)) {
    if (state === 'unclear' && !seen) return { desk, said: 'needsValue' }
    if (overrides(desk, field)) return { desk: { ...desk, asking: 'why', choosing: false }, said: 'why' }
    return goOn({ ...desk, editing: accept(desk.editing, field.id) }, field.id)
  }
  return goOn(desk, field.id)
}

/**
 * Accepts the field in hand where it alone is left: saving says so too. A long text with further doubtful places is left as it is
 * unless `whole`. Where there is a rule to be overridden, the desk asks why.
 */
export function acceptLast(desk: Desk, whole: boolean): Desk {
  const field = activeField(desk)
  const [left, ...more] = fieldsLeft(desk)
  if (field === undefined || left?.id !== field.id || more.length > 0) return desk
  const open = isLong(field) ? openPlaces(desk, field).filter((place) => place !== desk.cursor.place) : []
  return open.length > 0 && !whole ? desk : acceptField(desk).desk
}

/** The answer to `why`: it stays with the value, and the field is accepted. */
export function answerWhy(desk: Desk, why: string): Accepted {
  const field = activeField(desk)
  if (field === undefined || desk.asking !== 'why' || why === '') return { desk, said: 'why' }
  const to = { ...fieldState(desk.editing, field.id), seen: true, why }
  return goOn({ ...desk, asking: null, editing: change(desk.editing, field.id, to) }, field.id)
}

/** In a long field Enter goes from doubt to doubt, and accepts the field at the last. */
export function acceptPlace(desk: Desk): Accepted {
  const field = activeField(desk)
  if (field === undefined || !isLong(field)) return acceptField(desk)
  const here = settle(desk, field, desk.cursor.place)
  const next = openPlaces(here, field).find((place) => place > desk.cursor.place)
  const again = next ?? openPlaces(here, field)[0]
  return again === undefined ? acceptField(here) : { desk: putCursor(here, field.id, again), said: 'next' }
}

/** To the next or previous doubtful character of the field, round its end. */
export function nextDoubt(desk: Desk, step: 1 | -1): Desk {
  const field = activeField(desk)
  if (field === undefined) return desk
  const places = openPlaces(desk, field)
  const ahead = step === 1 ? places.find((p) => p > desk.cursor.place) : places.findLast((p) => p < desk.cursor.place)
  const target = ahead ?? (step === 1 ? places[0] : places.at(-1))
  return target === undefined ? desk : putCursor(desk, field.id, target)
}

/** Tab: every field in turn. */
export function besideField(desk: Desk, step: 1 | -1): Desk {
  const { fields } = desk.view
  const at = fields.findIndex(({ id }) => id === desk.cursor.field)
  const target = fields[(at + step + fields.length) % fields.length]
  return target === undefined ? desk : enterField(desk, target.id)
}

export function previousOpen(desk: Desk): Desk {
  const { fields } = desk.view
  const at = fields.findIndex(({ id }) => id === desk.cursor.field)
  const round = [...fields.slice(0, at).toReversed(), ...fields.slice(at + 1).toReversed()]
  const target = round.find(({ needsPerson }) => needsPerson)
  return target === undefined ? desk : enterField(desk, target.id)
}

/** One cell, row or option on. */
export function step(desk: Desk, columns: number, rows: number): Desk {
  const field = activeField(desk)
  if (field === undefined) return desk
  if (field.kind === 'choice') {
    const last = field.options.length - 1
    return putCursor(desk, field.id, Math.min(Math.max(desk.cursor.place + columns + rows, 0), last))
  }
  return putCursor(desk, field.id, cellBeside(field.cells, desk.cursor.place, columns, rows))
}

export function undoOnDesk(desk: Desk): Desk {
  return goTo(desk, undo(desk.editing), desk.editing.done.at(-1)?.field)
}

export function redoOnDesk(desk: Desk): Desk {
  return goTo(desk, redo(desk.editing), desk.editing.undone.at(-1)?.field)
}

export function settle(desk: Desk, field: FieldView, place: number): Desk {
  return { ...desk, settled: new Set([...desk.settled, placeKey(field.id, place)]) }
}

/** Fields that need a person and are not settled; those whose page has not come cannot be. */
export function fieldsLeft(desk: Desk): FieldView[] {
  return desk.view.fields.filter((field) => {
    const asked = field.needsPerson || (isChanged(desk.editing, field.id) && overrides(desk, field))
    return asked && canKey(field) && !isSettled(desk, field)
  })
}

/** A person accepted it, or keyed it and left no doubtful place; and said why where it breaks a rule. */
export function isSettled(desk: Desk, field: FieldView): boolean {
  const { seen } = fieldState(desk.editing, field.id)
  if (overrides(desk, field)) return false
  return seen || (isChanged(desk.editing, field.id) && openPlaces(desk, field).length === 0)
}

/** The first field that would be sent with a value that breaks a rule and no reason: the service takes none such. */
export function unexplained(desk: Desk): FieldView | undefined {
  return desk.view.fields.find((field) => {
    const isSent = fieldState(desk.editing, field.id).seen || isChanged(desk.editing, field.id)
    return isSent && canKey(field) && overrides(desk, field)
  })
}

/** The value as it is now breaks a rule and nobody has said why. */
function overrides(desk: Desk, field: FieldView): boolean {
  return fieldState(desk.editing, field.id).why === null && rulesBroken(desk, field).length > 0
}

function goTo(desk: Desk, editing: Editing, field: string | undefined): Desk {
  const moved: Desk = { ...desk, editing, asking: null }
  return field === undefined || field === desk.cursor.field ? moved : enterField(moved, field)
}

function goOn(desk: Desk, from: string): Accepted {
  const left = fieldsLeft(desk)
  const order = desk.view.fields.map(({ id }) => id)
  const next = left.find(({ id }) => order.indexOf(id) > order.indexOf(from)) ?? left[0]
  if (next === undefined) return { desk: { ...desk, choosing: false }, said: 'nothingLeft' }
  return { desk: enterField(desk, next.id), said: 'next' }
}
