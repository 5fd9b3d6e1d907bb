import type { FittedPage } from '../contract/digitize.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { Candidate, MarkReading, Reading } from '../contract/reading.ts'
import { bounds, grow, overlaps, type Box } from '../geometry/point.ts'
import { inkOf, type InkCrop } from './ink.ts'
import { inkOfBoxes, type BoxInk } from './marks/boxInk.ts'
import { markState } from './marks/markState.ts'
import { strokesOf, type StrokeMap } from './marks/strokes.ts'

const ENGINE = 'marks'
const PX_PER_MM = 6

/**
 * The ticks of a choice. `read`: every box is plainly ticked, empty or cancelled and at least one is ticked; the
 * value is the ticked options in the layout's order and the confidence that of the least sure box. `blank`: nothing
 * ticked (cancelled ticks count as none). `unclear`: a box is doubtful; the candidates are the likely answers, each the
 * ticked values joined by `,` ('' for none), best first. Every box stands in `marks` with what was seen.
 */
export function readMarks(page: FittedPage, field: LayoutField): Reading {
  const options = field.options ?? []
  if (options.length === 0) return { state: 'blank', engine: ENGINE, confidence: 1, marks: [] }
  const boxes = options.map(({ boxMm }) => boxMm)
  const inks = boxInks(page, boxes)
  const marks: MarkReading[] = options.map(({ value }, k) => {
    const { state, confidence } = markState(inks[k]!)
    return { option: value, state, ink: inks[k]!.cover, confidence }
  })
  const confidence = Math.min(...marks.map((mark) => mark.confidence))
  const value = marks.filter(({ state }) => state === 'marked').map(({ option }) => option)
  if (marks.some(({ state }) => state === 'doubtful'))
    return { state: 'unclear', candidates: answersOf(marks), engine: ENGINE, marks }
  if (value.length === 0) return { state: 'blank', engine: ENGINE, confidence, marks }
  return {
    state: 'read',
    value,
    confidence,
    candidates: [{ value: value.join(','), confidence }],
    engine: ENGINE,
    marks,
  }
}

// Boxes near enough to share a stroke are looked at together, others apart: labels between them need not be sampled.
function boxInks(page: FittedPage, boxes: readonly Box[]): BoxInk[] {
  const inks: BoxInk[] = []
  for (const group of neighbours(boxes)) {
    const near = group.map((k) => boxes[k]!)
    const crop = inkOf(page, grow(bounds(near), AROUND_MM), PX_PER_MM, { keepFaint: true })
    inkOfBoxes(crop, findStrokes(crop), near).forEach((ink, i) => (inks[group[i]!] = ink))
  }
  return inks
}

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

// Grain, clipped at paper and softened over 3 × 3, has a mean of 0.4 and a deviation of about 0.3 of the paper's: strokes begin
// four deviations above.
function findStrokes(crop: InkCrop): StrokeMap {
  return strokesOf(crop, Math.round(9 + 0.9 * crop.grain), Math.round(18 + 1.7 * crop.grain))
}

/** `signed` when a pen has been in the box for more than a spot; `unclear` for a trace; blank otherwise. */
export function readSignature(page: FittedPage, field: LayoutField): Reading {
  const crop = inkOf(page, grow(field.boxMm, -0.5), PX_PER_MM, { keepFaint: true })
  const { strokes } = findStrokes(crop)
  const lengthMm = strokes.reduce((sum, { area }) => sum + area / PX_PER_MM ** 2 / 0.55, 0)
  if (lengthMm >= SIGNED_MM) return signed(Math.min(0.999, 0.9 + lengthMm / 400))
  if (lengthMm > TRACE_MM)
    return { state: 'unclear', candidates: [{ value: 'signed', confidence: 0.5 }], engine: ENGINE }
  return { state: 'blank', engine: ENGINE, confidence: 0.99 }
}

// A single character is some 15 mm of stroke, dust and a crossing crease less than 4.
const SIGNED_MM = 9
const TRACE_MM = 3.5

function signed(confidence: number): Reading {
  return { state: 'read', value: 'signed', confidence, candidates: [{ value: 'signed', confidence }], engine: ENGINE }
}

// With and without each of the first two doubtful boxes, the fullest answer first; one is as likely as another.
function answersOf(marks: readonly MarkReading[]): Candidate[] {
  const doubtful = marks.filter(({ state }) => state === 'doubtful').slice(0, 2)
  const takes = doubtful.length === 1 ? [[0], []] : [[0, 1], [0], [1], []]
  return takes.map((take) => {
    const taken = new Set(take.map((k) => doubtful[k]))
    const chosen = marks.filter((mark) => mark.state === 'marked' || taken.has(mark))
    return { value: chosen.map(({ option }) => option).join(','), confidence: 1 / takes.length }
  })
}
