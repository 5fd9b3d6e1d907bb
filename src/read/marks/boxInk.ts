import { grow, type Box } from '../../geometry/point.ts'
import type { InkCrop } from '../ink.ts'
import { leastPeak, type Stroke, type StrokeMap } from './strokes.ts'

/** What is in one tick box, as shares of its side or area. */
export interface BoxInk {
  /** Share of the inside of the box (its rule left out) covered by the cores of strokes of any kind. */
  readonly cover: number
  /** Ink of strokes that belong here: length of pen stroke inside the box over the side of the box. */
  readonly own: number
  /** The same for ink that belongs to another box or to none. */
  readonly stray: number
  /** Larger and smaller side of what belongs here, inside and out, over the side of the box. */
  readonly long: number
  readonly short: number
  /** Darkness 0..1 of the darkest of what belongs here. */
  readonly peak: number
  /** The same over the least that any stroke has in this scan: 1 is as light as the darkest grain. */
  readonly overGrain: number
  /** Share of the inside of the box with ink of any darkness within a third of a millimetre: high where it was filled in, whatever the scan kept of it. */
  readonly spread: number
  /** Share of the strokes that belong here which lies in or close to the box. */
  readonly inside: number
  /** Of the largest stroke that belongs here: see `Stroke`. */
  readonly broad: number
  readonly sharp: number
  /** Square millimetres of any darkness inside the box beyond the paper's grain, too little or too scattered for a stroke included. */
  readonly trace: number
  /** The scan is black and white: what is too light for its threshold is not there at all. */
  readonly bits: boolean
  /** A loop round the box and its label. */
  readonly circled: boolean
}

/**
 * Which stroke belongs to which box: the one that most of it lies in. A stroke that mostly lies in none is a stray: a
 * neighbour's overshoot, handwriting, a crease.
 */
export function inkOfBoxes(crop: InkCrop, map: StrokeMap, boxes: readonly Box[]): BoxInk[] {
  const shares = boxes.map((box) =>
    sharesOf(map, toPx(crop, grow(box, -RULE_MM)), toPx(crop, box), toPx(crop, grow(box, NEAR_MM))),
  )
  const homes = map.strokes.map((stroke, k) => homeOf(stroke, k + 1, shares, crop, boxes))
  return boxes.map((box, b) => measure(crop, map, box, b, shares, homes))
}

const NEAR_MM = 1
// The printed rule and what is guessed under it.
const RULE_MM = 0.35
// Width of a pen stroke as the softened crop shows it.
const PEN_MM = 0.55

interface PxBox {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Pixels of each stroke (by label): its core inside the box's rule, all of it in the box, and all of it near the box. */
interface Shares {
  readonly core: ReadonlyMap<number, number>
  readonly inside: ReadonlyMap<number, number>
  readonly near: ReadonlyMap<number, number>
}

function toPx({ boxMm, pxPerMm, widthPx, heightPx }: InkCrop, { x, y, w, h }: Box): PxBox {
  return {
    left: Math.max(0, Math.round((x - boxMm.x) * pxPerMm)),
    right: Math.min(widthPx, Math.round((x + w - boxMm.x) * pxPerMm)),
    top: Math.max(0, Math.round((y - boxMm.y) * pxPerMm)),
    bottom: Math.min(heightPx, Math.round((y + h - boxMm.y) * pxPerMm)),
  }
}

function sharesOf({ labels, darkness, strokes, widthPx }: StrokeMap, core: PxBox, box: PxBox, outer: PxBox): Shares {
  const shares = { core: new Map<number, number>(), inside: new Map<number, number>(), near: new Map<number, number>() }
  const count = (map: Map<number, number>, label: number): void => void map.set(label, (map.get(label) ?? 0) + 1)
  for (let y = outer.top; y < outer.bottom; y++)
    for (let x = outer.left; x < outer.right; x++) {
      const i = y * widthPx + x
      const label = labels[i]!
      if (label === 0) continue
      count(shares.near, label)
      if (!holds(box, x, y)) continue
      count(shares.inside, label)
      if (holds(core, x, y) && darkness[i]! >= CORE * strokes[label - 1]!.peak) count(shares.core, label)
    }
  return shares
}

// Half of its peak: as wide as the pen, whatever the blur.
const CORE = 0.45

function holds({ left, right, top, bottom }: PxBox, x: number, y: number): boolean {
  return x >= left && x < right && y >= top && y < bottom
}

type Home = { readonly box: number; readonly circled: boolean } | null

function homeOf(stroke: Stroke, label: number, shares: readonly Shares[], crop: InkCrop, boxes: readonly Box[]): Home {
  if (isLine(stroke, crop, boxes[0]!.w)) return null
  let box = -1
  let most = 0
  shares.forEach(({ near, inside }, b) => {
    const worth = (near.get(label) ?? 0) + (inside.get(label) ?? 0)
    if (worth > most) {
      most = worth
      box = b
    }
  })
  if (box < 0) return null
  const round = circledBox(stroke, crop, boxes)
  if (round !== null) return { box: round, circled: true }
  const near = shares[box]!.near.get(label) ?? 0
  return near >= LEAST_NEAR * stroke.area ? { box, circled: false } : null
}

// Half of an overshooting tick may lie outside; less than a third inside is something passing through.
const LEAST_NEAR = 0.38

// A crease or a scanner streak: thin, straight, along the page's edges, and far longer than any tick.
function isLine(stroke: Stroke, { pxPerMm }: InkCrop, sideMm: number): boolean {
  const long = Math.max(stroke.right - stroke.left, stroke.bottom - stroke.top) / pxPerMm
  const upright = Math.abs(Math.sin(2 * stroke.angle)) < 0.14
  return long > 2.2 * sideMm && upright && stroke.across < 0.4 * pxPerMm
}

// A loop starts left of a box, passes above and below it and goes on to the right, over its label.
function circledBox(stroke: Stroke, crop: InkCrop, boxes: readonly Box[]): number | null {
  const b = boxes.findIndex((box) => {
    const { left, right, top, bottom } = toPx(crop, box)
    const side = right - left
    return (
      stroke.left < left &&
      stroke.left > left - side &&
      stroke.top < top + 0.1 * side &&
      stroke.bottom > bottom - 0.1 * side &&
      stroke.bottom - stroke.top < 2.4 * side &&
      stroke.right > right + 0.9 * side
    )
  })
  return b < 0 ? null : b
}

function measure(
  crop: InkCrop,
  map: StrokeMap,
  box: Box,
  b: number,
  shares: readonly Shares[],
  homes: readonly Home[],
): BoxInk {
  const { pxPerMm } = crop
  const side = (box.w + box.h) / 2
  let own = 0
  let stray = 0
  let ownAll = 0
  let ownNear = 0
  let peak = 0
  let circled = false
  let largest: Stroke | null = null
  const extent = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
  const labels = new Set([...shares[b]!.inside.keys(), ...homes.flatMap((home, k) => (home?.box === b ? [k + 1] : []))])
  for (const label of labels) {
    const stroke = map.strokes[label - 1]!
    const home = homes[label - 1] ?? null
    const inside = shares[b]!.core.get(label) ?? 0
    if (home?.box !== b) {
      stray += inside
      continue
    }
    circled ||= home.circled
    if (largest === null || stroke.area > largest.area) largest = stroke
    own += inside
    ownAll += stroke.area
    ownNear += shares[b]!.near.get(label) ?? 0
    peak = Math.max(peak, stroke.peak)
    extent.left = Math.min(extent.left, stroke.left)
    extent.right = Math.max(extent.right, stroke.right)
    extent.top = Math.min(extent.top, stroke.top)
    extent.bottom = Math.max(extent.bottom, stroke.bottom)
  }
  const w = ownAll === 0 ? 0 : (extent.right - extent.left + 1) / pxPerMm / side
  const h = ownAll === 0 ? 0 : (extent.bottom - extent.top + 1) / pxPerMm / side
  const length = (area: number): number => area / pxPerMm ** 2 / PEN_MM / side
  return {
    cover: coverOf(crop, shares[b]!, box),
    own: length(own),
    stray: length(stray),
    long: Math.max(w, h),
    short: Math.min(w, h),
    peak: peak / 255,
    overGrain: peak / leastPeak(crop),
    spread: spreadOf(crop, box),
    inside: ownAll === 0 ? 0 : ownNear / ownAll,
    broad: largest?.broad ?? 0,
    sharp: largest?.sharp ?? 0,
    trace: traceOf(crop, box),
    bits: crop.grain === 0 && crop.blackLevel < 5 && crop.paperLevel > 250,
    circled,
  }
}

function coverOf(crop: InkCrop, { core }: Shares, box: Box): number {
  const { left, right, top, bottom } = toPx(crop, grow(box, -RULE_MM))
  let inked = 0
  for (const pixels of core.values()) inked += pixels
  return inked / Math.max(1, (right - left) * (bottom - top))
}

function traceOf(crop: InkCrop, box: Box): number {
  const { left, right, top, bottom } = toPx(crop, grow(box, -RULE_MM))
  const floor = 3 * crop.grain
  let sum = 0
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) sum += Math.max(0, 255 - crop.data[y * crop.widthPx + x]! - floor)
  return sum / 255 / crop.pxPerMm ** 2
}

function spreadOf(crop: InkCrop, box: Box): number {
  const { left, right, top, bottom } = toPx(crop, grow(box, -RULE_MM))
  const reach = Math.round(crop.pxPerMm / 3)
  const floor = 255 - Math.max(60, 3 * crop.grain)
  let near = 0
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if (hasInk(crop, x, y, reach, floor)) near++
  return near / Math.max(1, (right - left) * (bottom - top))
}

function hasInk({ data, widthPx, heightPx }: InkCrop, x: number, y: number, reach: number, floor: number): boolean {
  for (let yy = Math.max(0, y - reach); yy <= Math.min(heightPx - 1, y + reach); yy++)
    for (let xx = Math.max(0, x - reach); xx <= Math.min(widthPx - 1, x + reach); xx++)
      if (data[yy * widthPx + xx]! < floor) return true
  return false
}
