import type { Decoded } from './decode.ts'
import { joinCells, NEXT_TO_VALID, type Grammar } from './grammar.ts'
import { readFreely, toColumns, type Column, type Lattice } from './lattice.ts'
import { weighColumns } from './weigh.ts'

export interface ListOptions {
  /** A line, where the reader may have seen a character too few; in cells every character has its place. */
  readonly isLine?: boolean
}

/**
 * A field that holds one of `values` (a roster, a list of units): the likeliest of them, or rejected when the ink says something
 * else. Empty cells are passed over; characters too many must be offered as '' by the lattice.
 */
export function decodeList(lattice: Lattice, values: readonly string[], { isLine = false }: ListOptions = {}): Decoded {
  const grammar = listGrammar(values)
  const columns = toColumns(lattice, grammar)
  if (!isLine) return weighColumns(columns, grammar)
  const gap: Column = { shares: new Map([['', 1 - OVERLOOKED]]), floor: OVERLOOKED / grammar.alphabet.length }
  const spread = columns.flatMap((column, i) => (i + 1 < columns.length ? [column, gap] : [column]))
  const decoded = weighColumns(spread, { ...grammar, validShare: IN_LINES })
  const join = (cells: readonly string[]) => cells.flatMap((text, i) => (i % 2 ? [] : [text + (cells[i + 1] ?? '')]))
  const cells = join(decoded.cells)
  const raw = readFreely(columns, grammar.alphabet).cells
  const changes = cells.flatMap((to, cell) => (to === raw[cell] ? [] : [{ cell, from: raw[cell]!, to }]))
  return { ...decoded, cells, changes }
}

/** In a line that lacks a character, text that is not on the list seldom equals the rest of one that is. */
const IN_LINES = 0.02
/** How often a reader of lines misses a character altogether. */
const OVERLOOKED = 0.02
/** How often the true character is not among the ten that the reader lists: top-10 is .965 on grid paper (RECOGNITION.md). */
export const HAN_DOUBT = 0.005
// Look-alikes that a reader may have missed; with a tenth of it 长沙市 in clear ink became the 长沙县 of the list.
const HAN_UNLISTED = 300

// Building the tree of a long roster takes longer than using it.
const grammars = new WeakMap<readonly string[], Grammar>()

function listGrammar(values: readonly string[]): Grammar {
  const known = grammars.get(values)
  if (known !== undefined) return known
  const next = new Map<string, Set<string>>([['', new Set()]])
  const whole = new Set(values)
  for (const value of whole) {
    let so = ''
    for (const character of value) {
      next.get(so)!.add(character)
      so += character
      if (!next.has(so)) next.set(so, new Set())
    }
  }
  const alphabet = [...new Set([...whole].flatMap((value) => Array.from(value))), '']
  const grammar: Grammar = {
    alphabet,
    start: '',
    step(state, character) {
      if (character === '') return { state, weight: 1 }
      return next.get(state)!.has(character) ? { state: state + character, weight: 1 } : null
    },
    choices: (state) => ['', ...next.get(state)!],
    mostWeight: 1,
    end: (state) => (whole.has(state) ? 1 : 0),
    validShare: NEXT_TO_VALID,
    ofNames: true,
    doubt: HAN_DOUBT,
    unlisted: HAN_UNLISTED,
    fold: (character) => character.normalize('NFKC'),
    value: joinCells,
  }
  grammars.set(values, grammar)
  return grammar
}
