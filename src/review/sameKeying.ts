import type { LayoutField } from '../contract/layout.ts'
import type { ValueState } from '../contract/letter.ts'
import type { Value } from '../contract/reading.ts'

interface Said {
  readonly state: ValueState
  readonly value: Value | null
}

/** Whether two people said the same of a field: the same state, and values that differ only in how they were typed. */
export function sameKeying({ decoder }: Pick<LayoutField, 'decoder'>, a: Said, b: Said): boolean {
  return a.state === b.state && plainValue(decoder, a.value) === plainValue(decoder, b.value)
}

/** Of two that say the same, the one that is written as we would write it; else the first. */
export function tidier<T extends Said>({ decoder }: Pick<LayoutField, 'decoder'>, first: T, second: T): T {
  const tidy = ({ value }: T): boolean => typeof value === 'string' && plainText(decoder, value) === value
  return !tidy(first) && tidy(second) ? second : first
}

/**
 * What is left of a text when it does not matter how it was typed: full-width letters, digits and signs are their half-width twins (Unicode
 * NFKC), spaces count for nothing, signs that differ by keyboard only are one. In numbers what sets groups apart counts for
 * nothing either, in addresses of e-mail capitals do not.
 */
export function plainText(decoder: LayoutField['decoder'], text: string): string {
  let plain = text.normalize('NFKC').replaceAll(/\s/gu, '')
  for (const [signs, one] of alike) plain = plain.replaceAll(signs, one)
  if (decoder === 'email') return plain.toLowerCase()
  return numbers.has(decoder) ? plain.replaceAll(/[-.,()/]/g, '').toUpperCase() : plain
}

function plainValue(decoder: LayoutField['decoder'], value: Value | null): string {
  if (value === null) return ''
  return Array.isArray(value) ? value.toSorted().join('\n') : plainText(decoder, value)
}

const numbers: ReadonlySet<string> = new Set(['digits', 'telephone', 'date', 'count', 'postcode', 'id'])

/** After NFKC, which has made ， ． ： ； ？ ！ （ ） out of their wide forms already. */
const alike: readonly (readonly [RegExp, string])[] = [
  [/[。｡]/g, '.'],
  [/[、､]/g, ','],
  [/[“”„‟「」『』《》〈〉]/g, '"'],
  [/[‘’‚‛`´]/g, "'"],
  [/[‐‑‒–—―−ー─]+/g, '-'],
  [/[·・•‧]/g, '·'],
  [/(?:…|\.{3,})+/g, '…'],
]
