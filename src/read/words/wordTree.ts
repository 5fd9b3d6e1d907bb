/**
 * Words as a tree of characters, in flat arrays (8 MB for 350,000 words; a Map would take ten times that). Children of
 * a node stand side by side, ordered by character.
 */
export interface WordTree {
  readonly root: number
  /** The node that `character` leads to, or -1. */
  child(node: number, character: string): number
  /** log p of the word that ends here, or -Infinity when none does. */
  logP(node: number): number
  readonly words: number
}

/** `entries` in the order of their UTF-16 codes, characters of the basic plane only; counts of the same word are added up. */
export function growWordTree(entries: readonly (readonly [word: string, count: number])[]): WordTree {
  const total = entries.reduce((sum, [, count]) => sum + count, 0)
  const size = countNodes(entries)
  const characters = new Uint16Array(size)
  const firstChild = new Int32Array(size)
  const children = new Uint16Array(size)
  const logs = new Float32Array(size).fill(-Infinity)
  // Breadth first, so that the children of a node get numbers in a row: node k covers the entries from `starts[k]` to `ends[k]`.
  const starts = new Int32Array(size)
  const ends = new Int32Array(size)
  const depths = new Uint8Array(size)
  ends[0] = entries.length
  let used = 1
  let words = 0
  for (let node = 0; node < used; node++) {
    const depth = depths[node]!
    const end = ends[node]!
    let at = starts[node]!
    let count = 0
    while (at < end && entries[at]![0].length === depth) count += entries[at++]![1]
    if (count > 0) {
      logs[node] = Math.log(count / total)
      words++
    }
    firstChild[node] = used
    while (at < end) {
      const code = entries[at]![0].charCodeAt(depth)
      characters[used] = code
      depths[used] = depth + 1
      starts[used] = at
      while (at < end && entries[at]![0].charCodeAt(depth) === code) at++
      ends[used++] = at
    }
    children[node] = used - firstChild[node]!
  }

  function child(node: number, character: string): number {
    const wanted = character.codePointAt(0)!
    let low = firstChild[node]!
    let high = low + children[node]! - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = characters[middle]!
      if (found === wanted) return middle
      if (found < wanted) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  return { root: 0, child, logP: (node) => logs[node]!, words }
}

// Every word adds the characters that it does not share with the one before. Errors: RangeError when they are out of order.
function countNodes(entries: readonly (readonly [string, number])[]): number {
  let nodes = 1
  let last = ''
  for (const [word] of entries) {
    if (word < last) throw new RangeError(`${word} after ${last}`)
    let same = 0
    while (same < last.length && same < word.length && last.charCodeAt(same) === word.charCodeAt(same)) same++
    nodes += word.length - same
    last = word
  }
  return nodes
}
