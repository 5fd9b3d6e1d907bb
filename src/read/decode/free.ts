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

// Each cell's next choices in turn, all else as it stands.
function neighbours(sorted: readonly (readonly Candidate[])[], raw: string, confidence: number): Candidate[] {
  const found = new Map([[raw, confidence]])
  sorted.forEach((cell, i) => {
    const first = cell[0]
    if (first === undefined || first.confidence === 0) return
    for (const other of cell.slice(1)) {
      const value = sorted.map((column, j) => (j === i ? other.value : (column[0]?.value ?? ''))).join('')
      found.set(value, Math.max(found.get(value) ?? 0, (confidence * other.confidence) / first.confidence))
    }
  })
  return [...found]
    .map(([value, share]) => ({ value, confidence: share }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, CANDIDATES)
}
