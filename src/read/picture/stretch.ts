import type { GrayImage } from '../../contract/image.ts'

/**
 * How dark the pen of these crops is, 0..255: darker than that is two fifths of its ink. One value for a whole field, because one
 * pen wrote it: a cell of its own would take paper grain for ink. Where there is less ink than `strokePx` pixels, the
 * grey of the darkest so many: above about 215 nothing was written.
 */
export function inkLevel(crops: readonly GrayImage[], strokePx: number): number {
  const histogram = new Uint32Array(256)
  for (const { data } of crops) countGreys(data, histogram)
  const inkPx = histogram.subarray(0, SURELY_INK).reduce((sum, count) => sum + count, 0)
  return darkest(histogram, Math.max(strokePx, inkPx * TYPICAL_SHARE))
}

// A function of its own, as `translate`: crops are made in many places, and a loop beside the object is compiled for each make of them.
function countGreys(data: Uint8Array, histogram: Uint32Array): void {
  for (let i = 0; i < data.length; i++) histogram[data[i]!]!++
}

const SURELY_INK = 200
// Not the darkest of it: a brush or a pen that presses on is far darker there than in its thin strokes, which must be kept.
const TYPICAL_SHARE = 0.4

function darkest(histogram: Uint32Array, count: number): number {
  let seen = 0
  for (let value = 0; value < 256; value++) {
    seen += histogram[value]!
    if (seen >= count) return value
  }
  return 255
}

/** Grey values spread so that `inkLevel` becomes black and paper white. Helps faint pencil (RECOGNITION.md). */
export function stretch({ widthPx, heightPx, data }: GrayImage, inkLevel: number): GrayImage {
  const span = Math.max(1, PAPER - inkLevel)
  const table = Uint8Array.from({ length: 256 }, (_, v) => Math.min(255, Math.max(0, ((v - inkLevel) * 255) / span)))
  return { widthPx, heightPx, data: translate(data, table) }
}

function translate(data: Uint8Array, table: Uint8Array): Uint8Array {
  const spread = new Uint8Array(data.length)
  for (let i = 0; i < data.length; i++) spread[i] = table[data[i]!]!
  return spread
}

// Scanners put paper a little below white.
const PAPER = 245
