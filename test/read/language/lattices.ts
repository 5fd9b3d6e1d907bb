import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Candidate } from '../../../src/contract/reading.ts'

/** A text written by one invented hand and what the line model made of each of its cells (lattices/README.md). */
export interface WrittenText {
  readonly hand: string
  readonly truth: readonly string[]
  readonly lattice: readonly (readonly Candidate[])[]
}

export function readLattices(half: 'development' | 'report'): WrittenText[] {
  const file = new URL(`lattices/${half}.jsonl.gz`, import.meta.url)
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n')
  return lines.map((line) => {
    const { hand, truth, cells } = JSON.parse(line) as { hand: string; truth: string; cells: [string, ...number[]][] }
    return { hand, truth: Array.from(truth), lattice: cells.map(toCandidates) }
  })
}

/** A cell is stored as its characters, best first, and how far behind the best each is, in tenths of a nat. */
export function fromScores(options: readonly { text: string; score: number }[]): [string, ...number[]] {
  const best = options[0]?.score ?? 0
  const texts = options.map(({ text }) => text).join('')
  return [texts, ...options.slice(1).map(({ score }) => Math.round((best - score) * 10))]
}

function toCandidates([texts, ...behind]: [string, ...number[]]): Candidate[] {
  const shares = Array.from(texts, (_, i) => Math.exp(i === 0 ? 0 : -behind[i - 1]! / 10))
  const total = shares.reduce((sum, share) => sum + share, 0)
  return Array.from(texts, (value, i) => ({ value, confidence: shares[i]! / total }))
}
