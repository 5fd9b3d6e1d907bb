import type { GrayImage } from '../../contract/image.ts'
import { resampleInk } from './resample.ts'
import { findStrokes } from './strokes.ts'

/** Side of the square the net sees, in pixels. */
export const NORMAL_SIZE_PX = 28
/** The longer side of the ink within it, as MNIST has it. */
const INK_SIZE_PX = 20
// Darkness levels (0..255) closer than this are paper grain: there is no ink to stretch.
const LEAST_CONTRAST = 20
const FAINT_CONTRAST = 60

/** A digit as the net sees it, and how much ink it was made of in the cell. */
export interface NormalDigit {
  /** 28 × 28, paper 0, ink 1. */
  readonly ink: Float32Array
  /** Ink in pixels of the cell, each counted by its darkness. */
  readonly inkPx: number
  /** How much darker than the paper it is, 0..255. */
  readonly contrast: number
  /** The same of its darkest dots, which may be a seventh of a square millimetre in all: what black and white leaves of a pencil. */
  readonly dots: number
}

/**
 * A cell's ink as MNIST shows digits: the ink's box scaled to 20 with its shape kept, its centre of mass in the middle.
 * Takes any size; null when the cell shows no ink. Training goes through it as well. `marginPx`: how much of the picture, on each side,
 * is not the cell but what lies round it.
 */
export function normalizeDigit(cell: GrayImage, marginPx = 0): NormalDigit | null {
  const stretched = stretch(cell)
  if (stretched === null) return null
  const strokes = findStrokes(stretched.ink, cell.widthPx, cell.heightPx, marginPx)
  if (strokes === null) return null
  const { box, centre, inkPx } = strokes
  // The box has a rim of one pixel; half of it is ink's own soft edge.
  const scale = INK_SIZE_PX / (Math.max(box.w, box.h) - 1)
  const small = resampleInk(strokes.ink, cell.widthPx, {
    box,
    scale,
    sizePx: NORMAL_SIZE_PX,
    left: place(centre.x, box.x, box.w, scale),
    top: place(centre.y, box.y, box.h, scale),
  })
  return { ink: strengthen(small), inkPx, contrast: stretched.contrast, dots: stretched.dots }
}

// Dots and hairlines turn pale when they are made small: their darkest pixels shall be ink again.
function strengthen(ink: Float32Array): Float32Array {
  const inked = ink.filter((value) => value > 0.15).sort()
  const level = inked[Math.floor(inked.length * 0.9)] ?? 1
  const gain = Math.min(2.5, 1 / level)
  return ink.map((value) => Math.min(1, value * gain))
}

// Percentiles instead of extremes: neither a speck nor a glare decides. Ink is a few percent of a loose crop and up to
// 40 % of a tight one, so the paper is read at the 40th percentile and the ink near the top.
function stretch(cell: GrayImage): { ink: Float32Array; contrast: number; dots: number } | null {
  const histogram = new Uint32Array(256)
  for (const value of cell.data) histogram[255 - value]!++
  const low = percentile(histogram, cell.data.length * 0.4)
  const usual = percentile(histogram, cell.data.length * 0.985)
  // A few dots in a wide crop are less than that.
  const high = usual - low < FAINT_CONTRAST ? percentile(histogram, cell.data.length * 0.996) : usual
  if (high - low < LEAST_CONTRAST) return null
  const from = low + 0.12 * (high - low)
  const gain = 1 / (0.8 * (high - low))
  const level = new Float32Array(256)
  for (let value = 0; value < 256; value++) level[value] = Math.min(1, Math.max(0, (255 - value - from) * gain))
  const ink = new Float32Array(cell.data.length)
  for (let i = 0; i < ink.length; i++) ink[i] = level[cell.data[i]!]!
  return { ink, contrast: high - low, dots: percentile(histogram, cell.data.length * 0.998) - low }
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
