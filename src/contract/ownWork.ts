import { Type, type Static } from 'typebox'

const Compared = Type.Object({ compared: Type.Integer(), agreed: Type.Integer() })

/** One person's own work of the last days, for that person alone: nobody else can ask for it. */
export const OwnWork = Type.Object({
  /** First day that counts, ISO 8601. */
  since: Type.String(),
  letters: Type.Integer(),
  fields: Type.Integer(),
  /** Time at work: between two saves that lie close together. */
  hours: Type.Number(),
  /** null: too little to say. */
  lettersPerHour: Type.Union([Type.Number(), Type.Null()]),
  fieldsPerHour: Type.Union([Type.Number(), Type.Null()]),
  /** Fields that another keyed apart from them, and those of them where both say the same. */
  second: Compared,
  /** Own values that were drawn and keyed again, and those that were right. */
  sample: Compared,
})
export type OwnWork = Static<typeof OwnWork>

/** One save of a person. */
export interface OwnSave {
  readonly letter: string
  readonly at: string
  readonly fields: number
}
