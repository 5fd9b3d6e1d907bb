import type { GrayImage } from '../contract/image.ts'
import type { Glyph } from './glyph.ts'
import { resize } from './picture/resize.ts'

/**
 * The glyphs of a field made ready to stand in a line `heightPx` high, all at one scale and as high above the foot of
 * their cells as they were written: what is small is punctuation, what stands low is a comma. Giving each its own scale
 * costs 10 points (decisions/0040).
 */
export function typeset(glyphs: readonly Glyph[], cellPx: number, heightPx: number): GrayImage[] {
  const framePx = largeSize(glyphs, cellPx) * FRAME
  const scale = heightPx / framePx
  const frameTop = (cellPx - framePx) / 2
  return glyphs.map(({ ink, boxPx }) => {
    const height = Math.round(clamp(ink.heightPx * scale, 1, heightPx))
    const width = Math.round(clamp(ink.widthPx * scale * NARROW, 2, heightPx * WIDEST))
    const top = Math.round(clamp((boxPx.top - frameTop) * scale, 0, heightPx - height))
    return place(resize(ink, width, height), top, heightPx)
  })
}

/** A tenth narrower than written: reads as well and costs a tenth less. */
const NARROW = 0.9
const FRAME = 1.05
// In parts of the height, before a stroke that runs away is squeezed.
const WIDEST = 1.3

// Nine in ten characters are smaller; between what people do write in a cell.
function largeSize(glyphs: readonly Glyph[], cellPx: number): number {
  const sizes = glyphs
    .map(({ ink }) => Math.max(ink.widthPx, ink.heightPx))
    .filter((size) => size > 0.35 * cellPx)
    .sort((a, b) => a - b)
  return clamp(sizes[Math.floor(sizes.length * 0.9)] ?? 0.75 * cellPx, 0.45 * cellPx, cellPx)
}

function place(ink: GrayImage, top: number, heightPx: number): GrayImage {
  const data = new Uint8Array(ink.widthPx * heightPx).fill(255)
  data.set(ink.data, top * ink.widthPx)
  return { widthPx: ink.widthPx, heightPx, data }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
