import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'

/** One word of the dictionary. `kind` is one of the numbers of kinds.ts, `count` how often it is written, 1 or more. */
export interface Word {
  readonly text: string
  readonly count: number
  readonly kind: number
}

/**
 * Words as a tree of characters in flat arrays: node 0 is the root; the children of a node stand side by side, ordered by
 * character, from `firstChild[node]` to `firstChild[node + 1]`. A list of words would take ten times the memory.
 */
export interface PackedWords {
  readonly characters: Uint16Array
  readonly firstChild: Uint32Array
  /** 0: no word ends here; else `logCount(byte)`. */
  readonly counts: Uint8Array
  readonly kinds: Uint8Array
}

/** log of the count that a byte stands for: 1 is a count of one, steps of 6 % are below what counts are good for. */
export const logCount = (byte: number): number => (byte - 1) * COUNT_STEP
const COUNT_STEP = 0.06

/** Errors: RangeError when a word is there twice, has a character beyond the basic plane, or is too common for a byte. */
export function packWords(words: readonly Word[]): PackedWords {
  const sorted = words.toSorted((a, b) => (a.text < b.text ? -1 : 1))
  const size = countNodes(sorted)
  const packed = emptyWords(size)
  // Breadth first, so that the children of a node get numbers in a row: a node covers the words from `starts` to `ends`.
  const starts = new Uint32Array(size)
  const ends = new Uint32Array(size)
  const depths = new Uint8Array(size)
  ends[0] = sorted.length
  let used = 1
  for (let node = 0; node < size; node++) {
    const depth = depths[node]!
    let at = starts[node]!
    const own = sorted[at]
    if (own !== undefined && own.text.length === depth && depth > 0) {
      packed.counts[node] = countByte(own.count)
      packed.kinds[node] = own.kind
      at++
    }
    packed.firstChild[node] = used
    while (at < ends[node]!) {
      const code = sorted[at]!.text.charCodeAt(depth)
      packed.characters[used] = code
      depths[used] = depth + 1
      starts[used] = at
      while (at < ends[node]! && sorted[at]!.text.charCodeAt(depth) === code) at++
      ends[used++] = at
    }
  }
  packed.firstChild[size] = used
  return packed
}

function emptyWords(size: number): PackedWords {
  return {
    characters: new Uint16Array(size),
    firstChild: new Uint32Array(size + 1),
    counts: new Uint8Array(size),
    kinds: new Uint8Array(size),
  }
}

function countByte(count: number): number {
  const byte = 1 + Math.round(Math.log(count) / COUNT_STEP)
  if (!(byte >= 1 && byte <= 255)) throw new RangeError(`a count of ${count}`)
  return byte
}

// Every word adds the characters that it does not share with the one before.
function countNodes(sorted: readonly Word[]): number {
  let nodes = 1
  let last = ''
  for (const { text } of sorted) {
    if (text === last || text.length !== Array.from(text).length) throw new RangeError(`${text} cannot be packed`)
    let same = 0
    while (same < last.length && last.charCodeAt(same) === text.charCodeAt(same)) same++
    nodes += text.length - same
    last = text
  }
  return nodes
}

/** As bytes for a file: number of nodes, then column by column; characters and numbers of children as small differences. */
export function wordsToBytes({ characters, firstChild, counts, kinds }: PackedWords): Buffer {
  const size = characters.length
  const numbers: number[] = [size]
  for (let node = 0; node < size; node++) numbers.push(firstChild[node + 1]! - firstChild[node]!)
  for (let node = 0; node < size; node++)
    for (let child = firstChild[node]!, last = 0; child < firstChild[node + 1]!; child++) {
      numbers.push(characters[child]! - last)
      last = characters[child]!
    }
  const bytes = numbers.flatMap(toVarint)
  const all = Buffer.concat([Buffer.from(bytes), counts, kinds])
  return brotliCompressSync(all, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  })
}

/** The reverse. Errors: those of brotli, and RangeError, for bytes that are no words. */
export function wordsFromBytes(file: Uint8Array): PackedWords {
  const bytes = brotliDecompressSync(file)
  let at = 0
  const next = (): number => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
  }
  const size = next()
  const packed = emptyWords(size)
  const { characters, firstChild, counts, kinds } = packed
  firstChild[0] = 1
  for (let node = 0; node < size; node++) firstChild[node + 1] = firstChild[node]! + next()
  if (firstChild[size] !== size) throw new RangeError('the words are damaged')
  for (let node = 0; node < size; node++)
    for (let child = firstChild[node]!, last = 0; child < firstChild[node + 1]!; child++)
      characters[child] = last += next()
  counts.set(bytes.subarray(at, at + size))
  kinds.set(bytes.subarray(at + size, at + 2 * size))
  return packed
}

function toVarint(value: number): number[] {
  const bytes: number[] = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128)
  return [...bytes, value]
}
