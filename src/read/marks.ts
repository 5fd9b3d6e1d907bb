import type { FittedPage } from '../contract/digitize.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { Candidate, MarkReading, Reading } from '../contract/reading.ts'
import { grow } from '../geometry/point.ts'
import { inkOf, type InkCrop } from './ink.ts'
import type { BoxInk } from './marks/boxInk.ts'
import { inksOn, MARK_PX_PER_MM } from './marks/inksOn.ts'
import { markState } from './marks/markState.ts'
import { findStrokes } from './marks/strokes.ts'

const ENGINE = 'marks'

/**
 * The ticks of a choice. `read`: every box is plainly ticked, empty or cancelled and at least one is ticked; the
 * value is the ticked options in the layout's order and the confidence that of the least sure box. `blank`: nothing
 * ticked (cancelled ticks count as none). `unclear`: a box is doubtful; the candidates are the likely answers, each the
 * ticked values joined by `,` ('' for none), best first. Every box stands in `marks` with what was seen.
 */
export function readMarks(page: FittedPage, field: LayoutField): Reading {
  const options = field.options ?? []
  if (options.length === 0) return { state: 'blank', engine: ENGINE, confidence: 1, marks: [] }
  const inks = inksOn(page).get(field.id)!
  const marks: MarkReading[] = options.map(({ value }, k) => {
    const { state, confidence } = markState(inks[k]!)
    return { option: value, state, ink: inks[k]!.cover, confidence }
  })
  const confidence = Math.min(...marks.map((mark) => mark.confidence))
  const value = marks.filter(({ state }) => state === 'marked').map(({ option }) => option)
  if (marks.some(({ state }) => state === 'doubtful'))
    return { state: 'unclear', candidates: answersOf(marks), engine: ENGINE, marks }
  if (value.length === 0)
    return { state: 'blank', engine: ENGINE, confidence: Math.min(confidence, surelyBlank(inks)), marks }
  return {
    state: 'read',
    value,
    confidence,
    candidates: [{ value: value.join(','), confidence }],
    engine: ENGINE,
    marks,
  }
}

// A black and white scan may keep nothing at all of a faint tick: no ink there is less than no answer (decision 0036).
function surelyBlank(inks: readonly BoxInk[]): number {
  return inks.some(({ bits }) => bits) ? 0.9 : 1
}

/** `signed` when a pen has been in the box for more than a spot; `unclear` for a trace; blank otherwise. */
export function readSignature(page: FittedPage, field: LayoutField): Reading {
  const crop = signatureInk(page, field)
  const { strokes } = findStrokes(crop)
  const lengthMm = strokes.reduce((sum, { area }) => sum + area / MARK_PX_PER_MM ** 2 / 0.55, 0)
  if (lengthMm >= SIGNED_MM) return signed(Math.min(0.999, 0.9 + lengthMm / 400))
  if (lengthMm > TRACE_MM)
    return { state: 'unclear', candidates: [{ value: 'signed', confidence: 0.5 }], engine: ENGINE }
  return { state: 'blank', engine: ENGINE, confidence: 0.99 }
}

/** The ink in a signature's box, its rule left out. */
export function signatureInk(page: FittedPage, field: LayoutField): InkCrop {
  return inkOf(page, grow(field.boxMm, -0.5), MARK_PX_PER_MM, { keepFaint: true })
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
