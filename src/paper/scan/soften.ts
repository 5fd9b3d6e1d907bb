/**
 * Three-tap blur along rows and columns, in place; `amount` 0..1 is how much the neighbours weigh. Four pixels at a time: the
 * weights add up to 256, so a weighted sum of bytes fits 16 bits, and two of them one number of 32.
 */
export function soften(data: Uint8Array, widthPx: number, heightPx: number, amount: number): void {
  const side = Math.round((amount / 3) * 256)
  const middle = 256 - 2 * side
  const raw = newRow(widthPx)
  const mixed = newRow(widthPx)
  let above = newRow(widthPx)
  let here = newRow(widthPx)
  let below = newRow(widthPx)
  const across = (row: number, out: Row): void => {
    const at = row * widthPx
    raw.bytes.set(data.subarray(at, at + widthPx), FIRST)
    let before = raw.words[0]!
    let word = raw.words[1]!
    for (let i = 1; i < raw.words.length - 1; i++) {
      const after = raw.words[i + 1]!
      out.words[i] =
        (before & word & after) === WHITE
          ? WHITE
          : mix((word << 8) | (before >>> 24), word, (word >>> 8) | (after << 24), middle, side)
      before = word
      word = after
    }
    // The ends have one neighbour only, and keep what they are.
    out.bytes[FIRST] = data[at]!
    out.bytes[FIRST + widthPx - 1] = data[at + widthPx - 1]!
  }
  across(0, here)
  above.words.set(here.words)
  for (let row = 0; row < heightPx; row++) {
    across(Math.min(row + 1, heightPx - 1), below)
    for (let i = 1; i < here.words.length - 1; i++) {
      const up = above.words[i]!
      const word = here.words[i]!
      const down = below.words[i]!
      mixed.words[i] = (up & word & down) === WHITE ? WHITE : mix(up, word, down, middle, side)
    }
    data.set(mixed.bytes.subarray(FIRST, FIRST + widthPx), row * widthPx)
    const free = above
    above = here
    here = below
    below = free
  }
}

/** A row of pixels from byte `FIRST` on, one word to spare at each end. */
interface Row {
  readonly words: Int32Array
  readonly bytes: Uint8Array
}

const FIRST = 4

/** Four pixels of paper: most of a page, and what is mixed of nothing else stays so. */
const WHITE = -1

function newRow(widthPx: number): Row {
  const words = new Int32Array(Math.ceil(widthPx / 4) + 2)
  return { words, bytes: new Uint8Array(words.buffer) }
}

/** `(a + c) * side + b * middle`, rounded, for each of four bytes. */
function mix(a: number, b: number, c: number, middle: number, side: number): number {
  const even = Math.imul(b & EVEN, middle) + Math.imul((a & EVEN) + (c & EVEN), side) + HALF
  const odd = Math.imul((b >>> 8) & EVEN, middle) + Math.imul(((a >>> 8) & EVEN) + ((c >>> 8) & EVEN), side) + HALF
  return ((even >>> 8) & EVEN) | (odd & ~EVEN)
}

const EVEN = 0x00ff00ff
const HALF = 0x00800080
