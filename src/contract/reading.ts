import { Type, type Static } from 'typebox'
import { BoxMm, type LayoutField } from './layout.ts'

/** A choice is the list of ticked option values; everything else is text. */
export const Value = Type.Union([Type.String(), Type.Array(Type.String())])
export type Value = Static<typeof Value>

export const Candidate = Type.Object({ value: Type.String(), confidence: Type.Number({ minimum: 0, maximum: 1 }) })
export type Candidate = Static<typeof Candidate>

/** One character of a text field: where it stands in the value and what else it might be. */
export const CharacterReading = Type.Object({
  /** Index of the cell in the layout for comb and grid; position in the text for a line, and in the digits or text of what keeps to no cells. */
  cell: Type.Integer({ minimum: 0 }),
  /** The character chosen, '' for an empty cell. */
  value: Type.String(),
  confidence: Type.Number({ minimum: 0, maximum: 1 }),
  /** Best first, the chosen one included. */
  candidates: Type.Array(Candidate),
  /**
   * A cell that stands for more than one character: two stand in it, or some were inserted above the line before it. `value` holds
   * them all as far as they could be read, the cell's own last; a person must look.
   */
  crowded: Type.Optional(Type.Enum(['two', 'inserted'])),
  /** Where its ink stands on the page. In lines, and where text keeps to no cells: a cell has its box in the layout. */
  boxMm: Type.Optional(BoxMm),
})
export type CharacterReading = Static<typeof CharacterReading>

/**
 * empty: no ink. marked: one tick. doubtful: between the two thresholds, or it looks like a tick and something else.
 * cancelled: filled in or scribbled over, which takes a tick back.
 */
export const MarkState = Type.Enum(['empty', 'marked', 'doubtful', 'cancelled'])
export type MarkState = Static<typeof MarkState>

/**
 * What the rules of the field made of the ink. AS_READ: the ink alone says a valid value. CORRECTED: the likeliest valid value
 * differs from the likeliest characters, in these cells. REJECTED: nothing valid explains the ink; it stands as it was read.
 */
export const Decoding = Type.Object({
  reason: Type.Enum(['AS_READ', 'CORRECTED', 'REJECTED']),
  changes: Type.Array(Type.Object({ cell: Type.Integer({ minimum: 0 }), from: Type.String(), to: Type.String() })),
})
export type Decoding = Static<typeof Decoding>

export const MarkReading = Type.Object({
  option: Type.String(),
  state: MarkState,
  /** Share of the box covered by ink that the blank layout does not explain, 0..1. */
  ink: Type.Number(),
  confidence: Type.Number({ minimum: 0, maximum: 1 }),
})
export type MarkReading = Static<typeof MarkReading>

/** Something lies over the form here, or it is off the scan: its own print is not to be seen. */
const Covered = Type.Optional(Type.Literal(true))

/**
 * What the machine says of one field. A reader SHALL answer within its crop, SHALL return confidence 0..1 where it
 * read something, MAY return blank, and SHALL NOT throw for unreadable ink. `failed` is said by the pipeline for a
 * reader that crashed or ran out of time: never an empty answer.
 */
export const Reading = Type.Union([
  Type.Object({
    state: Type.Literal('read'),
    value: Value,
    confidence: Type.Number({ minimum: 0, maximum: 1 }),
    candidates: Type.Array(Candidate),
    engine: Type.String(),
    characters: Type.Optional(Type.Array(CharacterReading)),
    marks: Type.Optional(Type.Array(MarkReading)),
    /** What was read before a decoder or a mask changed it; absent when nothing did. */
    raw: Type.Optional(Type.String()),
    /** Why; absent for fields without rules. */
    decoding: Type.Optional(Decoding),
    covered: Covered,
    /** A second engine that read the same, by itself: `engine` names it last. Printed answers only. */
    confirmed: Type.Optional(Type.Literal(true)),
  }),
  Type.Object({
    state: Type.Literal('blank'),
    engine: Type.String(),
    /** How sure that nothing was written. */
    confidence: Type.Number({ minimum: 0, maximum: 1 }),
    marks: Type.Optional(Type.Array(MarkReading)),
  }),
  Type.Object({
    state: Type.Literal('unclear'),
    candidates: Type.Array(Candidate),
    engine: Type.String(),
    characters: Type.Optional(Type.Array(CharacterReading)),
    marks: Type.Optional(Type.Array(MarkReading)),
    covered: Covered,
  }),
  Type.Object({ state: Type.Literal('failed'), reason: Type.String(), engine: Type.String() }),
])
export type Reading = Static<typeof Reading>

/** Whether the text of cells keeps to none of them: its characters have places of their own on the page. */
export function runsAcrossCells(field: Pick<LayoutField, 'cells'>, reading: Reading): boolean {
  if (field.cells === undefined || reading.state !== 'read') return false
  return reading.characters?.some(({ boxMm }) => boxMm !== undefined) === true
}

/**
 * The likeliest answer to a question that has a doubtful box, as the options ticked; null where the reading names none. A proposal to
 * a person, who sees the box: never a value that stands by itself.
 */
export function likeliestTicks(reading: Reading): { ticked: string[]; confidence: number } | null {
  const best = reading.state === 'unclear' ? reading.candidates[0] : undefined
  if (best === undefined) return null
  return { ticked: best.value.split(',').filter((option) => option !== ''), confidence: best.confidence }
}
