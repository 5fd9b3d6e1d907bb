import { Type, type Static } from 'typebox'

/** A lease on a letter: who works on it, since when and until when. Times in milliseconds since 1970. */
export const Claim = Type.Object({
  letter: Type.String(),
  person: Type.String(),
  since: Type.Integer(),
  until: Type.Integer(),
})
export type Claim = Static<typeof Claim>

/** Who holds which of these letters now, by letter. */
export const Holders = Type.Record(Type.String(), Type.String())

/** `mine`: who asked holds the letter. Otherwise somebody else does, and `claim` says who and until when. */
export const ClaimAnswer = Type.Object({ mine: Type.Boolean(), claim: Claim })
export type ClaimAnswer = Static<typeof ClaimAnswer>
