import { Type, type Static } from 'typebox'

const Share = Type.Number({ minimum: 0, maximum: 1 })
const Measured = Type.Object({ count: Type.Integer(), error: Share })

/** What is known about committed weights: how they came to be and what they were measured to do. */
export const TrainingRecord = Type.Object({
  /** Channels of the five convolutions. */
  widths: Type.Tuple([Type.Integer(), Type.Integer(), Type.Integer(), Type.Integer(), Type.Integer()]),
  /** Their logits are averaged. `pens`: what the digits they learnt from were written with (training/damage.ts). */
  nets: Type.Array(Type.Object({ seed: Type.Integer(), pens: Type.Enum(['broad', 'all']) }), { minItems: 1 }),
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
