import type { Point } from '../../geometry/point.ts'
import { applyHomography, fitHomography, invertHomography, type Homography } from '../../geometry/transform.ts'
import type { PagePlan, ScannerSetting } from './plan.ts'
import { levelIn, MIXED, plainTiles } from './plainTiles.ts'

/** How a sheet lies in the scan, before the picture is turned. */
export interface Warp {
  readonly widthPx: number
  readonly heightPx: number
  /** Flat sheet (mm) to scan (px) and back. */
  readonly toScan: Homography
  readonly toSheet: Homography
  /** Added to flat millimetres to get those of the printed page: what folds and rollers displaced. */
  readonly bend: (xMm: number, yMm: number) => Point
}

export function warpOf(
  page: { widthMm: number; heightMm: number },
  plan: Pick<PagePlan, 'skewDeg' | 'shift' | 'scale' | 'corners' | 'folds' | 'wander'>,
  setting: Pick<ScannerSetting, 'dpi' | 'canvasMm'>,
): Warp {
  const { widthMm: w, heightMm: h } = page
  const pxPerMm = setting.dpi / 25.4
  const cosine = Math.cos((plan.skewDeg * Math.PI) / 180)
  const sine = Math.sin((plan.skewDeg * Math.PI) / 180)
  const corners = [
    { x: 0, y: 0 },
    { x: w, y: 0 },
    { x: w, y: h },
    { x: 0, y: h },
  ]
  const placed = corners.map((corner, i) => {
    const dx = (corner.x - w / 2) * plan.scale.x
    const dy = (corner.y - h / 2) * plan.scale.y
    return {
      x: (setting.canvasMm.w / 2 + cosine * dx - sine * dy + plan.shift.x + (plan.corners[i]?.x ?? 0)) * pxPerMm,
      y: (setting.canvasMm.h / 2 + sine * dx + cosine * dy + plan.shift.y + (plan.corners[i]?.y ?? 0)) * pxPerMm,
    }
  })
  const toScan = fitHomography(corners, placed)
  return {
    widthPx: Math.round(setting.canvasMm.w * pxPerMm),
    heightPx: Math.round(setting.canvasMm.h * pxPerMm),
    toScan,
    toSheet: invertHomography(toScan),
    bend: bendOf(page, plan),
  }
}

/** Exactly where a point of the printed page is in the scan: the bend is undone by fixed-point steps (it is flat: they shrink fast). */
export function pageToScan(warp: Warp, xMm: number, yMm: number): Point {
  let x = xMm
  let y = yMm
  for (let i = 0; i < 12; i++) {
    const shift = warp.bend(x, y)
    x = xMm - shift.x
    y = yMm - shift.y
  }
  return applyHomography(warp.toScan, x, y)
}

// Paper beside a crease stands up and seems pushed along, most about 12 mm away from it.
const PUSH_MM = 12

function bendOf(
  page: { widthMm: number; heightMm: number },
  { folds, wander }: Pick<PagePlan, 'folds' | 'wander'>,
): Warp['bend'] {
  return (xMm, yMm) => {
    let x = 0
    let y = 0
    for (const { dx, dy, lengthMm, phase } of wander) {
      const angle = (yMm / lengthMm) * 2 * Math.PI + phase
      x += dx * Math.sin(angle)
      y += dy * Math.cos(angle * 0.9)
    }
    for (const fold of folds) {
      const flat = fold.across === 'horizontal'
      const along = flat ? xMm - page.widthMm / 2 : yMm - page.heightMm / 2
      const d = ((flat ? yMm : xMm) - fold.atMm - along * fold.slope) / PUSH_MM
      if (d > 3 || d < -3) continue
      const push = fold.pushMm * d * Math.exp(-d * d) * 2.33
      if (flat) y += push
      else x += push
    }
    return { x, y }
  }
}

/** One layer of a sheet, all of the same size: its grey, or how much ink there is. */
export interface SheetLayer {
  readonly data: Uint8Array
  /** What the scanner sees beside the sheet. */
  readonly outside: number
}

/** The sheet as the scanner sees it: one value a scan pixel for each of its layers. Bilinear. */
export function sampleSheet(
  { widthPx: sw, heightPx: sh }: { readonly widthPx: number; readonly heightPx: number },
  layers: readonly SheetLayer[],
  sheetPxPerMm: number,
  warp: Warp,
): Uint8Array[] {
  const { widthPx, heightPx, toSheet } = warp
  const sampled = layers.map(({ data, outside }) => ({
    source: data,
    outside,
    tiles: plainTiles(data, sw, sh),
    out: new Uint8Array(widthPx * heightPx),
  }))
  for (let row = 0; row < heightPx; row++) {
    let here = through(warp, toSheet, 0.5, row + 0.5)
    for (let start = 0; start < widthPx; start += RUN_PX) {
      const end = Math.min(start + RUN_PX, widthPx)
      const there = through(warp, toSheet, end + 0.5, row + 0.5)
      const count = end - start
      const x = here.x * sheetPxPerMm - 0.5
      const y = here.y * sheetPxPerMm - 0.5
      const dx = ((there.x - here.x) * sheetPxPerMm) / count
      const dy = ((there.y - here.y) * sheetPxPerMm) / count
      here = there
      const to = row * widthPx + start
      const left = Math.min(x, x + dx * (count - 1))
      const right = Math.max(x, x + dx * (count - 1))
      const top = Math.min(y, y + dy * (count - 1))
      const bottom = Math.max(y, y + dy * (count - 1))
      const inside = left >= 0 && right < sw - 1 && top >= 0 && bottom < sh - 1
      for (const { source, outside, tiles, out } of sampled) {
        if (!inside) {
          let ex = x
          let ey = y
          for (let k = to; k < to + count; k++, ex += dx, ey += dy) out[k] = sampleEdge(source, sw, sh, ex, ey, outside)
          continue
        }
        const level = levelIn(tiles, left, right + 1, top, bottom + 1)
        if (level === MIXED) sampleRun(source, sw, x, y, dx, dy, out, to, count)
        else out.fill(level, to, to + count)
      }
    }
  }
  return sampled.map(({ out }) => out)
}

/** Whole-number weights of 1/256: half the time of fractions, and no grey level is off by more than one. */
function sampleRun(
  source: Uint8Array,
  sw: number,
  x: number,
  y: number,
  dx: number,
  dy: number,
  out: Uint8Array,
  to: number,
  count: number,
): void {
  for (let k = to; k < to + count; k++, x += dx, y += dy) {
    const ix = x | 0
    const iy = y | 0
    const at = iy * sw + ix
    const fx = ((x - ix) * 256) | 0
    const above = source[at]!
    const below = source[at + sw]!
    const top = (above << 8) + Math.imul(source[at + 1]! - above, fx)
    const bottom = (below << 8) + Math.imul(source[at + sw + 1]! - below, fx)
    out[k] = ((top << 8) + Math.imul(bottom - top, ((y - iy) * 256) | 0) + 32768) >> 16
  }
}

function sampleEdge(
  data: Uint8Array,
  widthPx: number,
  heightPx: number,
  x: number,
  y: number,
  outside: number,
): number {
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  if (ix < 0 || iy < 0 || ix >= widthPx - 1 || iy >= heightPx - 1) return outside
  const at = iy * widthPx + ix
  const top = data[at]! + (data[at + 1]! - data[at]!) * (x - ix)
  const bottom = data[at + widthPx]! + (data[at + widthPx + 1]! - data[at + widthPx]!) * (x - ix)
  return top + (bottom - top) * (y - iy) + 0.5
}

// Short enough that the bend is straight over a run.
const RUN_PX = 32

function through(warp: Warp, toSheet: Homography, xPx: number, yPx: number): Point {
  const flat = applyHomography(toSheet, xPx, yPx)
  const shift = warp.bend(flat.x, flat.y)
  return { x: flat.x + shift.x, y: flat.y + shift.y }
}
