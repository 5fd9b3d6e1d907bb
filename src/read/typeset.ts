import type { GrayImage } from '../contract/image.ts'
import type { Glyph } from './glyph.ts'
import { resize } from './picture/resize.ts'

/**
 * The glyphs of a field made ready to stand in a line `heightPx` high. A full character fills the height whatever its
 * size in the cell (text height over crop height decides more than anything, RECOGNITION.md); punctuation and other
 * small ink keeps its size and height above the foot of the cell, or a comma would become a character.
 */
export function typeset(glyphs: readonly Glyph[], cellPx: number, heightPx: number): GrayImage[] {
  const typicalPx = typicalSize(glyphs, cellPx)
  return glyphs.map(({ ink, boxPx }) => {
    const size = Math.max(ink.widthPx, ink.heightPx)
    // The flattest full character is 一: as wide as any, a tenth as high.
    const full = size >= SMALL * typicalPx
    const scale = full ? heightPx / Math.max(ink.heightPx, FLAT * typicalPx) : heightPx / (typicalPx * FRAME)
    const height = clamp(Math.round(ink.heightPx * scale), 1, heightPx)
    const width = Math.round(clamp(ink.widthPx * scale * NARROW, 2, heightPx * WIDEST))
    const frameTop = cellPx / 2 - (typicalPx * FRAME) / 2
    const top = full ? (heightPx - height) / 2 : clamp((boxPx.top - frameTop) * scale, 0, heightPx - height)
    return place(resize(ink, width, height), Math.round(top), heightPx)
  })
}

/** Characters are set to three quarters of their width: reads as well and costs a quarter less (decisions/0040). */
const NARROW = 0.75
const SMALL = 0.55
const FLAT = 0.62
const FRAME = 1.12
// In parts of the height, before a long horizontal stroke is squeezed.
const WIDEST = 1.3

// Median over what cannot be punctuation; between what people do write in a cell.
function typicalSize(glyphs: readonly Glyph[], cellPx: number): number {
  const sizes = glyphs
    .map(({ ink }) => Math.max(ink.widthPx, ink.heightPx))
    .filter((size) => size > 0.35 * cellPx)
    .sort((a, b) => a - b)
  return clamp(sizes[sizes.length >> 1] ?? 0.65 * cellPx, 0.4 * cellPx, 0.95 * cellPx)
}

function place(ink: GrayImage, top: number, heightPx: number): GrayImage {
  const data = new Uint8Array(ink.widthPx * heightPx).fill(255)
  data.set(ink.data, top * ink.widthPx)
  return { widthPx: ink.widthPx, heightPx, data }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
