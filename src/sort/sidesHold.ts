import type { Sides } from '../contract/stack.ts'
import { isWhole } from './placeUncoded.ts'
import { nameOf, type StackPage } from './planSplit.ts'

/**
 * Whether the codes of a stack bear out which page lies behind which (decision 0056). `stack`: fronts at even places, each with its back behind it. A scanner that
 * leaves bare backs out, or takes two sheets at once in either pass, shifts backs against fronts, and the number of pages may still be even. What shows it:
 * a back with a code that lies behind anything but a page of its own letter; in two passes also a letter that lacks a page.
 */
export function sidesHold(stack: readonly StackPage[], sides: Sides): boolean {
  const names = new Map(stack.flatMap(({ id, seen }) => (seen.shows === 'form' ? [[id, nameOf(seen.code)]] : [])))
  const shifted = stack.some(({ id }, i) => {
    const name = names.get(id)
    return i % 2 === 1 && name !== undefined && names.get(stack[i - 1]!.id) !== name
  })
  if (shifted) return false
  return sides !== 'two-pass' || [...new Set(names.values())].every((name) => isWhole(name, { pages: stack }, names))
}
