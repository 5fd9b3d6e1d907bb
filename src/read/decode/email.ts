import type { Decoded } from './decode.ts'
import { emailGrammar } from './emailGrammar.ts'
import { readFreely, shareOf, toColumns, type Column, type Lattice } from './lattice.ts'
import { weighColumns } from './weigh.ts'

/**
 * E-mail addresses out of what a reader of Latin print or handwriting saw. Look-alikes are added to every character
 * (1 l, 0 o, @ a), and between any two a full stop or an at-sign may have been overlooked.
 */
export function decodeEmail(lattice: Lattice): Decoded {
  const columns = toColumns(lattice.map(withLookAlikes), emailGrammar)
  const spread = columns.flatMap((column, i) => (i + 1 < columns.length ? [column, OVERLOOKED] : [column]))
  const decoded = weighColumns(spread, emailGrammar)
  const cells = together(decoded.cells)
  const rawCells = readFreely(columns, emailGrammar.alphabet).cells
  const changes = cells.flatMap((to, cell) => (to === rawCells[cell] ? [] : [{ cell, from: rawCells[cell]!, to }]))
  if (decoded.rejected || isAgainstInk(columns, rawCells, decoded.cells)) return asWritten(decoded, rawCells)
  if (changes.length > 0 && isClear(lattice) && isAddress(rawCells)) return asRead(decoded, rawCells)
  return { ...decoded, cells, changes }
}

// Ink that leaves no doubt in any cell is not read by what names are like: who writes a0b@qq.com means it.
function isClear(lattice: Lattice): boolean {
  return lattice.every((candidates) => candidates.some(({ confidence }) => confidence >= BEYOND_DOUBT))
}

const BEYOND_DOUBT = 0.99

function isAddress(cells: readonly string[]): boolean {
  let state: string | null = emailGrammar.start
  for (const [cell, character] of cells.entries()) {
    state = emailGrammar.step(state, character, cell)?.state ?? null
    if (state === null) return false
  }
  return emailGrammar.end(state) > 0
}

function asRead(decoded: Decoded, cells: readonly string[]): Decoded {
  const own = decoded.candidates.find(({ value }) => value === decoded.raw)
  const others = decoded.candidates.filter(({ value }) => value !== decoded.raw)
  const confidence = own?.confidence ?? 0
  const candidates = [{ value: decoded.raw, confidence }, ...others]
  return { ...decoded, value: decoded.raw, confidence, candidates, reason: 'AS_READ', cells, changes: [] }
}

// Names and domains are so much likelier than other letters that they would outweigh what was clearly written.
function isAgainstInk(columns: readonly Column[], raw: readonly string[], spread: readonly string[]): boolean {
  return columns.some((column, i) => {
    const [seen, taken] = [raw[i]!, spread[2 * i]!]
    return seen !== taken && shareOf(column, seen) > CLEAR && shareOf(column, taken) < NEVER
  })
}

const CLEAR = 0.95
const NEVER = 0.003

function asWritten(decoded: Decoded, cells: readonly string[]): Decoded {
  if (decoded.rejected) return { ...decoded, cells, changes: [] }
  const others = decoded.candidates.filter(({ value }) => value !== decoded.raw)
  const candidates = [{ value: decoded.raw, confidence: 0 }, ...others]
  return {
    ...decoded,
    value: decoded.raw,
    confidence: 0,
    candidates,
    rejected: true,
    reason: 'REJECTED',
    cells,
    changes: [],
  }
}

const OVERLOOKED: Column = {
  shares: new Map([
    ['', 0.97],
    ['.', 0.02],
    ['@', 0.01],
  ]),
  floor: 0,
}

// What was found between two characters goes to the one before.
function together(spread: readonly string[]): string[] {
  return spread.flatMap((text, i) => (i % 2 === 0 ? [text + (spread[i + 1] ?? '')] : []))
}

const GROUPS = ['0oO', '1lI|!', '5sS', '2zZ', '9gq', '6b', '@aQ©', '.,·。、', '-_一—', 'uv', 'cC', 'nh', 'ij']
const LIKENESS = 0.01

const lookAlikes = new Map<string, string[]>()
for (const group of GROUPS) {
  for (const character of group) {
    const others = Array.from(group).filter((other) => other !== character)
    lookAlikes.set(character, [...(lookAlikes.get(character) ?? []), ...others])
  }
}

function withLookAlikes(candidates: Lattice[number]): Lattice[number] {
  const added = candidates.flatMap(({ value, confidence }) =>
    // An a may be an @ with a short tail; an @ is nothing else.
    (value === '@' ? [] : (lookAlikes.get(value) ?? [])).map((other) => ({
      value: other,
      confidence: confidence * LIKENESS,
    })),
  )
  return [...candidates, ...added]
}
