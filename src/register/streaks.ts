import type { GrayImage } from '../contract/image.ts'

/** A line down the whole scan: from the first to the last of these columns (rows, for one that runs across). */
export interface Streak {
  readonly fromPx: number
  readonly toPx: number
  /** Grey levels it differs by from what lies beside it; darker ones are negative. */
  readonly depth: number
}

/**
 * Lines that dirt on the glass draws: the same few columns from the very top of the scan to its very bottom, with sharp sides. Printed
 * rules end at the margin of the printer and creases wander, so a line counts that shows in most rows and also beside the print.
 */
export function streaksDown(image: GrayImage): Streak[] {
  const { widthPx: w, heightPx: h } = image
  if (w < 8 * REACH_PX || h < 4 * ROWS) return []
  const dark = new Uint16Array(w)
  const light = new Uint16Array(w)
  const ends = new Uint16Array(w)
  const depth = new Float32Array(w)
  for (let k = 0; k < ROWS; k++) {
    // A fifth of the rows looks at what lies above and below everything printed.
    const end = k < END_ROWS ? -1 : k < 2 * END_ROWS ? 1 : 0
    const j = k % END_ROWS
    const share =
      end === 0
        ? (k - 2 * END_ROWS + 0.5) / (ROWS - 2 * END_ROWS)
        : end < 0
          ? (END_SHARE * (j + 0.5)) / END_ROWS
          : 1 - (END_SHARE * (j + 0.5)) / END_ROWS
    countRow(image.data, Math.min(h - 1, Math.floor(share * h)) * w, w, { dark, light, depth })
    if (k === 2 * END_ROWS - 1) for (let x = 0; x < w; x++) ends[x] = Math.max(dark[x]!, light[x]!)
  }
  const streaks: Streak[] = []
  for (let x = REACH_PX; x < w - REACH_PX; x++) {
    if (!isLine(x)) continue
    let to = x
    // Its two sides count for less than its middle.
    while (to + 1 < w - REACH_PX && (isLine(to + 1) || isLine(to + 2))) to++
    const middle = (x + to) >> 1
    const rows = Math.max(dark[middle]!, light[middle]!, 1)
    streaks.push({ fromPx: x, toPx: to, depth: depth[middle]! / rows })
    x = to
  }
  return streaks
  function isLine(x: number): boolean {
    const rows = Math.max(dark[x]!, light[x]!)
    return rows >= LEAST_SHARE * ROWS && ends[x]! >= LEAST_END * END_ROWS
  }
}

interface Counts {
  readonly dark: Uint16Array
  readonly light: Uint16Array
  readonly depth: Float32Array
}

function countRow(data: Uint8Array, at: number, w: number, { dark, light, depth }: Counts): void {
  for (let x = REACH_PX; x < w - REACH_PX; x++) {
    const value = data[at + x]!
    const left = data[at + x - REACH_PX]!
    const right = data[at + x + REACH_PX]!
    if (value + LEAST_DEPTH < left && value + LEAST_DEPTH < right) {
      dark[x]!++
      depth[x]! += value - (left + right) / 2
    } else if (value > left + LEAST_DEPTH && value > right + LEAST_DEPTH) {
      light[x]!++
      depth[x]! += value - (left + right) / 2
    }
  }
}

/** The same for lines across: what a streak is in a file that was turned on its side. */
export function streaksAcross({ widthPx, heightPx, data }: GrayImage): Streak[] {
  const turned = new Uint8Array(data.length)
  for (let y = 0; y < heightPx; y++)
    for (let x = 0, at = y * widthPx; x < widthPx; x++) turned[x * heightPx + y] = data[at + x]!
  return streaksDown({ widthPx: heightPx, heightPx: widthPx, data: turned })
}

const ROWS = 120
const END_ROWS = 12
/** 7 mm of A4 at each end: a printer leaves 10 mm free. */
const END_SHARE = 0.024
/** Half a millimetre at 300 dpi: wider than a speck of dust, narrower than the gap between two rules. */
const REACH_PX = 6
const LEAST_DEPTH = 8
const LEAST_SHARE = 0.7
/** Of the rows of one end: the other may lie beside the sheet. */
const LEAST_END = 0.7
