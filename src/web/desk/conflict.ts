import type { LetterView } from '../../contract/letter.ts'
import type { SaveRequest } from '../../contract/office.ts'
import { change, fieldState, type FieldState } from '../../review/editing.ts'
import { openDesk, type Desk } from './desk.ts'

export type Side = 'mine' | 'theirs'

/** A field that both changed, to different ends. */
export interface Difference {
  readonly field: string
  readonly mine: FieldState
  readonly theirs: FieldState
}

/** Somebody saved first: their letter, and where mine differs from it. */
export interface Conflict {
  readonly theirs: LetterView
  readonly mine: Desk
  readonly differences: readonly Difference[]
  readonly chosen: Readonly<Record<string, Side>>
}

/** Only fields that I keyed can conflict: everything else is taken as they left it. */
export function conflictOf(mine: Desk, sent: SaveRequest['keyings'], theirs: LetterView): Conflict {
  const theirDesk = openDesk(theirs)
  const differences = sent.flatMap(({ field }) => {
    if (theirDesk.editing.base[field] === undefined) return []
    const a = fieldState(mine.editing, field)
    const b = fieldState(theirDesk.editing, field)
    return sameValue(a, b) ? [] : [{ field, mine: a, theirs: b }]
  })
  return { theirs, mine, differences, chosen: {} }
}

/** The letter as they left it, with mine on top where the person chose so; ready to be saved on the newer revision. */
export function resolved({ theirs, differences, chosen }: Conflict): Desk {
  const desk = openDesk(theirs)
  const editing = differences.reduce((e, { field, mine, theirs: stood }) => {
    const keep = chosen[field] === 'mine' ? mine : stood
    return change(e, field, { ...keep, seen: true })
  }, desk.editing)
  return { ...desk, editing }
}

export function isChosen({ differences, chosen }: Conflict): boolean {
  return differences.every(({ field }) => chosen[field] !== undefined)
}

function sameValue(a: FieldState, b: FieldState): boolean {
  return a.state === b.state && JSON.stringify(a.value) === JSON.stringify(b.value)
}
