import type { FittedPage } from '../contract/digitize.ts'
import type { BoxMm } from '../contract/layout.ts'
import { grow } from '../geometry/point.ts'
import { sampleBox } from '../geometry/sample.ts'
import { pageTone } from './ink/pageTone.ts'

/**
 * Whether anything in the middle of a cell is darker than paper, where the form prints nothing: a coarse look, a tenth of the
 * work of taking the form out. Says yes in doubt; every character that is written into a cell crosses its middle.
 */
export function mayHoldInk(page: FittedPage, cellMm: BoxMm): boolean {
  const { image, paperAt, black } = pageTone(page)
  const middle = grow(cellMm, -RIM_MM)
  if (middle.w <= 0 || middle.h <= 0) return true
  const { data } = sampleBox(image, page.fit, middle, PX_PER_MM)
  const paper = paperAt(cellMm.x + cellMm.w / 2, cellMm.y + cellMm.h / 2)
  const below = paper - (Math.max(60, paper - black) * DARK) / 255
  let found = 0
  for (let i = 0; i < data.length; i++) if (data[i]! < below && ++found >= FEWEST) return true
  return false
}

// The printed frame of a cell and what the fit may be off.
const RIM_MM = 0.5
// A sample every 0.25 mm: no pen is that fine by half.
const PX_PER_MM = 4
// Of the darkness of solid print, 0..255. Paper grain ends at 20, the faintest pencil lies near 65.
const DARK = 30
// One is a speck; the dot of a full stop is two at least.
const FEWEST = 2
