import { Type, type Static } from 'typebox'

/** `open`: pages without a letter that wait for a person. `chosen`: those of which a person kept another scan. */
export const HeldQuery = Type.Object({
  which: Type.Enum(['open', 'chosen'], { default: 'open' }),
  offset: Type.Integer({ minimum: 0, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
})
export type HeldQuery = Static<typeof HeldQuery>

/**
 * A person's choice between two scans of one page, asked of the one that lies in no letter. there: the one in the letter stays, and this one is set
 * aside. this: this one goes into the letter and is read, and the other is set aside.
 */
export const ChoiceRequest = Type.Object({
  keep: Type.Enum(['there', 'this']),
  /** Id of the page that was seen in the letter; null when there was none (named first: a null is else read as an empty text). */
  beside: Type.Union([Type.Null(), Type.String({ maxLength: 40 })]),
})
export type ChoiceRequest = Static<typeof ChoiceRequest>
