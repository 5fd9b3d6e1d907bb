import type { FittedPage } from '../contract/digitize.ts'
import type { GrayImage } from '../contract/image.ts'
import { grow, type Box } from '../geometry/point.ts'
import { sampleBox } from '../geometry/sample.ts'
import { fillIn } from './ink/fillIn.ts'
import { blankPiece, type BlankPiece } from './ink/blankPiece.ts'
import { formShift } from './ink/formShift.ts'
import { pageTone, type PageTone } from './ink/pageTone.ts'

/**
 * Ink and nothing else: 255 is paper, whatever the form prints there; 0 is as dark as the form's own black. Pixel (0, 0) is
 * the top-left corner of `boxMm`.
 */
export interface InkCrop extends GrayImage {
  readonly pxPerMm: number
  readonly boxMm: Box
  /** Grey of the paper and of solid print in the scan: their difference is what the crop's 0..255 stands for. */
  readonly paperLevel: number
  readonly blackLevel: number
  /** Standard deviation of bare paper in the scan, in the crop's 0..255. */
  readonly grain: number
  /** Grey (of this crop) of the darkest 0.5 % of pixels: near 255 when there is no ink. */
  readonly inkLevel: number
}

/**
 * What a pen has put into a box of the page: the scan sampled through the fit, with all removed that the blank layout
 * explains. Light print (tints, 1-bit remains of them) is subtracted, dark print is covered by what lies on both sides of it, so
 * that a stroke across a rule stays one stroke. What remains of the fit's error is measured piece by piece and taken up by moving the
 * blank, never the scan. `pxPerMm` 6 suits marks, 8 to 12 handwriting. Grain of the paper is taken for paper; `keepFaint`
 * leaves it in for a reader that tells grain from faint pencil by shape. `reachMm`: how far the blank may lie from where the fit puts it.
 * `covered`: a part of the page where the form's dark print is not there to hide a pen.
 */
export function inkOf(
  page: FittedPage,
  boxMm: Box,
  pxPerMm: number,
  { keepFaint = false, reachMm = REACH_MM, covered = null }: InkWish = {},
): InkCrop {
  const tone = pageTone(page)
  const marginPx = Math.ceil(MARGIN_MM * pxPerMm)
  const wide = grow(boxMm, marginPx / pxPerMm)
  const scan = sampleBox(tone.image, page.fit, wide, pxPerMm)
  const { widthPx: w, heightPx: h } = scan
  const dark = darknessOf(scan.data, w, h, wide, pxPerMm, tone.paperAt, tone.black)
  const print = printUnder(page, wide, pxPerMm, reachMm, w, h, dark)
  if (covered !== null) liftDarkPrint(print, w, h, wide, pxPerMm, covered)
  // What paper alone may show: two deviations of its own, never less than a fortieth of black.
  const grain = keepFaint ? 0 : Math.min(40, 6 + 1.5 * tone.grain)
  const ink = subtract(dark, print, tone, grain, w, h, pxPerMm)
  return inner(ink, w, h, marginPx, boxMm, pxPerMm, tone)
}

interface InkWish {
  readonly keepFaint?: boolean
  readonly reachMm?: number
  readonly covered?: Box | null
}

/** The smallest box of pixels round everything darker than `below`; null when there is none. */
export function tightInk(crop: GrayImage, below = 160): Box | null {
  let left = crop.widthPx
  let right = -1
  let top = -1
  let bottom = -1
  for (let y = 0; y < crop.heightPx; y++)
    for (let x = 0; x < crop.widthPx; x++) {
      if (crop.data[y * crop.widthPx + x]! >= below) continue
      if (x < left) left = x
      if (x > right) right = x
      if (top < 0) top = y
      bottom = y
    }
  return right < 0 ? null : { x: left, y: top, w: right - left + 1, h: bottom - top + 1 }
}

/** The crop with its darkest half per cent at 0: lifts faint pencil. Unchanged when there is no ink to lift. */
export function stretchInk(crop: InkCrop): InkCrop {
  if (crop.inkLevel > 200 || crop.inkLevel < 8) return crop
  const scale = 255 / (255 - crop.inkLevel)
  return { ...crop, data: crop.data.map((value) => Math.max(0, 255 - (255 - value) * scale)), inkLevel: 0 }
}

// Print and paper outside the box help to place the blank and to see where a stroke goes on.
const MARGIN_MM = 1.5

function darknessOf(
  scan: Uint8Array,
  w: number,
  h: number,
  wide: Box,
  pxPerMm: number,
  paperAt: (xMm: number, yMm: number) => number,
  black: number,
): Uint8Array {
  const dark = new Uint8Array(scan.length)
  // Paper changes over millimetres: one value for each run of 8 pixels.
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x += 8) {
      const paper = paperAt(wide.x + (x + 4) / pxPerMm, wide.y + (y + 0.5) / pxPerMm)
      const scale = 255 / Math.max(60, paper - black)
      const end = Math.min(w, x + 8)
      for (let i = y * w + x; i < y * w + end; i++) {
        const value = (paper - scan[i]!) * scale
        dark[i] = value < 0 ? 0 : value > 255 ? 255 : value
      }
    }
  return dark
}

// Long fields are placed piece by piece: a fold may run through them.
const PIECE_MM = 22
const REACH_MM = 0.35

// Darkness of the blank under the crop, each piece moved to where the scan shows it.
function printUnder(
  { blank }: FittedPage,
  wide: Box,
  pxPerMm: number,
  reachMm: number,
  w: number,
  h: number,
  dark: Uint8Array,
): Uint8Array {
  const columns = Math.max(1, Math.round(wide.w / PIECE_MM))
  const rows = Math.max(1, Math.round(wide.h / PIECE_MM))
  const reachPx = Math.max(2, Math.ceil(reachMm * pxPerMm))
  const print = new Uint8Array(w * h)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const x0 = Math.round((column * w) / columns)
      const y0 = Math.round((row * h) / rows)
      const pw = Math.round(((column + 1) * w) / columns) - x0
      const ph = Math.round(((row + 1) * h) / rows) - y0
      const box = { x: wide.x + x0 / pxPerMm, y: wide.y + y0 / pxPerMm, w: pw / pxPerMm, h: ph / pxPerMm }
      const plain = blankPiece(blank, box, pxPerMm, reachPx)
      const piece = new Uint8Array(pw * ph)
      for (let y = 0; y < ph; y++) piece.set(dark.subarray((y0 + y) * w + x0, (y0 + y) * w + x0 + pw), y * pw)
      const shift = formShift(piece, pw, plain.spots, reachPx)
      const moved = Math.max(Math.abs(shift.x), Math.abs(shift.y)) < NO_SHIFT_PX ? plain.dark : move(plain, shift)
      for (let y = 0; y < ph; y++) print.set(moved.subarray(y * pw, (y + 1) * pw), (y0 + y) * w + x0)
    }
  return print
}

// What the widened print takes up anyway.
const NO_SHIFT_PX = 0.4

// The piece moved by a part of a pixel or a few; what comes in from outside is what stood at the rim. Weights are in 1/256.
function move({ dark, widthPx: w, heightPx: h }: BlankPiece, { x, y }: { x: number; y: number }): Uint8Array {
  const out = new Uint8Array(dark.length)
  const dx = Math.floor(-x)
  const dy = Math.floor(-y)
  const fx = Math.round((-x - dx) * 256)
  const fy = Math.round((-y - dy) * 256)
  const columns = Int32Array.from({ length: w + 1 }, (_, column) => Math.min(w - 1, Math.max(0, column + dx)))
  for (let row = 0; row < h; row++) {
    const a = Math.min(h - 1, Math.max(0, row + dy)) * w
    const b = Math.min(h - 1, Math.max(0, row + dy + 1)) * w
    for (let column = 0; column < w; column++) {
      const c = columns[column]!
      const d = columns[column + 1]!
      const above = dark[a + c]!
      const below = dark[b + c]!
      const top = (above << 8) + Math.imul(dark[a + d]! - above, fx)
      const bottom = (below << 8) + Math.imul(dark[b + d]! - below, fx)
      out[row * w + column] = ((top << 8) + Math.imul(bottom - top, fy) + 32768) >> 16
    }
  }
  return out
}

const CERTAIN = 40
// From here on toner hides a pen; below, what the pen adds can still be told.
const OPAQUE = 140

// Ink by pixel. The print is taken as dark as its darkest neighbour, so that a tenth of a millimetre of misfit leaves no sliver.
function subtract(
  dark: Uint8Array,
  print: Uint8Array,
  tone: PageTone,
  grain: number,
  w: number,
  h: number,
  pxPerMm: number,
): Uint8Array {
  const worst = dilate(print, w, h, Math.max(1, Math.round(0.12 * pxPerMm)))
  const ink = new Uint8Array(dark.length)
  const unknown = new Uint8Array(dark.length)
  for (let i = 0; i < dark.length; i++) {
    // Most of a page: bare paper.
    if (worst[i]! < 10 && dark[i]! <= grain) continue
    const form = worst[i]! < 10 ? 0 : tone.darkest[worst[i]!]!
    if (form >= OPAQUE) {
      unknown[i] = 1
      ink[i] = dark[i]!
      continue
    }
    const explained = form === 0 ? grain : Math.min(200, form * 1.1 + grain)
    const rest = dark[i]! - explained
    if (rest <= 0) continue
    if (form === 0) {
      ink[i] = (rest * 255) / (255 - grain)
      continue
    }
    // Surely ink: as dark as it is under the tint that is really here, so that a stroke does not fade where it crosses.
    const form0 = tone.printed[print[i]!]!
    const full = ((dark[i]! - form0) * 255) / (255 - form0)
    ink[i] = rest >= CERTAIN ? full : (full * rest) / CERTAIN
  }
  fillIn(ink, unknown, w, h, Math.ceil(0.7 * pxPerMm))
  return ink
}

function liftDarkPrint(print: Uint8Array, w: number, h: number, wide: Box, pxPerMm: number, covered: Box): void {
  const left = Math.max(0, Math.round((covered.x - wide.x) * pxPerMm))
  const right = Math.min(w, Math.round((covered.x + covered.w - wide.x) * pxPerMm))
  const bottom = Math.min(h, Math.round((covered.y + covered.h - wide.y) * pxPerMm))
  for (let y = Math.max(0, Math.round((covered.y - wide.y) * pxPerMm)); y < bottom; y++)
    for (let i = y * w + left; i < y * w + right; i++) if (print[i]! >= OPAQUE) print[i] = 0
}

// The darkest within `radius` in both directions, a pixel at a time.
function dilate(values: Uint8Array, w: number, h: number, radius: number): Uint8Array {
  let grown = values
  for (let step = 0; step < radius; step++) grown = growDown(growAcross(grown, w, h), w, h)
  return grown
}

function growAcross(values: Uint8Array, w: number, h: number): Uint8Array {
  const out = new Uint8Array(values.length)
  for (let y = 0; y < h; y++) {
    const last = (y + 1) * w - 1
    let before = 0
    let here = values[y * w]!
    for (let i = y * w; i <= last; i++) {
      const next = i < last ? values[i + 1]! : 0
      const side = before > next ? before : next
      out[i] = side > here ? side : here
      before = here
      here = next
    }
  }
  return out
}

function growDown(values: Uint8Array, w: number, h: number): Uint8Array {
  const out = new Uint8Array(values.length)
  for (let y = 0; y < h; y++) {
    const up = y > 0 ? -w : 0
    const down = y < h - 1 ? w : 0
    for (let i = y * w; i < (y + 1) * w; i++) {
      const a = values[i + up]!
      const b = values[i + down]!
      const side = a > b ? a : b
      const here = values[i]!
      out[i] = side > here ? side : here
    }
  }
  return out
}

function inner(
  ink: Uint8Array,
  w: number,
  h: number,
  marginPx: number,
  boxMm: Box,
  pxPerMm: number,
  tone: PageTone,
): InkCrop {
  const widthPx = Math.max(1, Math.round(boxMm.w * pxPerMm))
  const heightPx = Math.max(1, Math.round(boxMm.h * pxPerMm))
  const data = new Uint8Array(widthPx * heightPx)
  const counts = new Uint32Array(256)
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const from = Math.min(h - 1, y + marginPx) * w + Math.min(w - 1, x + marginPx)
      const value = 255 - ink[from]!
      data[y * widthPx + x] = value
      counts[value]!++
    }
  let rest = Math.max(4, data.length * 0.005)
  let inkLevel = 0
  while (inkLevel < 255 && (rest -= counts[inkLevel]!) > 0) inkLevel++
  return {
    widthPx,
    heightPx,
    data,
    pxPerMm,
    boxMm: { x: boxMm.x, y: boxMm.y, w: boxMm.w, h: boxMm.h },
    paperLevel: tone.paperAt(boxMm.x + boxMm.w / 2, boxMm.y + boxMm.h / 2),
    blackLevel: tone.black,
    grain: tone.grain,
    inkLevel,
  }
}
