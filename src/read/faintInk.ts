import type { FittedPage } from '../contract/digitize.ts'
import type { Finding } from '../contract/finding.ts'
import { bounds } from '../geometry/point.ts'
import { rowInk, rowsOf } from './cellInk.ts'
import { PX_PER_MM } from './cells.ts'
import type { InkCrop } from './ink.ts'
import { findPatches } from './picture/components.ts'
import type { PxBox } from './picture/crop.ts'

/**
 * Whether the pen was too faint for a scan in black and white, so that dots are left of its lines; null where it was not, or nothing
 * was written. A person reads no more of it than we do: the sheet is better scanned in grey. Looks at the first rows of cells that hold ink.
 */
export function faintInk(page: FittedPage): Finding | null {
  const inks = []
  for (const row of page.layout.fields.flatMap(({ cells }) => rowsOf(cells ?? []))) {
    const ink = rowInk(page, row, PX_PER_MM)
    if (ink !== null && inkPx(ink) >= LEAST_INK_MM2 * PX_PER_MM ** 2) inks.push(ink)
    if (inks.length === ROWS) break
  }
  const areas = inks.flatMap((ink) => findPatches(ink, INK_BELOW, allOf(ink)).map(({ areaPx }) => areaPx))
  const inDots = sum(areas.filter((area) => area < DOT_MM2 * PX_PER_MM ** 2))
  const measured = Math.round((100 * inDots) / Math.max(1, sum(areas)))
  if (measured < WORTH_SAYING) return null
  return { code: 'INK_DOTTED', boxMm: bounds(inks.map(({ boxMm }) => boxMm)), sides: [], measured, unit: '%' }
}

function inkPx({ data }: InkCrop): number {
  return data.reduce((count, value) => count + Number(value < INK_BELOW), 0)
}

function allOf({ widthPx, heightPx }: InkCrop): PxBox {
  return { left: 0, top: 0, right: widthPx, bottom: heightPx }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

const INK_BELOW = 140
// Less is dust on the glass.
const LEAST_INK_MM2 = 2
const DOT_MM2 = 0.25
// Percent. Of the ink of pens there is next to none in dots; pencil with 5 to 16 % is read like any.
const WORTH_SAYING = 25
const ROWS = 12
