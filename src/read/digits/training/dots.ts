import type { GrayImage } from '../../../contract/image.ts'
import { between, chance, type Random } from './random.ts'

/** A dry pen in black and white: the line falls into dots where the grain of the paper kept it off. `dark` is the cell, ink 0..1. */
export function fallIntoDots(random: Random, dark: Float32Array, widthPx: number, heightPx: number): GrayImage {
  const size = chance(random, 0.5) ? 1 : Math.max(1, Math.round(heightPx / 40))
  const columns = Math.ceil(widthPx / size)
  const grain = Float32Array.from({ length: columns * Math.ceil(heightPx / size) }, random)
  const depth = between(random, 0.3, 1)
  const level = between(random, 0.25, 0.62)
  const data = new Uint8Array(dark.length)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const at = y * widthPx + x
      const kept = 1 - depth * grain[Math.floor(y / size) * columns + Math.floor(x / size)]!
      data[at] = dark[at]! * kept > level ? 0 : 255
    }
  }
  return { widthPx, heightPx, data }
}

/**
 * What is left of a line so faint that the scanner cuts within it: grains of the paper that took enough ink, from nearly all to one in
 * twelve, fewer where the hand was light. The grains are those of a scan of 200 to 480 dpi, sampled as coarse as cells are.
 */
export function fallIntoGrains(random: Random, dark: Float32Array, widthPx: number, heightPx: number): GrayImage {
  const side = (heightPx / 64) * between(random, 0.55, 1.2)
  const grain = grains(random, Math.ceil(widthPx / side) + 2, Math.ceil(heightPx / side) + 2)
  const depth = between(random, 0.25, 0.55)
  const uneven = between(random, 0, 0.22)
  const level = 1 - 0.5 * uneven - depth * between(random, 0.08, 1.05)
  const wave = between(random, 4, 9) / heightPx
  const turn = random() * 6.28
  const [kx, ky, phase] = [Math.cos(turn) * wave, Math.sin(turn) * wave, random() * 6.28]
  const data = new Uint8Array(dark.length).fill(255)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const at = y * widthPx + x
      if (dark[at] === 0) continue
      const press = 1 - uneven * (0.5 + 0.5 * Math.sin(kx * x + ky * y + phase))
      let black = 0
      for (const [dx, dy] of QUARTERS)
        if (dark[at]! * (press - depth * grain((x + dx) / side, (y + dy) / side)) > level) black++
      data[at] = 255 - Math.round((255 * black) / QUARTERS.length)
    }
  }
  return { widthPx, heightPx, data }
}

// Where a pixel of the cell is looked up among the grains.
const QUARTERS = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const

// How far each grain keeps the ink off, 0..1. A scan is turned and shifted against the paper: neighbours run into each other.
function grains(random: Random, columns: number, rows: number): (x: number, y: number) => number {
  const raw = Float32Array.from({ length: columns * rows }, random)
  const [fx, fy] = [0.5 * random(), 0.5 * random()]
  return (x, y) => {
    const at = Math.floor(y) * columns + Math.floor(x)
    const top = (1 - fx) * raw[at]! + fx * raw[at + 1]!
    const bottom = (1 - fx) * raw[at + columns]! + fx * raw[at + columns + 1]!
    return (1 - fy) * top + fy * bottom
  }
}
