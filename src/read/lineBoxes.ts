import type { GrayImage } from '../contract/image.ts'
import type { PxBox } from './picture/crop.ts'

/** Where a line model saw a character: its peak, in pixels of the line's picture. */
export interface PeakPx {
  readonly from: number
  readonly to: number
}

/**
 * The ink of each character of a line, in pixels of its picture: cut between two peaks where the least ink is, then drawn tight. The
 * model says that there are characters and about where, the ink says where they end. One box a peak, in their order; a peak over
 * bare paper gets what lies between its cuts.
 */
export function boxesOfPeaks(line: GrayImage, peaks: readonly PeakPx[], inkBelow: number): PxBox[] {
  const columns = inkInColumns(line, inkBelow)
  const cuts = peaks.slice(1).map((peak, i) => cutBetween(columns, peaks[i]!, peak))
  return peaks.map((_, i) => tightBox(line, cuts[i - 1] ?? 0, cuts[i] ?? line.widthPx, inkBelow))
}

/** The ink of one character, and the peak that stands over it; null where the model saw none. */
export interface CharacterBox {
  readonly boxPx: PxBox
  readonly peak: number | null
}

/**
 * Boxes so wide beside the others of their line (of one or two: beside its height) that they hold two characters are cut where there is no ink about their middle: the
 * model saw one and left the other out. `boxes` are those of the peaks.
 */
export function cutWide(
  line: GrayImage,
  boxes: readonly PxBox[],
  peaks: readonly PeakPx[],
  inkBelow: number,
): CharacterBox[] {
  const sizes = boxes.map(({ left, right, top, bottom }) => Math.max(right - left, bottom - top)).sort((a, b) => a - b)
  const usual = sizes.length < FEW ? line.heightPx : sizes[sizes.length >> 1]!
  return boxes.flatMap((boxPx, peak): CharacterBox[] => {
    const { left, right } = boxPx
    const widthPx = right - left
    if (widthPx < WIDE * usual) return [{ boxPx, peak }]
    const near = (share: number): PeakPx => ({ from: left + share * widthPx, to: left + share * widthPx })
    const columns = inkInColumns(line, inkBelow)
    const cut = cutBetween(columns, near(MIDDLE), near(1 - MIDDLE))
    // A long tail, as that of 退, runs under all of its character.
    if (columns[cut]! > 0) return [{ boxPx, peak }]
    const seenLeft = (peaks[peak]!.from + peaks[peak]!.to) / 2 < cut
    return [
      { boxPx: tightBox(line, left, cut, inkBelow), peak: seenLeft ? peak : null },
      { boxPx: tightBox(line, cut, right, inkBelow), peak: seenLeft ? null : peak },
    ]
  })
}

// Of fewer characters none is usual; they are measured by the height of the line.
const FEW = 3
// Characters written with a long tail reach 1.4 times the larger side that is usual in their line.
const WIDE = 1.6
// A third of a wide box from either side there is no cut between characters.
const MIDDLE = 0.3

function inkInColumns({ widthPx, heightPx, data }: GrayImage, inkBelow: number): Uint16Array {
  const columns = new Uint16Array(widthPx)
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) if (data[y * widthPx + x]! < inkBelow) columns[x]!++
  return columns
}

// Among columns of as little ink the one nearest to half-way. Peaks are a few pixels wide and stand over their ink, so half a
// character is searched at most.
function cutBetween(columns: Uint16Array, left: PeakPx, right: PeakPx): number {
  const from = Math.max(0, Math.round((left.from + left.to) / 2))
  const to = Math.min(columns.length - 1, Math.max(from, Math.round((right.from + right.to) / 2)))
  const middle = (from + to) / 2
  let best = Math.round(middle)
  for (let x = from; x <= to; x++) {
    const less = columns[x]! - columns[best]!
    if (less < 0 || (less === 0 && Math.abs(x - middle) < Math.abs(best - middle))) best = x
  }
  return best
}

function tightBox({ widthPx, heightPx, data }: GrayImage, from: number, to: number, inkBelow: number): PxBox {
  let [left, right, top, bottom] = [to, from, heightPx, 0]
  for (let y = 0; y < heightPx; y++)
    for (let x = from; x < to; x++) {
      if (data[y * widthPx + x]! >= inkBelow) continue
      if (x < left) left = x
      if (x >= right) right = x + 1
      if (y < top) top = y
      bottom = y + 1
    }
  if (bottom === 0) return { left: from, top: 0, right: Math.max(to, from + 1), bottom: heightPx }
  return { left, top, right, bottom }
}
