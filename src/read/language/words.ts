import { KIND_COUNT } from './kinds.ts'
import { logCount, type PackedWords } from './packWords.ts'

/** The words of Chinese as a tree; a node is a place in it, `ROOT` before the first character. */
export interface Words {
  /** The node that a character (UTF-16 code) leads to, or -1. */
  child(node: number, code: number): number
  /** log p of the word that ends here among words of its kind; -Infinity where none ends. */
  logP(node: number): number
  kind(node: number): number
  /** No longer word goes on from here. */
  isLeaf(node: number): boolean
  /** Share of each kind in running text, as the dictionary counts it. */
  readonly kindShares: Float64Array
  readonly count: number
}

export const ROOT = 0

export function openWords(packed: PackedWords): Words {
  const { characters, firstChild, counts, kinds } = packed
  const totals = new Float64Array(KIND_COUNT)
  let count = 0
  for (let node = 0; node < counts.length; node++) {
    if (counts[node] === 0) continue
    totals[kinds[node]!]! += Math.exp(logCount(counts[node]!))
    count++
  }
  const logTotals = totals.map((total) => Math.log(total))
  const all = totals.reduce((sum, total) => sum + total, 0)
  const first = new Int32Array(1 << 16).fill(-1)
  for (let node = firstChild[ROOT]!; node < firstChild[ROOT + 1]!; node++) first[characters[node]!] = node

  function child(node: number, code: number): number {
    // Every character of every cell is asked of the root: a table is ten times quicker there.
    if (node === ROOT) return first[code] ?? -1
    let low = firstChild[node]!
    let high = firstChild[node + 1]! - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = characters[middle]!
      if (found === code) return middle
      if (found < code) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  return {
    child,
    logP: (node) => (counts[node] === 0 ? -Infinity : logCount(counts[node]!) - logTotals[kinds[node]!]!),
    kind: (node) => kinds[node]!,
    isLeaf: (node) => firstChild[node] === firstChild[node + 1],
    kindShares: totals.map((total) => total / all),
    count,
  }
}
