import type { FittedPage } from '../../contract/digitize.ts'
import { bounds, grow, overlaps, type Box } from '../../geometry/point.ts'
import { inkOf, type InkCrop } from '../ink.ts'
import { inkOfBoxes, type BoxInk } from './boxInk.ts'
import { findStrokes } from './strokes.ts'

export const MARK_PX_PER_MM = 6

/** The ink in every tick box of a page, by field and in the order of its options. Measured once for each fitted page. */
export function inksOn(page: FittedPage): ReadonlyMap<string, readonly BoxInk[]> {
  const known = cache.get(page.fit)
  if (known !== undefined) return known
  const inks = new Map(
    page.layout.fields.flatMap(({ id, options }) =>
      options === undefined
        ? []
        : [
            [
              id,
              boxInks(
                page,
                options.map(({ boxMm }) => boxMm),
              ),
            ] as const,
          ],
    ),
  )
  cache.set(page.fit, inks)
  return inks
}

const cache = new WeakMap<FittedPage['fit'], ReadonlyMap<string, readonly BoxInk[]>>()

// Boxes near enough to share a stroke are looked at together, others apart: labels between them need not be sampled.
function boxInks(page: FittedPage, boxes: readonly Box[]): BoxInk[] {
  const inks: BoxInk[] = []
  for (const group of neighbours(boxes)) {
    const near = group.map((k) => boxes[k]!)
    const crop = inkRound(page, near)
    inkOfBoxes(crop, findStrokes(crop), near).forEach((ink, i) => (inks[group[i]!] = ink))
  }
  return inks
}

/** The ink in and round tick boxes, group by group: what marks are told from. */
export function groupInks(page: FittedPage, boxes: readonly Box[]): InkCrop[] {
  return neighbours(boxes).map((group) =>
    inkRound(
      page,
      group.map((k) => boxes[k]!),
    ),
  )
}

function inkRound(page: FittedPage, boxes: readonly Box[]): InkCrop {
  return inkOf(page, grow(bounds(boxes), AROUND_MM), MARK_PX_PER_MM, { keepFaint: true, reachMm: REACH_MM })
}

// Beside a fold a box may lie half a millimetre off, and its own black rule would be a tick.
const REACH_MM = 0.8

// As far as a tick may start or end outside its box.
const AROUND_MM = 5

function neighbours(boxes: readonly Box[]): number[][] {
  const groups: number[][] = []
  boxes.forEach((box, k) => {
    const reach = grow(box, AROUND_MM)
    const touching = groups.filter((group) => group.some((j) => overlaps(reach, grow(boxes[j]!, AROUND_MM))))
    for (const group of touching) groups.splice(groups.indexOf(group), 1)
    groups.push([...touching.flat(), k])
  })
  return groups
}
