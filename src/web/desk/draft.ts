import { Type, type Static } from 'typebox'
import { Check } from 'typebox/value'
import { ValueState, type LetterSummary } from '../../contract/letter.ts'
import { Value } from '../../contract/reading.ts'
import { change, type Editing } from '../../review/editing.ts'

const Draft = Type.Array(
  Type.Object({
    field: Type.String(),
    to: Type.Object({
      state: ValueState,
      value: Type.Union([Value, Type.Null()]),
      cells: Type.Union([Type.Array(Type.String()), Type.Null()]),
      seen: Type.Boolean(),
      why: Type.Union([Type.String(), Type.Null()]),
    }),
  }),
)

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
type Letter = Pick<LetterSummary, 'id' | 'revision'>

/**
 * What was keyed and not yet saved, kept in the browser under letter and revision: it survives a closed window, and a draft
 * of an older revision is never put on a newer letter. The draft is removed when the letter is saved.
 */
export function keepDraft(shelf: Shelf, letter: Letter, { done }: Editing): void {
  try {
    if (done.length === 0) shelf.removeItem(keyOf(letter))
    else shelf.setItem(keyOf(letter), JSON.stringify(done))
  } catch {
    // A full or forbidden shelf costs the draft, never the keying.
  }
}

export function dropDraft(shelf: Shelf, letter: Letter): void {
  shelf.removeItem(keyOf(letter))
}

/** The editing with the draft's edits on top; null when there is no draft or it does not fit. */
export function restoreDraft(shelf: Shelf, letter: Letter, editing: Editing): Editing | null {
  const draft = read(shelf.getItem(keyOf(letter)))
  if (draft === null) return null
  const restored = draft
    .filter(({ field, to }) => editing.base[field]?.cells?.length === to.cells?.length)
    .reduce((e, { field, to }) => change(e, field, to), editing)
  return restored.done.length === 0 ? null : restored
}

function read(text: string | null): Static<typeof Draft> | null {
  try {
    const draft: unknown = JSON.parse(text ?? 'null')
    return Check(Draft, draft) ? draft : null
  } catch {
    return null
  }
}

function keyOf({ id, revision }: Letter): string {
  return `xiance.draft.${id}.${revision}`
}
