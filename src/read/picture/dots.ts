import type { GrayImage } from '../../contract/image.ts'
import { soften } from './soften.ts'

/**
 * Whether ink, dark on 255 at 8 px/mm, stands in dots instead of lines: what black and white leaves of a pencil or a dry pen. Pictures of
 * one field or more together, for a single stroke may look like anything.
 */
export function isDotted(pictures: readonly GrayImage[]): boolean {
  return raggedness(pictures) > DOTTED
}

/**
 * Outline over ink: how much grey changes from each pixel to the next, across and down, for each level of darkness. The line of a pen is
 * three to five pixels wide and has .4 to 1, dots have 1.2 to 3.5. 0 where there is no ink.
 */
export function raggedness(pictures: readonly GrayImage[]): number {
  let ink = 0
  let outline = 0
  for (const { widthPx, heightPx, data } of pictures)
    for (let y = 0; y < heightPx; y++) {
      const end = (y + 1) * widthPx
      const below = y + 1 < heightPx ? widthPx : 0
      let here = darkness(data[end - widthPx]!)
      for (let at = end - widthPx; at < end; at++) {
        const next = at + 1 < end ? darkness(data[at + 1]!) : here
        ink += here
        outline += Math.abs(here - next) + Math.abs(here - darkness(data[at + below]!))
        here = next
      }
    }
  return ink > 0 ? outline / ink : 0
}

function darkness(value: number): number {
  return value < SURELY_PAPER ? SURELY_PAPER - value : 0
}

const SURELY_PAPER = 225
// Combs of 70 pages, `normal`: on all but two pages, of pencil in black and white, the median of the cells is .96 or less; on 39 of 40 such pages 1.22 or more.
const DOTTED = 1.1

/** The same pictures, but dots run together into the lines that they are left of: what readers of characters know. */
export function inLines(pictures: readonly GrayImage[]): readonly GrayImage[] {
  return isDotted(pictures) ? pictures.map(joinDots) : pictures
}

function joinDots(picture: GrayImage): GrayImage {
  const { widthPx, heightPx, data } = picture
  const dark = Float32Array.from(data, (value) => 255 - value)
  soften(dark, widthPx, heightPx, PASSES)
  return { widthPx, heightPx, data: Uint8Array.from(dark, (value) => Math.max(0, 255 - GAIN * value)) }
}

// Set on the letters 601 to 612 of the validation pool, pencil in black and white: one to four passes, twice to six times as dark.
const PASSES = 3
const GAIN = 5
