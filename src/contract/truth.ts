import { Type, type Static } from 'typebox'
import { Value } from './reading.ts'

/** What the simulator wrote on one page and did to it: the truth a reading is compared with. */
export const TruthField = Type.Object({
  /** What the citizen meant: ticked options, or the text; '' or [] when left blank. */
  value: Value,
  /** comb and grid: the character written in each cell of the layout, '' for none. */
  cells: Type.Optional(Type.Array(Type.String())),
  /** choice: how each option was ticked: none, check, cross, dot, slash, overshoot, faint, cancelled, circled, … */
  marks: Type.Optional(Type.Record(Type.String(), Type.String())),
  /** Handwriting font or 'print', so that results can be set out by writer. */
  hand: Type.Optional(Type.String()),
})
export type TruthField = Static<typeof TruthField>

export const TruthPage = Type.Object({
  page: Type.Integer(),
  /** Place in the scan file, from 0. */
  index: Type.Integer(),
  /** Exact position of every fiducial in the scan, for measuring the fit; null when cut off. */
  fiducialsPx: Type.Record(
    Type.String(),
    Type.Union([Type.Object({ x: Type.Number(), y: Type.Number() }), Type.Null()]),
  ),
  damage: Type.Array(Type.String()),
})

/** One letter: one scan file. */
export const TruthLetter = Type.Object({
  file: Type.String(),
  form: Type.String(),
  version: Type.Integer(),
  serial: Type.Union([Type.String(), Type.Null()]),
  severity: Type.String(),
  seed: Type.Integer(),
  pages: Type.Array(TruthPage),
  fields: Type.Record(Type.String(), TruthField),
})
export type TruthLetter = Static<typeof TruthLetter>

/** Severities from kind to cruel; `normal` is what a tidy office scanner makes of a posted form. */
export const severities = ['clean', 'normal', 'rough', 'hostile'] as const
export type Severity = (typeof severities)[number]
