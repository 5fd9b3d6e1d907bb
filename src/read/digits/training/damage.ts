import type { GrayImage } from '../../../contract/image.ts'
import { ridgesOf } from '../../../geometry/ridges.ts'
import { soften } from '../../picture/soften.ts'
import type { Ink } from '../record.ts'
import { fallIntoDots, fallIntoGrains } from './dots.ts'
import { MNIST_SIDE_PX } from './mnist.ts'
import { between, chance, normal, type Random } from './random.ts'

/**
 * One comb cell as a scanner and the removal of the form leave it: the digit (28 × 28, ink 0..1) put somewhere in a
 * cell of 20 to 64 px, bent, thick or thin, dark or faint, with remains of walls, cuts where walls were taken away, a
 * neighbour's tail, blur, grain, or black and white only. `strength` 0 gives a clean cell, 1 the full range. A `dotted` one has been
 * written with a pencil or a dry pen and scanned in black and white, whatever the strength.
 */
export function damagedCell(
  random: Random,
  ink: Float32Array,
  neighbour: Float32Array,
  strength: number,
  kind: Ink,
): GrayImage {
  const [low, high] = kind === 'dotted' ? [44, 72] : [20, 64]
  const heightPx = Math.round(low * Math.exp(random() * Math.log(high / low)))
  const widthPx = Math.max(14, Math.round(heightPx * between(random, 0.62, 1.1)))
  const dark = new Float32Array(widthPx * heightPx)
  writeDigit(random, dark, widthPx, heightPx, ink, strength, kind)
  if (chance(random, 0.2 * strength)) pokeIn(random, dark, widthPx, heightPx, neighbour)
  if (chance(random, 0.12 * strength)) cut(random, dark, widthPx, heightPx)
  if (chance(random, 0.4 * strength)) leaveWalls(random, dark, widthPx, heightPx)
  if (chance(random, 0.3 * strength)) pressUnevenly(random, dark, widthPx, heightPx)
  if (kind === 'dotted') return fallIntoGrains(random, dark, widthPx, heightPx)
  if (chance(random, DOTS * strength)) return fallIntoDots(random, dark, widthPx, heightPx)
  if (chance(random, 0.5 * strength)) soften(dark, widthPx, heightPx, chance(random, 0.3) ? 2 : 1)
  return scan(random, dark, widthPx, heightPx, strength)
}

// Ink of the 28 px digit, sampled through a bent grid. Seven in ten are traced with a pen of its own width, as thin as a ballpoint: loops
// stay open, strokes come apart. In the others a threshold that wanders makes strokes thick, thin or broken.
function writeDigit(
  random: Random,
  dark: Float32Array,
  widthPx: number,
  heightPx: number,
  ink: Float32Array,
  strength: number,
  kind: Ink,
): void {
  const angle = 0.13 * strength * normal(random)
  const shear = 0.16 * strength * normal(random)
  const size = Math.min(between(random, 0.45, 0.95) * heightPx, between(random, 0.6, 1.1) * widthPx)
  const scaleX = (20 / size) * Math.exp(0.13 * strength * normal(random))
  const scaleY = 20 / size
  const centreX = widthPx * (0.5 + 0.07 * normal(random))
  const centreY = heightPx * (0.5 + 0.05 * normal(random))
  const bend = bending(random, 0.55 * strength)
  const traced = chance(random, TRACED[kind])
  const source = traced ? outlined(ink, chance(random, FADES[kind])) : ink
  const edge = traced ? between(random, 0.3, 0.86) : chance(random, 0.7 * strength) ? between(random, 0.1, 0.66) : 0.42
  const soft = traced ? between(random, 0.12, 0.4) : between(random, 0.5, 1)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const u = (x + 0.5 - centreX) * scaleX
      const v = (y + 0.5 - centreY) * scaleY
      const u2 = cos * u + sin * v + shear * v
      const v2 = cos * v - sin * u
      const sx = MNIST_SIDE_PX / 2 + u2 + bend(0, u2, v2)
      const sy = MNIST_SIDE_PX / 2 + v2 + bend(1, u2, v2)
      const value = sampleInk(source, sx - 0.5, sy - 0.5)
      if (value > 0) dark[y * widthPx + x] = Math.min(1, Math.max(0, (value - edge) / soft + 0.42))
    }
  }
}

const TRACED: Record<Ink, number> = { whole: 0.7, dotted: 0.92 }
const FADES: Record<Ink, number> = { whole: 0, dotted: 0.3 }
const DOTS = 0.3

// The surface whose outline at some height is a line of a pen: a cubic B-spline through the pixels, at their places. A ballpoint writes hairlines
// and strokes alike: every line is as high as the others, unless the pen fades and leaves out what was written lightly.
function outlined(ink: Float32Array, fades: boolean): Float32Array {
  const size = MNIST_SIDE_PX
  const heights = Float32Array.from(ink)
  for (let line = 0; line < size; line++) spline(heights, line * size, 1)
  for (let line = 0; line < size; line++) spline(heights, line, size)
  if (fades) return heights
  const ridges = ridgesOf(heights, size, HALF_LINE_PX)
  return heights.map((height, i) => height / Math.max(ridges[i]!, FAINTEST))
}

const HALF_LINE_PX = 2
const FAINTEST = 0.4

function spline(values: Float32Array, first: number, step: number): void {
  let before = 0
  for (let i = 0; i < MNIST_SIDE_PX; i++) {
    const at = first + i * step
    const here = values[at]!
    const after = i + 1 < MNIST_SIDE_PX ? values[at + step]! : 0
    values[at] = (before + 4 * here + after) / 6
    before = here
  }
}

// A smooth random displacement, up to about `amount` source pixels: bilinear between 4 × 4 nodes over the 28 px square.
function bending(random: Random, amount: number): (axis: 0 | 1, u: number, v: number) => number {
  const nodes = [0, 1].map(() => Float32Array.from({ length: 16 }, () => amount * normal(random)))
  return (axis, u, v) => {
    const gx = Math.min(2.999, Math.max(0, ((u + 14) / 28) * 3))
    const gy = Math.min(2.999, Math.max(0, ((v + 14) / 28) * 3))
    const ix = Math.floor(gx)
    const iy = Math.floor(gy)
    const fx = gx - ix
    const fy = gy - iy
    const values = nodes[axis]!
    const at = iy * 4 + ix
    const top = values[at]! * (1 - fx) + values[at + 1]! * fx
    const bottom = values[at + 4]! * (1 - fx) + values[at + 5]! * fx
    return top * (1 - fy) + bottom * fy
  }
}

function sampleInk(ink: Float32Array, x: number, y: number): number {
  const size = MNIST_SIDE_PX
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  if (ix < 0 || iy < 0 || ix >= size - 1 || iy >= size - 1) return 0
  const fx = x - ix
  const fy = y - iy
  const at = iy * size + ix
  const top = ink[at]! * (1 - fx) + ink[at + 1]! * fx
  const bottom = ink[at + size]! * (1 - fx) + ink[at + size + 1]! * fx
  return top * (1 - fy) + bottom * fy
}

// The tail of the digit next door.
function pokeIn(random: Random, dark: Float32Array, widthPx: number, heightPx: number, neighbour: Float32Array): void {
  const fromLeft = chance(random, 0.5)
  const depth = widthPx * between(random, 0.06, 0.2)
  const scale = 20 / (heightPx * between(random, 0.6, 0.9))
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < depth; x++) {
      const column = fromLeft ? x : widthPx - 1 - x
      const across = 4 + 20 - (depth - x) * scale
      const value = sampleInk(neighbour, fromLeft ? across : 27 - across, 14 + (y - heightPx / 2) * scale)
      const at = y * widthPx + column
      if (value > dark[at]!) dark[at] = value
    }
  }
}

// Subtracting a printed line takes the ink that crossed it along.
function cut(random: Random, dark: Float32Array, widthPx: number, heightPx: number): void {
  const upright = chance(random, 0.6)
  const length = upright ? widthPx : heightPx
  const middle = chance(random, 0.7) ? (chance(random, 0.5) ? 0.12 : 0.88) : between(random, 0.2, 0.8)
  const from = Math.round(length * middle + normal(random))
  const thick = Math.max(1, Math.round(heightPx * between(random, 0.015, 0.05)))
  const left = between(random, 0, 0.6)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const along = upright ? x : y
      if (along >= from && along < from + thick) dark[y * widthPx + x]! *= left
    }
  }
}

function leaveWalls(random: Random, dark: Float32Array, widthPx: number, heightPx: number): void {
  const count = chance(random, 0.5) ? 1 : 2
  for (let i = 0; i < count; i++) {
    const upright = chance(random, 0.7)
    const across = upright ? widthPx : heightPx
    const along = upright ? heightPx : widthPx
    const thick = Math.max(1, Math.round(heightPx * between(random, 0.01, 0.045)))
    const inset = Math.round(across * Math.abs(normal(random)) * 0.05)
    const at = chance(random, 0.5) ? inset : across - thick - inset
    const level = chance(random, 0.7) ? between(random, 0.06, 0.4) : between(random, 0.4, 1)
    const whole = chance(random, 0.5)
    const start = whole ? 0 : Math.floor(along * random())
    const end = whole ? along : Math.min(along, start + Math.ceil(along * between(random, 0.1, 0.7)))
    for (let p = start; p < end; p++) {
      for (let q = Math.max(0, at); q < Math.min(across, at + thick); q++) {
        const index = upright ? p * widthPx + q : q * widthPx + p
        const value = level * between(random, 0.7, 1)
        if (value > dark[index]!) dark[index] = value
      }
    }
  }
}

// A pen that skips or a pencil: ink fades in and out along waves.
function pressUnevenly(random: Random, dark: Float32Array, widthPx: number, heightPx: number): void {
  const wave = between(random, 4, 14) / heightPx
  const turn = random() * 6.28
  const [kx, ky, phase] = [Math.cos(turn) * wave, Math.sin(turn) * wave, random() * 6.28]
  const depth = between(random, 0.1, 0.6)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      dark[y * widthPx + x]! *= 1 - depth * (0.5 + 0.5 * Math.sin(kx * x + ky * y + phase))
    }
  }
}

function scan(random: Random, dark: Float32Array, widthPx: number, heightPx: number, strength: number): GrayImage {
  const paper = between(random, 225, 255)
  const press = chance(random, 0.35 * strength) ? between(random, 0.25, 0.6) : between(random, 0.6, 1)
  const grain = strength * (chance(random, 0.3) ? between(random, 4, 12) : between(random, 0, 4))
  const light = 14 * strength * (random() - 0.5)
  const twoLevels = chance(random, 0.18 * strength)
  const edge = paper * (1 - press * between(random, 0.3, 0.6))
  const data = new Uint8Array(dark.length)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const at = y * widthPx + x
      const grey =
        paper * (1 - press * dark[at]!) + light * (x / widthPx - 0.5) + grain * (random() + random() - 1) * 1.7
      data[at] = twoLevels ? (grey < edge ? 0 : 255) : Math.max(0, Math.min(255, grey))
    }
  }
  return { widthPx, heightPx, data }
}
