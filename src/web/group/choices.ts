import type { GroupList, GroupQuery } from '../../contract/group.ts'
import type { Bilingual } from '../../contract/layout.ts'

export type Choice = Pick<GroupQuery, 'form' | 'version' | 'heap' | 'value'>

/** What a person can have laid out. `shown`: what all of it was read as; null where several things were. */
export interface Offer {
  readonly choice: Choice
  readonly shown: Bilingual | null
  readonly waiting: number
}

// A sign that stands fewer times is laid out together with other rare ones: a screen of one crop costs a key like a full one.
const FEW = 6

/**
 * The screens of a heap, in the order they are worked through. Fields: all of it, then each value that stands more than once. Characters:
 * each sign that is frequent, then the rest, sign after sign.
 */
export function choicesOf({ form, version, heap, waiting, values }: GroupList[number]): Offer[] {
  const whole = { form, version, heap }
  const ofCharacters = heap.startsWith('#')
  const alike = values
    .filter((value) => value.waiting >= (ofCharacters ? FEW : 2))
    .map(({ key, shown, waiting: n }) => ({ choice: { ...whole, value: key }, shown, waiting: n }))
  if (!ofCharacters) return [{ choice: whole, shown: null, waiting }, ...alike]
  const rest = waiting - alike.reduce((sum, { waiting: n }) => sum + n, 0)
  return rest > 0 ? [...alike, { choice: whole, shown: null, waiting: rest }] : alike
}

export function same(a: Choice, b: Choice): boolean {
  return a.form === b.form && a.version === b.version && a.heap === b.heap && a.value === b.value
}

// As many as one look takes in: characters are small, fields are read.
export function limitOf({ heap }: Choice): number {
  return heap.startsWith('#') ? 96 : 36
}
