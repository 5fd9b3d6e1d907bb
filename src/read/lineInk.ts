import type { FittedPage } from '../contract/digitize.ts'
import type { GrayImage } from '../contract/image.ts'
import type { BoxMm } from '../contract/layout.ts'
import type { Point } from '../geometry/point.ts'
import { inkOf, type InkCrop } from './ink.ts'
import { crop, type PxBox } from './picture/crop.ts'
import { findPatches } from './picture/components.ts'
import { inLines } from './picture/dots.ts'
import { inkLevel, stretch } from './picture/stretch.ts'

/** A line of writing, cropped tight to its ink. */
export interface WrittenLine {
  readonly picture: GrayImage
  /** Its top-left corner on the page. */
  readonly atMm: Point
  /** How far it falls to the right on the page for how far it goes; the picture is level. */
  readonly slope: number
  readonly pxPerMm: number
}

export interface LineInk {
  /** Top to bottom. */
  readonly lines: readonly WrittenLine[]
  /** How sure that nothing was written, when there are no lines. */
  readonly blankConfidence: number
}

/** What was written into a box without cells. */
export function lineInk(page: FittedPage, boxMm: BoxMm): LineInk {
  return linesOf(boxInk(page, boxMm), 0)
}

/** The lines in a crop of ink that was made level: it fell by `slope`. */
export function linesOf(raw: InkCrop, slope: number): LineInk {
  const { boxMm } = raw
  const level = inkLevel([raw], STROKE_MM2 * PX_PER_MM ** 2)
  const blankConfidence = Math.min(1, Math.max(0.5, level / 240))
  if (level > NO_INK) return { lines: [], blankConfidence }
  const [line] = inLines([raw])
  const ink = withoutSpecks(stretch(line!, inkLevel([line!], STROKE_MM2 * PX_PER_MM ** 2)))
  const bands = bandsOf(ink)
  const lines = bands
    .map((band) => tight(ink, band))
    .filter((box) => box !== null)
    .map((box) => ({
      picture: crop(ink, box),
      atMm: { x: boxMm.x + box.left / PX_PER_MM, y: boxMm.y + (box.top + slope * box.left) / PX_PER_MM },
      slope,
      pxPerMm: PX_PER_MM,
    }))
  return { lines, blankConfidence }
}

/** The ink of a box without cells, before it is told apart into lines. */
export function boxInk(page: FittedPage, boxMm: BoxMm): InkCrop {
  return inkOf(page, boxMm, PX_PER_MM)
}

export const PX_PER_MM = 8
const STROKE_MM2 = 2
const NO_INK = 215
/** Half of the way from ink to paper after stretching. */
export const INK_BELOW = 140
const SPECK_MM2 = 0.06
// Lines of writing are higher than this; a lower band is a dot or a tail that belongs to its neighbour.
const LEAST_LINE_MM = 2.2

function withoutSpecks(image: GrayImage): GrayImage {
  const all = { left: 0, top: 0, right: image.widthPx, bottom: image.heightPx }
  const data = image.data.slice()
  for (const patch of findPatches(image, INK_BELOW, all))
    if (patch.areaPx < SPECK_MM2 * PX_PER_MM ** 2) for (const at of patch.pixels) data[at] = 255
  return { ...image, data }
}

interface Band {
  readonly top: number
  readonly bottom: number
}

/** Stretches of rows with ink, those too low for a line joined to the nearest. */
function bandsOf(image: GrayImage): Band[] {
  const bands: Band[] = []
  for (let y = 0; y < image.heightPx; y++) {
    const row = image.data.subarray(y * image.widthPx, (y + 1) * image.widthPx)
    if (!row.some((value) => value < INK_BELOW)) continue
    const last = bands.at(-1)
    if (last !== undefined && last.bottom === y) bands[bands.length - 1] = { top: last.top, bottom: y + 1 }
    else bands.push({ top: y, bottom: y + 1 })
  }
  const high = bands.filter(({ top, bottom }) => bottom - top >= LEAST_LINE_MM * PX_PER_MM)
  // All of it is low: punctuation, a dash, one flat character.
  if (high.length === 0) return bands.length === 0 ? [] : [{ top: bands[0]!.top, bottom: bands.at(-1)!.bottom }]
  for (const low of bands.filter((band) => !high.includes(band))) {
    const nearest = high.reduce((a, b) => (gap(low, b) < gap(low, a) ? b : a))
    if (gap(low, nearest) > (LEAST_LINE_MM * PX_PER_MM) / 2) continue
    high[high.indexOf(nearest)] = {
      top: Math.min(low.top, nearest.top),
      bottom: Math.max(low.bottom, nearest.bottom),
    }
  }
  return high
}

function gap(a: Band, b: Band): number {
  return Math.max(a.top - b.bottom, b.top - a.bottom)
}

function tight(image: GrayImage, { top, bottom }: Band): PxBox | null {
  let left = image.widthPx
  let right = 0
  for (let y = top; y < bottom; y++)
    for (let x = 0; x < image.widthPx; x++) {
      if (image.data[y * image.widthPx + x]! >= INK_BELOW) continue
      left = Math.min(left, x)
      right = Math.max(right, x + 1)
    }
  if (right === 0) return null
  const side = 3
  return { left: left - side, top: top - 1, right: right + side, bottom: bottom + 1 }
}
