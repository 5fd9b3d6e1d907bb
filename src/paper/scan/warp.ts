import type { Point } from '../../geometry/point.ts'
import { applyHomography, fitHomography, invertHomography, type Homography } from '../../geometry/transform.ts'
import type { PagePlan, ScannerSetting } from './plan.ts'

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
      const push = fold.pushMm * d * Math.exp(-d * d) * 2.33
      if (flat) y += push
      else x += push
    }
    return { x, y }
  }
}

/** The sheet as the scanner sees it: one value a scan pixel, `outside` beside the sheet. Bilinear. */
export function sampleSheet(
  sheet: { readonly widthPx: number; readonly heightPx: number; readonly data: Uint8Array },
  sheetPxPerMm: number,
  warp: Warp,
  outside: number,
): Uint8Array {
  const { widthPx, heightPx, toSheet } = warp
  const { widthPx: sw, heightPx: sh, data: source } = sheet
  const out = new Uint8Array(widthPx * heightPx)
  for (let row = 0; row < heightPx; row++) {
    let here = through(warp, toSheet, 0.5, row + 0.5)
    for (let start = 0; start < widthPx; start += RUN_PX) {
      const end = Math.min(start + RUN_PX, widthPx)
      const there = through(warp, toSheet, end + 0.5, row + 0.5)
      const count = end - start
      let x = here.x * sheetPxPerMm - 0.5
      let y = here.y * sheetPxPerMm - 0.5
      const dx = ((there.x - here.x) * sheetPxPerMm) / count
      const dy = ((there.y - here.y) * sheetPxPerMm) / count
      here = there
      let to = row * widthPx + start
      for (let k = 0; k < count; k++, x += dx, y += dy, to++) {
        const ix = Math.floor(x)
        const iy = Math.floor(y)
        if (ix < 0 || iy < 0 || ix >= sw - 1 || iy >= sh - 1) {
          out[to] = outside
          continue
        }
        const at = iy * sw + ix
        const fx = x - ix
        const top = source[at]! + (source[at + 1]! - source[at]!) * fx
        const bottom = source[at + sw]! + (source[at + sw + 1]! - source[at + sw]!) * fx
        out[to] = top + (bottom - top) * (y - iy) + 0.5
      }
    }
  }
  return out
}

// Short enough that the bend is straight over a run.
const RUN_PX = 16

function through(warp: Warp, toSheet: Homography, xPx: number, yPx: number): Point {
  const flat = applyHomography(toSheet, xPx, yPx)
  const shift = warp.bend(flat.x, flat.y)
  return { x: flat.x + shift.x, y: flat.y + shift.y }
}
