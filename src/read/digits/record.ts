import { Type, type Static } from 'typebox'

const Share = Type.Number({ minimum: 0, maximum: 1 })
const Measured = Type.Object({ count: Type.Integer(), error: Share })

/**
 * What the nets of one file are for: `whole` lines of a pen, or `dotted` ones, of which black and white has left the grains of the paper
 * that took enough ink.
 */
export const INKS = ['whole', 'dotted'] as const
export const Ink = Type.Enum(INKS)
export type Ink = Static<typeof Ink>

/** What is known about committed weights: how they came to be and what they were measured to do. */
export const TrainingRecord = Type.Object({
  /** Channels of the five convolutions. */
  widths: Type.Tuple([Type.Integer(), Type.Integer(), Type.Integer(), Type.Integer(), Type.Integer()]),
  ink: Ink,
  /** One net each; their logits are averaged. */
  seeds: Type.Array(Type.Integer(), { minItems: 1 }),
  epochs: Type.Integer(),
  batch: Type.Integer(),
  peakRate: Type.Number(),
  data: Type.String(),
  augmentation: Type.String(),
  trainedOn: Type.Integer(),
  cpuSeconds: Type.Number(),
  /** Divides the logits; fitted on the held-out training digits. */
  temperature: Type.Number({ exclusiveMinimum: 0 }),
  /** Training digits that were not learnt from, plain and in damaged cells. `calibrationError` is stated − found, binned. */
  heldOut: Type.Object({ plain: Measured, damaged: Measured, calibrationError: Type.Number() }),
  /** The 10,000 test digits: reported, never tuned on. */
  test: Type.Object({ plain: Measured, damaged: Measured }),
  sha256: Type.String(),
})
export type TrainingRecord = Static<typeof TrainingRecord>
