import type { Candidate } from '../../contract/reading.ts'
import type { Decoded } from './decode.ts'
import type { Lattice } from './lattice.ts'

const CANDIDATES = 8

/** Text without rules: the likeliest character of every cell, and the readings that differ from it least. */
export function decodeFreely(lattice: Lattice): Decoded {
  const sorted = lattice.map((cell) => [...cell].sort((a, b) => b.confidence - a.confidence))
  const cells = sorted.map((cell) => cell[0]?.value ?? '')
  const raw = cells.join('')
  const confidence = sorted.reduce((product, cell) => product * Math.min(1, cell[0]?.confidence ?? 1), 1)
  const rest = { raw, rejected: false, cells, changes: [] }
  if (raw === '') return { value: '', confidence, candidates: [], reason: 'EMPTY', ...rest }
  return { value: raw, confidence, candidates: neighbours(sorted, raw, confidence), reason: 'AS_READ', ...rest }
}

// Each cell's next choices in turn, all else as it stands. Only the best are put together: a page of text has thousands.
function neighbours(sorted: readonly (readonly Candidate[])[], raw: string, confidence: number): Candidate[] {
  const found = new Map([[raw, confidence]])
  const others = sorted.flatMap((cell, at) => {
    const first = cell[0]?.confidence ?? 0
    if (first === 0) return []
    return cell.slice(1).map(({ value, confidence: own }) => ({ at, value, confidence: (confidence * own) / first }))
  })
  for (const { at, value, confidence: share } of others.sort((a, b) => b.confidence - a.confidence)) {
    if (found.size === CANDIDATES) break
    const text = sorted.map((column, i) => (i === at ? value : (column[0]?.value ?? ''))).join('')
    found.set(text, Math.max(found.get(text) ?? 0, share))
  }
  return [...found].map(([value, share]) => ({ value, confidence: share })).sort((a, b) => b.confidence - a.confidence)
}
