import type { FittedPage } from '../../contract/digitize.ts'
import type { BlankPage, GrayImage } from '../../contract/image.ts'
import type { Box } from '../../geometry/point.ts'
import { sampleBox } from '../../geometry/sample.ts'
import { mmToPx } from '../../geometry/transform.ts'
import { sampleBlank } from './sampleBlank.ts'
import { withoutStreaks } from './streaks.ts'

/** What paper and print look like in one scan. */
export interface PageTone {
  /** The scan without the scanner's streaks. */
  readonly image: GrayImage
  /** Grey of the paper at a place of the page, light falling off and folds included. */
  readonly paperAt: (xMm: number, yMm: number) => number
  /** Grey of solid print. */
  readonly black: number
  /** Standard deviation of bare paper as sampled, in darkness 0..255: what is below about twice that is no ink. */
  readonly grain: number
  /** Darkness in the scan for each darkness of the blank, 0..255 both: how tints usually came through printer and scanner. */
  readonly printed: Uint8Array
  /** The darkest that a tint came out anywhere (its 93rd percentile): in black and white a light rule is dots of full black. */
  readonly darkest: Uint8Array
}

/** Measured once for each fitted page: the form's own print and paper are the ruler for everything written on it. */
export function pageTone(page: FittedPage): PageTone {
  const known = cache.get(page.fit)
  if (known !== undefined) return known
  const image = withoutStreaks(page.image, Math.abs(Math.sin((page.fit.rotationDeg * Math.PI) / 180)) > 0.7)
  const clean = { ...page, image: { ...image, dpi: page.image.dpi } }
  const paper = paperGrid(clean)
  const black = blackOf(clean, paper.typical)
  const grain = (paper.grain * 255) / (paper.typical - black)
  const tone = { image, paperAt: paper.at, black, grain, ...printedCurves(clean, paper.at, black) }
  cache.set(page.fit, tone)
  return tone
}

const cache = new WeakMap<FittedPage['fit'], PageTone>()

const SAMPLE_PX_PER_MM = 2
const BLOCK_PX = 10
const BLOCK_MM = BLOCK_PX / SAMPLE_PX_PER_MM

function pageBox({ blank }: FittedPage): Box {
  return { x: 0, y: 0, w: blank.widthPx / blank.pxPerMm, h: blank.heightPx / blank.pxPerMm }
}

/** Paper by blocks of 5 mm: the lighter half of what the blank says is unprinted, then what the neighbours agree on. */
function paperGrid(page: FittedPage): {
  at: (xMm: number, yMm: number) => number
  typical: number
  grain: number
} {
  const box = pageBox(page)
  const scan = sampleBox(page.image, page.fit, box, SAMPLE_PX_PER_MM)
  const print = coarseBlank(page.blank, box)
  const columns = Math.ceil(scan.widthPx / BLOCK_PX)
  const rows = Math.ceil(scan.heightPx / BLOCK_PX)
  const raw = new Float32Array(columns * rows)
  const counts = new Uint32Array(256)
  const spreads: number[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      counts.fill(0)
      let total = 0
      for (let y = row * BLOCK_PX; y < Math.min(scan.heightPx, (row + 1) * BLOCK_PX); y++)
        for (let x = column * BLOCK_PX; x < Math.min(scan.widthPx, (column + 1) * BLOCK_PX); x++) {
          const i = y * scan.widthPx + x
          if (print.data[i]! < 250) continue
          counts[scan.data[i]!]!++
          total++
        }
      raw[row * columns + column] = total < 12 ? NaN : fromTop(counts, total * 0.35)
      // Light of the middle only: the dark side is ink and print.
      if (total > 60) spreads.push(fromTop(counts, total * 0.16) - fromTop(counts, total * 0.5))
    }
  const typical = percentile(
    Array.from(raw).filter((value) => !Number.isNaN(value)),
    0.5,
  )
  const settled = settle(raw, columns, rows, typical)
  return { at: bilinear(settled, columns, rows), typical, grain: percentile(spreads, 0.5) }
}

function coarseBlank(blank: BlankPage, box: Box): GrayImage {
  const known = coarse.get(blank)
  if (known !== undefined) return known
  const sampled = sampleBlank(blank, box, SAMPLE_PX_PER_MM)
  coarse.set(blank, sampled)
  return sampled
}

const coarse = new WeakMap<BlankPage, GrayImage>()

function fromTop(counts: Uint32Array, share: number): number {
  let rest = share
  for (let value = 255; value > 0; value--) if ((rest -= counts[value]!) <= 0) return value
  return 0
}

// A block full of ink is darker than all round it: paper is what most of the 5 × 5 blocks show, or lighter.
function settle(raw: Float32Array, columns: number, rows: number, typical: number): Float32Array {
  const out = new Float32Array(raw.length)
  const near: number[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      near.length = 0
      for (let y = Math.max(0, row - 2); y <= Math.min(rows - 1, row + 2); y++)
        for (let x = Math.max(0, column - 2); x <= Math.min(columns - 1, column + 2); x++) {
          const value = raw[y * columns + x]!
          if (!Number.isNaN(value)) near.push(value)
        }
      const middle = near.length === 0 ? typical : percentile(near, 0.6)
      const own = raw[row * columns + column]!
      // 12 grey levels: a shadow changes less than that from one block to the next, a scribble more.
      out[row * columns + column] = Number.isNaN(own) || own < middle - 12 ? middle : own
    }
  return out
}

function bilinear(values: Float32Array, columns: number, rows: number): (xMm: number, yMm: number) => number {
  return (xMm, yMm) => {
    const x = Math.min(Math.max(xMm / BLOCK_MM - 0.5, 0), columns - 1.001)
    const y = Math.min(Math.max(yMm / BLOCK_MM - 0.5, 0), rows - 1.001)
    const i = Math.floor(y) * columns + Math.floor(x)
    const fx = x - Math.floor(x)
    const fy = y - Math.floor(y)
    const top = values[i]! * (1 - fx) + values[i + 1]! * fx
    const bottom = values[i + columns]! * (1 - fx) + values[i + columns + 1]! * fx
    return top * (1 - fy) + bottom * fy
  }
}

// The darker half of the insides of the discs; at least 60 levels of contrast must remain to divide by.
function blackOf({ image, fit, layout }: FittedPage, typical: number): number {
  const used = new Set(fit.fiducials.filter((disc) => disc.used).map(({ id }) => id))
  const values: number[] = []
  for (const { id, xMm, yMm, sizeMm } of layout.fiducials) {
    if (!used.has(id)) continue
    for (let k = 0; k < 12; k++) {
      const angle = (k * Math.PI) / 6
      const reach = sizeMm * (k % 2 === 0 ? 0.15 : 0.3)
      const at = mmToPx(fit, xMm + sizeMm / 2 + Math.cos(angle) * reach, yMm + sizeMm / 2 + Math.sin(angle) * reach)
      const x = Math.round(at.x - 0.5)
      const y = Math.round(at.y - 0.5)
      if (x >= 0 && y >= 0 && x < image.widthPx && y < image.heightPx) values.push(image.data[y * image.widthPx + x]!)
    }
  }
  return Math.min(values.length === 0 ? 0 : percentile(values, 0.3), typical - 60)
}

const CURVE_PX_PER_MM = 6
const BINS = 16

/**
 * How dark each tint came out: what the scan shows where the blank has it, over tiles spread along the fields. Only
 * places whose surroundings in the blank are about as dark count, so that a small error of the fit does not mix tint
 * with paper. Bins that no tile shows lie straight between those that are known.
 */
function printedCurves(
  page: FittedPage,
  paperAt: PageTone['paperAt'],
  black: number,
): Pick<PageTone, 'printed' | 'darkest'> {
  const found = Array.from({ length: BINS }, () => new Uint32Array(256))
  for (const box of tilesAlong(page)) {
    const scan = sampleBox(page.image, page.fit, box, CURVE_PX_PER_MM)
    const print = sampleBlank(page.blank, box, CURVE_PX_PER_MM)
    const paper = paperAt(box.x + box.w / 2, box.y + box.h / 2)
    const w = scan.widthPx
    for (let y = 1; y < scan.heightPx - 1; y++)
      for (let x = 1; x < w - 1; x++) {
        const i = y * w + x
        const dark = 255 - print.data[i]!
        if (dark < 16) continue
        // Along a rule the neighbours on two opposite sides are as dark as it; take the better of both directions.
        const along = Math.min(
          Math.max(Math.abs(print.data[i - 1]! - print.data[i]!), Math.abs(print.data[i + 1]! - print.data[i]!)),
          Math.max(Math.abs(print.data[i - w]! - print.data[i]!), Math.abs(print.data[i + w]! - print.data[i]!)),
        )
        if (along > 24) continue
        const value = ((paper - scan.data[i]!) * 255) / (paper - black)
        found[Math.min(BINS - 1, dark >> 4)]![value < 0 ? 0 : value > 255 ? 255 : value | 0]!++
      }
  }
  const curveAt = (share: number): Uint8Array => curveThrough(found.map((counts) => shareAt(counts, share)))
  return { printed: curveAt(0.6), darkest: curveAt(0.93) }
}

// Up to 24 tiles of 10 mm along the edges of cells and boxes.
function tilesAlong({ layout }: FittedPage): Box[] {
  const boxes = layout.fields.flatMap(
    ({ boxMm, cells, options }) => cells ?? options?.map((option) => option.boxMm) ?? [boxMm],
  )
  const step = Math.max(1, Math.floor(boxes.length / 24))
  return boxes.filter((_, k) => k % step === 0).map(({ x, y }) => ({ x: x - 3, y: y - 3, w: 10, h: 10 }))
}

// The value below which a share lies; null when there are too few to say.
function shareAt(counts: Uint32Array, share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total < 40) return null
  let rest = share * total
  let value = 0
  while (value < 255 && (rest -= counts[value]!) > 0) value++
  return value
}

function curveThrough(bins: readonly (number | null)[]): Uint8Array {
  const knots: [number, number][] = [[0, 0]]
  bins.forEach((value, k) => {
    const before = knots.at(-1)![1]
    // Darker on the blank is never lighter in the scan, whatever a few noisy samples say.
    if (value !== null) knots.push([k * 16 + 8, Math.max(before, value)])
  })
  if (knots.at(-1)![0] < 240) knots.push([255, 255])
  const curve = new Uint8Array(256)
  for (let value = 0, k = 0; value < 256; value++) {
    while (k < knots.length - 2 && knots[k + 1]![0] < value) k++
    const [x0, y0] = knots[k]!
    const [x1, y1] = knots[k + 1]!
    curve[value] = Math.round(Math.min(255, y0 + (y1 - y0) * Math.min(1, (value - x0) / (x1 - x0))))
  }
  return curve
}

function percentile(values: number[], share: number): number {
  if (values.length === 0) return 0
  values.sort((a, b) => a - b)
  return values[Math.min(values.length - 1, Math.floor(share * values.length))]!
}
