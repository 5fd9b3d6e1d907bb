import { Type, type Static } from 'typebox'
import { Value } from './reading.ts'

/**
 * What the simulator wrote into one field: the truth a reading is compared with. A text that goes on in a continuation
 * sheet is given field by field, each with the part that stands in its own cells.
 */
export const TruthField = Type.Object({
  /** What the citizen meant: ticked options, or the text (dates as YYYY-MM-DD); '' or [] when left blank. */
  value: Value,
  /** comb and grid: the character written in each cell of the layout, '' for none. */
  cells: Type.Optional(Type.Array(Type.String())),
  /** choice: how each option was ticked: none, check, cross, dot, slash, overshoot, faint, cancelled, circled, … */
  marks: Type.Optional(Type.Record(Type.String(), Type.String())),
  /** Cells that were corrected: struck out (nothing counts there) or overwritten (the second character counts). */
  corrections: Type.Optional(Type.Record(Type.String(), Type.Enum(['struck', 'overwritten']))),
  /**
   * Cells that stand for more than one character: two written in it, or some inserted above the line before it, whose own character
   * comes last. `cells` holds them all.
   */
  crowded: Type.Optional(Type.Record(Type.String(), Type.Enum(['two', 'inserted']))),
  /** Handwriting font, `strokes` for the pen model, 'print' for what was typed in, or 'strip' for what was stuck on: results are set out by it. */
  hand: Type.Optional(Type.String()),
})
export type TruthField = Static<typeof TruthField>

export const TruthPage = Type.Object({
  page: Type.Integer(),
  /** The file it is in: several when the scanner writes one file a page. */
  file: Type.String(),
  /** Place in that file, from 0. */
  index: Type.Integer(),
  /**
   * Exact centre of every fiducial in the scan, for measuring the fit, also of one that is covered (see `damage`); null
   * when cut off. Pixels from the top-left corner of the image: the centre of its first pixel is (0.5, 0.5).
   */
  fiducialsPx: Type.Record(
    Type.String(),
    Type.Union([Type.Object({ x: Type.Number(), y: Type.Number() }), Type.Null()]),
  ),
  damage: Type.Array(Type.String()),
})
export type TruthPage = Static<typeof TruthPage>

/** One letter. `file` is its scan file, or the first of them. */
export const TruthLetter = Type.Object({
  file: Type.String(),
  form: Type.String(),
  version: Type.Integer(),
  serial: Type.Union([Type.String(), Type.Null()]),
  severity: Type.String(),
  seed: Type.Integer(),
  pages: Type.Array(TruthPage),
  /** Empty backs of sheets that a duplex scanner took along. */
  blankPages: Type.Array(Type.Object({ file: Type.String(), index: Type.Integer() })),
  fields: Type.Record(Type.String(), TruthField),
})
export type TruthLetter = Static<typeof TruthLetter>

/** Severities from kind to cruel; `normal` is what a tidy office scanner makes of a posted form. */
export const severities = ['clean', 'normal', 'rough', 'hostile'] as const
export type Severity = (typeof severities)[number]
