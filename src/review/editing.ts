import type { Decision, LetterView, ValueState } from '../contract/letter.ts'
import type { SaveRequest } from '../contract/office.ts'
import { likeliestTicks, type Value } from '../contract/reading.ts'

/** What a field holds on the screen. `seen`: a person answered for the whole of it. */
export interface FieldState {
  readonly state: ValueState
  readonly value: Value | null
  /** Why it stands although it breaks a rule; null where nobody was asked. */
  readonly why: string | null
  /** comb and grid: the character in each cell, so that text keeps its places while it is edited. */
  readonly cells: readonly string[] | null
  readonly seen: boolean
}

export interface Edit {
  readonly field: string
  readonly to: FieldState
}

/** All that happened on one letter since it was opened: `done` over `base` is what the screen shows. */
export interface Editing {
  readonly base: Readonly<Record<string, FieldState>>
  readonly done: readonly Edit[]
  /** Undone edits, the next to redo last. */
  readonly undone: readonly Edit[]
}

export function beginEditing(
  view: LetterView,
  cellsOf: (field: LetterView['fields'][number]) => string[] | null,
): Editing {
  const base = view.fields.map((field) => {
    const { state, value } = proposed(field)
    const why = decidedByPeople(field.decision) ? (field.keyings.at(-1)?.why ?? null) : null
    return [field.id, { state, value, cells: cellsOf(field), seen: false, why }] as const
  })
  return { base: Object.fromEntries(base), done: [], undone: [] }
}

/** What stands, or what the machine would say where nothing stands yet. */
function proposed({ kind, decision, reading, waits }: LetterView['fields'][number]): {
  state: ValueState
  value: Value | null
} {
  // Where two differ nothing is proposed: it would be taken.
  if (waits === 'settler') return { state: 'unclear', value: null }
  if (decision.how !== 'none' || decision.value !== null) return { state: decision.state, value: decision.value }
  if (reading?.state === 'read') return { state: 'read', value: reading.value }
  if (reading?.state === 'blank') return { state: 'blank', value: null }
  // A doubtful tick is shown as it most likely is, the hand on its box: one key where that is right.
  const likely = kind === 'choice' && reading !== null ? likeliestTicks(reading) : null
  if (likely !== null)
    return likely.ticked.length === 0 ? { state: 'blank', value: null } : { state: 'read', value: likely.ticked }
  return { state: 'unclear', value: null }
}

function decidedByPeople({ how }: Decision): boolean {
  return how !== 'machine' && how !== 'none'
}

export function fieldState(editing: Editing, field: string): FieldState {
  const last = editing.done.findLast((edit) => edit.field === field)
  return last?.to ?? editing.base[field]!
}

/** Does nothing, and leaves redo alone, when the field already is so. */
export function change(editing: Editing, field: string, to: FieldState): Editing {
  if (editing.base[field] === undefined || sameState(fieldState(editing, field), to)) return editing
  return { base: editing.base, done: [...editing.done, { field, to }], undone: [] }
}

/** The person looked at the field and lets it stand as it is. */
export function accept(editing: Editing, field: string): Editing {
  return change(editing, field, { ...fieldState(editing, field), seen: true })
}

export function undo(editing: Editing): Editing {
  const last = editing.done.at(-1)
  return last === undefined
    ? editing
    : { ...editing, done: editing.done.slice(0, -1), undone: [...editing.undone, last] }
}

export function redo(editing: Editing): Editing {
  const next = editing.undone.at(-1)
  return next === undefined
    ? editing
    : { ...editing, done: [...editing.done, next], undone: editing.undone.slice(0, -1) }
}

/** The value differs from what the letter was opened with. */
export function isChanged(editing: Editing, field: string): boolean {
  const now = fieldState(editing, field)
  const base = editing.base[field]!
  return now.state !== base.state || JSON.stringify(now.value) !== JSON.stringify(base.value)
}

/** Fields that a person changed or accepted: what a save sends. */
export function keyingsOf(editing: Editing): SaveRequest['keyings'] {
  return Object.keys(editing.base).flatMap((field) => {
    const { state, value, seen, why } = fieldState(editing, field)
    if (!seen && !isChanged(editing, field)) return []
    return [{ field, state, value: state === 'read' ? value : null, ...(why === null ? {} : { why }) }]
  })
}

function sameState(a: FieldState, b: FieldState): boolean {
  return (
    a.seen === b.seen &&
    a.why === b.why &&
    a.state === b.state &&
    JSON.stringify([a.value, a.cells]) === JSON.stringify([b.value, b.cells])
  )
}
