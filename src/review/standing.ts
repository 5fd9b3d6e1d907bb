import type { LayoutField } from '../contract/layout.ts'
import type { KeyingPart, ValueState } from '../contract/letter.ts'
import type { Role } from '../contract/people.ts'
import type { Value } from '../contract/reading.ts'
import { sameKeying, tidier } from './sameKeying.ts'

type Keyed = Pick<LayoutField, 'decoder'> & { readonly keying?: LayoutField['keying'] }

/** What a person said of a field, in the order it was said. */
export interface Word {
  readonly by: string
  readonly state: ValueState
  readonly value: Value | null
  /** Absent: keyed with the machine's reading in view. */
  readonly part?: KeyingPart
}

/** A field on its way through the hands of people; null while nobody has keyed it. */
export type Standing =
  | { readonly how: 'person' | 'agreed' | 'settled'; readonly state: ValueState; readonly value: Value | null }
  | { readonly how: 'none'; readonly waits: 'second' | 'settler'; readonly keyers: readonly string[] }

/**
 * What stands in a field by what people said of it. Keyed once: the last word. Keyed twice: two people say the same and at least
 * one of them saw nothing but the ink; where they differ a settler's word stands, until somebody says otherwise again. Of one
 * person the last word counts. Pure: the same words give the same answer.
 */
export function standingOf(field: Keyed, words: readonly Word[]): Standing | null {
  const last = words.at(-1)
  if (last === undefined) return null
  if (field.keying !== 'twice') return { how: last.part === 'settled' ? 'settled' : 'person', ...valueOf(last) }
  const settledAt = words.findLastIndex(({ part }) => part === 'settled')
  const all = words.slice(settledAt + 1)
  const since = lastOfEach(all)
  const same = (a: Word, b: Word): boolean => sameKeying(field, a, b)
  const settled = words[settledAt]
  if (settled !== undefined) {
    if (since.every((word) => same(word, settled))) return { how: 'settled', ...valueOf(settled) }
    return waiting('settler', [settled, ...since])
  }
  const [first, ...others] = since
  if (!others.every((word) => same(word, first!))) return waiting('settler', since)
  // Who keyed it blind may confirm it later in full view: it was blind all the same.
  const blind = all.some(({ part }) => part === 'blind')
  if (since.length < 2 || !blind) return waiting('second', since)
  return { how: 'agreed', ...valueOf(tidier(field, first!, others[0]!)) }
}

/**
 * As what this person may key the field now, or null when it is not theirs to key: a second keying is another's and sees only the ink,
 * two that differ are for a settler who keyed neither.
 */
export function partOf(
  field: Keyed,
  words: readonly Word[],
  by: string,
  roles: readonly Role[],
): KeyingPart | 'keyed' | null {
  const reviewer = roles.includes('reviewer')
  const standing = field.keying === 'twice' ? standingOf(field, words) : null
  if (standing === null) return reviewer ? 'keyed' : null
  if (standing.how !== 'none') {
    if (reviewer) return 'keyed'
    return roles.includes('settler') && !words.some((word) => word.by === by) ? 'settled' : null
  }
  if (standing.waits === 'second') {
    if (!reviewer) return null
    return standing.keyers.includes(by) ? 'keyed' : 'blind'
  }
  return roles.includes('settler') && !standing.keyers.includes(by) ? 'settled' : null
}

/** Whose work a letter waits for, from its fields: who can do nothing in it is barred. */
export interface Waits {
  readonly waits: 'first' | 'second' | 'settler' | null
  /** null: no field waits for a second person, or for a settler. */
  readonly secondBarred: readonly string[] | null
  readonly settleBarred: readonly string[] | null
}

/** `first`: some field waits for anybody at all. */
export function waitsOf(first: boolean, standings: readonly (Standing | null)[]): Waits {
  const barred = (waits: 'second' | 'settler'): string[] | null => {
    const lists = standings.flatMap((s) => (s?.how === 'none' && s.waits === waits ? [s.keyers] : []))
    const [some, ...more] = lists
    // One field that is not theirs is enough to give somebody work.
    return some === undefined ? null : some.filter((name) => more.every((keyers) => keyers.includes(name)))
  }
  const [secondBarred, settleBarred] = [barred('second'), barred('settler')]
  const then = secondBarred !== null ? 'second' : settleBarred !== null ? 'settler' : null
  return { waits: first ? 'first' : then, secondBarred, settleBarred }
}

function waiting(waits: 'second' | 'settler', words: readonly Word[]): Standing {
  return { how: 'none', waits, keyers: [...new Set(words.map(({ by }) => by))] }
}

function lastOfEach(words: readonly Word[]): Word[] {
  return [...new Map(words.map((word) => [word.by, word])).values()]
}

function valueOf({ state, value }: Word): { state: ValueState; value: Value | null } {
  return { state, value }
}
