import type { GrayImage } from '../../contract/image.ts'

/**
 * The scan without the streaks that dust on a scanner's glass draws: columns that are darker or lighter than those beside
 * them, all the way down. What a streak adds is taken off again, so that strokes that cross it stay; in black and white,
 * where it hides what is under it, its columns are bridged from both sides. `sideways`: the page was turned after the
 * scan, so streaks run along the rows. The image itself when there are none.
 */
export function withoutStreaks(image: GrayImage, sideways: boolean): GrayImage {
  const lines = linesOf(image, sideways)
  const bits = isBlackAndWhite(image)
  const depth = streakDepths(image, lines, bits)
  if (depth === null) return image
  const data = new Uint8Array(image.data)
  for (let line = 0; line < lines.count; line++) {
    if (depth[line] === 0) continue
    let last = line
    while (last + 1 < lines.count && depth[last + 1] !== 0) last++
    if (bits) bridge(image.data, data, lines, line, last)
    else for (let k = line; k <= last; k++) lift(data, lines, k, depth[k]!)
    line = last
  }
  return { ...image, data }
}

/** How to walk the image: `count` lines along which streaks run, each of `length` pixels. */
interface Lines {
  readonly count: number
  readonly length: number
  readonly across: number
  readonly along: number
}

function linesOf({ widthPx, heightPx }: GrayImage, sideways: boolean): Lines {
  return sideways
    ? { count: heightPx, length: widthPx, across: widthPx, along: 1 }
    : { count: widthPx, length: heightPx, across: 1, along: widthPx }
}

const BANDS = 8
const SAMPLES_PER_BAND = 32
// Streaks are one to three pixels wide, and up to five when a page was resampled.
const BESIDE_PX = 5

/** What a streak is: how deep on the whole, and between which shares of that in each band. */
interface Measure {
  readonly least: number
  readonly from: number
  readonly to: number
}

const EVEN: Measure = { least: 3.5, from: 0.4, to: 2.2 }
// In black and white dots, few or many as the paper is lighter or darker; columns of dense handwriting come to 25, print in a band or two to 41 (decisions/0131).
const DOTS: Measure = { least: 30, from: 0.2, to: Infinity }

/**
 * Mean difference between each line and the paper at both sides of it; 0 for lines that are no streak, null when none
 * is. A printed rule or a written line never runs down the whole page: a streak must show in at least seven of eight bands. In black and white a line
 * that touches it and is as deep as dots are is the rim of it.
 */
function streakDepths(
  { data }: GrayImage,
  { count, length, across, along }: Lines,
  bits: boolean,
): Float32Array | null {
  const paper = paperLevel(data)
  const bandSum = new Float32Array(BANDS * count)
  const bandCount = new Uint16Array(BANDS * count)
  const stride = Math.max(1, Math.floor(length / (BANDS * SAMPLES_PER_BAND)))
  const bandLength = Math.ceil(length / BANDS)
  for (let at = stride >> 1; at < length; at += stride) {
    const band = Math.floor(at / bandLength) * count
    const row = at * along
    for (let line = BESIDE_PX; line < count - BESIDE_PX; line++) {
      const i = row + line * across
      const before = data[i - BESIDE_PX * across]!
      const after = data[i + BESIDE_PX * across]!
      if (before < paper - 40 || after < paper - 40) continue
      bandSum[band + line]! += data[i]! - (before + after) / 2
      bandCount[band + line]!++
    }
  }
  const depth = new Float32Array(count)
  let any = false
  for (let line = BESIDE_PX; line < count - BESIDE_PX; line++) {
    depth[line] = depthOf(bandSum, bandCount, line, count, bits ? [EVEN, DOTS] : [EVEN])
    any ||= depth[line] !== 0
  }
  if (!any) return null
  if (!bits) return depth
  const whole = depth.slice()
  for (let line = BESIDE_PX; line < count - BESIDE_PX; line++) {
    if (whole[line] !== 0 || (whole[line - 1] === 0 && whole[line + 1] === 0)) continue
    const mean = meanOf(bandSum, bandCount, line, count)
    if (mean !== null && Math.abs(mean) >= DOTS.least) depth[line] = mean
  }
  return depth
}

function meanOf(sums: Float32Array, counts: Uint16Array, line: number, count: number): number | null {
  let sum = 0
  let total = 0
  for (let band = 0; band < BANDS; band++) {
    sum += sums[band * count + line]!
    total += counts[band * count + line]!
  }
  return total < BANDS * 12 ? null : sum / total
}

function depthOf(
  sums: Float32Array,
  counts: Uint16Array,
  line: number,
  count: number,
  measures: readonly Measure[],
): number {
  const mean = meanOf(sums, counts, line, count)
  if (mean === null || Math.abs(mean) < EVEN.least) return 0
  const shares = sharesOf(sums, counts, line, count, mean)
  const isStreak = measures.some(({ least, from, to }) => {
    const agreeing = shares.filter((share) => share > from && share < to).length
    return Math.abs(mean) >= least && shares.length >= 4 && agreeing >= shares.length - 1
  })
  return isStreak ? mean : 0
}

// Of the bands that show enough paper.
function sharesOf(sums: Float32Array, counts: Uint16Array, line: number, count: number, mean: number): number[] {
  const shares: number[] = []
  for (let band = 0; band < BANDS; band++) {
    const n = counts[band * count + line]!
    if (n >= 10) shares.push(sums[band * count + line]! / n / mean)
  }
  return shares
}

function paperLevel(data: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (let i = 0; i < data.length; i += 97) counts[data[i]!]!++
  let rest = data.length / 97 / 2
  let level = 0
  while (level < 255 && (rest -= counts[level]!) > 0) level++
  return level
}

/** Whether less than a share of the pixels is between black and white. */
export function isBlackAndWhite({ data }: GrayImage, share = 0.02): boolean {
  let between = 0
  let seen = 0
  for (let i = 0; i < data.length; i += 101, seen++) if (data[i]! > 8 && data[i]! < 247) between++
  return between < seen * share
}

function lift(data: Uint8Array, { length, across, along }: Lines, line: number, depth: number): void {
  for (let at = 0, i = line * across; at < length; at++, i += along) {
    const value = data[i]! - depth
    data[i] = value < 0 ? 0 : value > 255 ? 255 : value
  }
}

function bridge(source: Uint8Array, data: Uint8Array, lines: Lines, first: number, last: number): void {
  const { length, across, along, count } = lines
  const from = Math.max(0, first - 1)
  const to = Math.min(count - 1, last + 1)
  for (let at = 0; at < length; at++) {
    const before = source[at * along + from * across]!
    const after = source[at * along + to * across]!
    for (let line = first; line <= last; line++) {
      const i = at * along + line * across
      const level = before + ((after - before) * (line - from)) / (to - from)
      if (level > data[i]!) data[i] = level
    }
  }
}
