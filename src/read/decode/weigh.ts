import type { Candidate } from '../../contract/reading.ts'
import type { Decoded } from './decode.ts'
import type { Grammar } from './grammar.ts'
import { readFreely, toColumns, type Column, type Lattice } from './lattice.ts'
import { searchValid, type Path } from './search.ts'

// Share of citizens who write a valid value into a field that asks for one; the rest slip, scribble or write something else.
const WRITTEN_VALID = 0.98
const CANDIDATES = 8
// A name that has less than this of the raw reading's share is not listed; it is believed with four (in lines) to ten times as much. In faint
// pencil thousands of addresses are as likely as each other, and to follow all of them took ten seconds a field.
const BESIDE_RAW = 1e-4

/**
 * Weighs two explanations of the ink by Bayes' rule: a valid value was written (which one, by the search), or something
 * invalid was (then the likeliest characters stand). The likelier explanation wins, and of its strings the likelier: a value is never
 * bent into validity against the ink, and one that needed an unlikely digit keeps a low confidence.
 */
export function weighReadings(lattice: Lattice, grammar: Grammar): Decoded {
  return weighColumns(toColumns(lattice, grammar), grammar)
}

export function weighColumns(columns: readonly Column[], grammar: Grammar): Decoded {
  const free = readFreely(columns, grammar.alphabet)
  const raw = grammar.value(free.cells)
  if (free.cells.every((cell) => cell === '')) return emptyField(free)
  const { paths, mass } = searchValid(columns, grammar, CANDIDATES, grammar.ofNames ? BESIDE_RAW * free.share : 0)
  const rawIsValid = paths.some((path) => grammar.value(path.cells) === raw)
  const valid = probabilityOfValid(
    grammar.ofNames ? besideRaw(paths[0]?.share ?? 0, free.share, rawIsValid) : mass,
    grammar.validShare,
  )
  // The raw reading's share of everything invalid.
  const rawShare = rawIsValid ? 0 : (1 - valid) * Math.min(1, free.share / Math.max(1 - mass, free.share))
  const ofPath = (path: Path) => valid * Math.min(1, path.share / mass)
  const candidates = listCandidates(
    paths.map((path) => [grammar.value(path.cells), ofPath(path)] as const),
    raw,
    rawShare,
  )
  const best = paths[0]
  if (best === undefined || valid < 0.5 || rawShare > ofPath(best)) {
    const rest = { candidates, raw, rejected: true, cells: free.cells, changes: [] }
    return { value: raw, confidence: rawShare, reason: 'REJECTED', ...rest }
  }
  const changes = changesBetween(free.cells, best.cells)
  return {
    value: grammar.value(best.cells),
    confidence: ofPath(best),
    candidates,
    raw,
    rejected: false,
    reason: changes.length === 0 ? 'AS_READ' : 'CORRECTED',
    cells: best.cells,
    changes,
  }
}

// The share of the likeliest name if the raw reading were the only other thing that may have been written. Not of all names together:
// those that go on with anything are as many as there are ways to go on.
function besideRaw(best: number, rawShare: number, rawIsValid: boolean): number {
  return rawIsValid ? 1 : best / (best + rawShare)
}

// Odds that a valid value was written: how common that is, times how much better valid values explain the ink than
// strings picked at random do. A rare kind of value (one ID in ten million strings) that fits is no accident.
function probabilityOfValid(mass: number, validShare: number): number {
  if (validShare >= 1) return 1
  const valid = (WRITTEN_VALID * Math.min(1, mass)) / validShare
  const invalid = ((1 - WRITTEN_VALID) * Math.max(0, 1 - mass)) / (1 - validShare)
  return valid + invalid > 0 ? valid / (valid + invalid) : 0
}

function listCandidates(valid: readonly (readonly [string, number])[], raw: string, rawShare: number): Candidate[] {
  const all = valid.map(([value, confidence]) => ({ value, confidence }))
  if (!all.some(({ value }) => value === raw)) all.push({ value: raw, confidence: rawShare })
  return all.sort((a, b) => b.confidence - a.confidence)
}

function changesBetween(from: readonly string[], to: readonly string[]): { cell: number; from: string; to: string }[] {
  return from.flatMap((character, cell) => (character === to[cell] ? [] : [{ cell, from: character, to: to[cell]! }]))
}

function emptyField(free: { cells: readonly string[]; share: number }): Decoded {
  const rest = { candidates: [], raw: '', rejected: false, cells: free.cells, changes: [] }
  return { value: '', confidence: Math.min(1, free.share), reason: 'EMPTY', ...rest }
}
