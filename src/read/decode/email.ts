import type { Decoded } from './decode.ts'
import { emailGrammar, foldLatin } from './emailGrammar.ts'
import { toColumns, type Column, type Lattice } from './lattice.ts'
import { weighColumns } from './weigh.ts'

/**
 * E-mail addresses out of what a reader of Latin print or handwriting saw. Look-alikes are added to every character
 * (1 l, 0 o, @ a), and between any two a full stop or an at-sign may have been overlooked.
 */
export function decodeEmail(lattice: Lattice): Decoded {
  const columns = toColumns(lattice.map(withLookAlikes), emailGrammar.alphabet, foldLatin)
  const spread = columns.flatMap((column, i) => (i + 1 < columns.length ? [column, OVERLOOKED] : [column]))
  const decoded = weighColumns(spread, emailGrammar)
  const cells = together(decoded.cells)
  const rawCells = columns.map((column) => column.characters[column.shares.indexOf(Math.max(...column.shares))]!)
  const changes = cells.flatMap((to, cell) => (to === rawCells[cell] ? [] : [{ cell, from: rawCells[cell]!, to }]))
  return { ...decoded, cells, changes: decoded.rejected ? [] : changes }
}

const OVERLOOKED: Column = { characters: ['', '.', '@'], shares: [0.97, 0.02, 0.01] }

// What was found between two characters goes to the one before.
function together(spread: readonly string[]): string[] {
  return spread.flatMap((text, i) => (i % 2 === 0 ? [text + (spread[i + 1] ?? '')] : []))
}

const GROUPS = ['0oO', '1lI|!', '5sS', '2zZ', '9gq', '6b', '@aQ©', '.,·。、', '-_一—', 'uv', 'cC', 'nh', 'ij']
const LIKENESS = 0.04

const lookAlikes = new Map<string, string[]>()
for (const group of GROUPS) {
  for (const character of group) {
    const others = Array.from(group).filter((other) => other !== character)
    lookAlikes.set(character, [...(lookAlikes.get(character) ?? []), ...others])
  }
}

function withLookAlikes(candidates: Lattice[number]): Lattice[number] {
  const added = candidates.flatMap(({ value, confidence }) =>
    (lookAlikes.get(value) ?? []).map((other) => ({ value: other, confidence: confidence * LIKENESS })),
  )
  return [...candidates, ...added]
}
