import type { GrayImage } from '../contract/image.ts'
import { crop, type PxBox } from './picture/crop.ts'
import { findPatches } from './picture/components.ts'

/** What was written in one cell: its ink, cropped tight, and where the ink stood. */
export interface Glyph {
  readonly cell: number
  /** Dark on white; ink of neighbours that reached into the cell is gone. */
  readonly ink: GrayImage
  /** In pixels from the top-left corner of the cell. */
  readonly boxPx: PxBox
}

/**
 * The ink of one cell, or null when there is none. `around` is the cell with a margin, so that strokes that run out of
 * the cell stay whole; a patch of ink belongs to the cell that holds most of it.
 */
export function glyphOf(cell: number, around: GrayImage, marginPx: number, pxPerMm: number): Glyph | null {
  const inside: PxBox = {
    left: marginPx,
    top: marginPx,
    right: around.widthPx - marginPx,
    bottom: around.heightPx - marginPx,
  }
  const speck = SPECK_MM2 * pxPerMm ** 2
  const patches = findPatches(around, TRACE_BELOW, inside).map((patch) => {
    const inkPx = countInk(around, patch.pixels)
    return { ...patch, inkPx, own: inkPx >= speck && patch.insidePx * 2 > patch.areaPx }
  })
  const own = patches.filter((patch) => patch.own)
  const areaPx = own.reduce((sum, patch) => sum + patch.inkPx, 0)
  if (areaPx < EMPTY_MM2 * pxPerMm ** 2) return null
  const box = own.map((patch) => patch.box).reduce(union)
  // One pixel more on each side: the soft edge of a stroke is above the threshold.
  const grown = { left: box.left - 1, top: box.top - 1, right: box.right + 1, bottom: box.bottom + 1 }
  const foreign = patches.filter((patch) => !patch.own && patch.inkPx >= speck)
  return {
    cell,
    ink: crop(without(around, foreign), grown),
    boxPx: {
      left: grown.left - marginPx,
      top: grown.top - marginPx,
      right: grown.right - marginPx,
      bottom: grown.bottom - marginPx,
    },
  }
}

// Thin strokes hang on to dark ones: followed as far as they differ from paper grain.
const TRACE_BELOW = 205
// Half of the way from ink to paper after stretching.
const INK_BELOW = 140
// A grain of toner is below 0.1 mm across; the dot of a pen 0.4 mm.
const SPECK_MM2 = 0.06
const EMPTY_MM2 = 0.18

function countInk({ data }: GrayImage, pixels: Int32Array): number {
  let count = 0
  for (let i = 0; i < pixels.length; i++) if (data[pixels[i]!]! < INK_BELOW) count++
  return count
}

function union(a: PxBox, b: PxBox): PxBox {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }
}

/** White where these patches are, their soft edges included; what is too faint for a patch stays with its character. */
function without(image: GrayImage, patches: readonly { pixels: Int32Array }[]): GrayImage {
  if (patches.length === 0) return image
  const { widthPx, heightPx } = image
  const data = image.data.slice()
  for (const { pixels } of patches) {
    for (const at of pixels) {
      const x = at % widthPx
      const y = (at - x) / widthPx
      for (let ny = Math.max(0, y - 1); ny <= Math.min(heightPx - 1, y + 1); ny++)
        data.fill(255, ny * widthPx + Math.max(0, x - 1), ny * widthPx + Math.min(widthPx - 1, x + 1) + 1)
    }
  }
  return { widthPx, heightPx, data }
}
