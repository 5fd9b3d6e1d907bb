import type { BlankPage } from '../../contract/image.ts'
import type { Box } from '../../geometry/point.ts'
import { contrastSpots, type ContrastSpots } from './formShift.ts'
import { sampleBlank } from './sampleBlank.ts'

/** Darkness 0..255 of a piece of the blank, and the spots that place it. */
export interface BlankPiece {
  readonly widthPx: number
  readonly heightPx: number
  readonly dark: Uint8Array
  readonly spots: ContrastSpots
}

/** Every page of a form asks for the same pieces: they are kept, up to 12 million pixels for each blank. */
export function blankPiece(blank: BlankPage, boxMm: Box, pxPerMm: number, reachPx: number): BlankPiece {
  let shelf = shelves.get(blank)
  if (shelf === undefined) shelves.set(blank, (shelf = { pieces: new Map(), pixels: 0 }))
  const key = `${boxMm.x},${boxMm.y},${boxMm.w},${boxMm.h},${pxPerMm},${reachPx}`
  const known = shelf.pieces.get(key)
  if (known !== undefined) return known
  const { widthPx, heightPx, data: dark } = sampleBlank(blank, boxMm, pxPerMm)
  for (let i = 0; i < dark.length; i++) dark[i] = 255 - dark[i]!
  const piece = { widthPx, heightPx, dark, spots: contrastSpots(dark, widthPx, heightPx, reachPx) }
  if (shelf.pixels + dark.length <= MOST_PIXELS) {
    shelf.pieces.set(key, piece)
    shelf.pixels += dark.length
  }
  return piece
}

const MOST_PIXELS = 12e6
const shelves = new WeakMap<BlankPage, { readonly pieces: Map<string, BlankPiece>; pixels: number }>()
