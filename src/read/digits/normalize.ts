import type { GrayImage } from '../../contract/image.ts'
import { resampleInk } from './resample.ts'
import { findStrokes } from './strokes.ts'

/** Side of the square the net sees, in pixels. */
export const NORMAL_SIZE_PX = 28
/** The longer side of the ink within it, as MNIST has it. */
const INK_SIZE_PX = 20
// Darkness levels (0..255) closer than this are paper grain: there is no ink to stretch.
const LEAST_CONTRAST = 20

/**
 * A cell's ink as MNIST shows digits: paper 0, ink 1, 28 × 28, the ink's box scaled to 20 with its shape kept, its
 * centre of mass in the middle. Takes any size; null when the cell shows no ink. Training goes through it as well.
 */
export function normalizeDigit(cell: GrayImage): Float32Array | null {
  const ink = stretch(cell)
  if (ink === null) return null
  const strokes = findStrokes(ink, cell.widthPx, cell.heightPx)
  if (strokes === null) return null
  const { box, centre } = strokes
  // The box has a rim of one pixel; half of it is ink's own soft edge.
  const scale = INK_SIZE_PX / (Math.max(box.w, box.h) - 1)
  return resampleInk(strokes.ink, cell.widthPx, {
    box,
    scale,
    sizePx: NORMAL_SIZE_PX,
    left: place(centre.x, box.x, box.w, scale),
    top: place(centre.y, box.y, box.h, scale),
  })
}

// Percentiles instead of extremes: neither a speck nor a glare decides. Ink is a few percent of a loose crop and up to
// 40 % of a tight one, so the paper is read at the 40th percentile and the ink near the top.
function stretch(cell: GrayImage): Float32Array | null {
  const histogram = new Uint32Array(256)
  for (const value of cell.data) histogram[255 - value]!++
  const low = percentile(histogram, cell.data.length * 0.4)
  const high = percentile(histogram, cell.data.length * 0.985)
  if (high - low < LEAST_CONTRAST) return null
  const from = low + 0.12 * (high - low)
  const gain = 1 / (0.8 * (high - low))
  const level = new Float32Array(256)
  for (let value = 0; value < 256; value++) level[value] = Math.min(1, Math.max(0, (255 - value - from) * gain))
  const ink = new Float32Array(cell.data.length)
  for (let i = 0; i < ink.length; i++) ink[i] = level[cell.data[i]!]!
  return ink
}

function percentile(histogram: Uint32Array, rank: number): number {
  let seen = 0
  for (let level = 0; level < 256; level++) {
    seen += histogram[level]!
    if (seen > rank) return level
  }
  return 255
}

// Left (or top) edge of the output in source pixels: centre of mass in the middle, unless ink would leave the square.
function place(centre: number, from: number, length: number, scale: number): number {
  const side = NORMAL_SIZE_PX / scale
  const wanted = centre - side / 2
  const margin = 1 / scale
  return Math.min(from - margin, Math.max(from + length + margin - side, wanted))
}
