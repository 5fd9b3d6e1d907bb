import { Type, type Static } from 'typebox'
import { Way } from './sample.ts'

const Share = Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()])

/**
 * How wrong some of the decided fields are, as far as somebody keyed them again who did not know them. `rate` is of those `sampled`; what differs and is
 * not decided yet is in neither, and the interval holds whichever way it is decided.
 */
export const ErrorRate = Type.Object({
  state: Type.Enum(['measured', 'not measured yet']),
  /** Drawn so far. */
  drawn: Type.Integer(),
  /** Keyed again, and settled where the two differed. */
  sampled: Type.Integer(),
  /** Keyed again, different, and not settled. */
  differing: Type.Integer(),
  /** Of those sampled: what stood was wrong. */
  wrong: Type.Integer(),
  rate: Share,
  /** 95 %, Wilson. */
  low: Share,
  high: Share,
})
export type ErrorRate = Static<typeof ErrorRate>

/** The lowest score from which on the machine's readings of a kind could stand without a person. */
export const Suggestion = Type.Object({
  /** tooFew: not enough was sampled to say so of any threshold. noneBorne: enough was, and no threshold is good enough. */
  verdict: Type.Enum(['suggested', 'tooFew', 'noneBorne']),
  threshold: Share,
  /** Share of the fields of this kind that people would still look at. */
  toPerson: Share,
  /** Readings at or above it that were looked at, and those of them that were wrong. */
  above: Type.Integer(),
  wrong: Type.Integer(),
  /** How many readings it takes at least, when none of them is wrong. */
  least: Type.Integer(),
})
export type Suggestion = Static<typeof Suggestion>

export const KindThreshold = Type.Object({
  /** As `scoreOf` names it. */
  kind: Type.String(),
  /** What may be wrong of what stands: asked for, or what the office bears of this kind; null: a person looks at each. */
  target: Share,
  sampled: Type.Integer(),
  /** So that the upper end of the interval is borne, and so that what was found is. */
  upper: Type.Union([Suggestion, Type.Null()]),
  point: Type.Union([Suggestion, Type.Null()]),
})
export type KindThreshold = Static<typeof KindThreshold>

export const ErrorReport = Type.Object({
  /** ISO 8601, UTC. */
  at: Type.String(),
  /** With which shares is drawn now: `5,grid=1`, percent. */
  shares: Type.String(),
  ways: Type.Array(Type.Object({ how: Way, ...ErrorRate.properties })),
  kinds: Type.Array(Type.Object({ kind: Type.String(), how: Way, ...ErrorRate.properties })),
  /** By the month in which the letter was accepted. */
  months: Type.Array(Type.Object({ month: Type.String(), how: Way, ...ErrorRate.properties })),
  backlog: Type.Object({
    toKey: Type.Integer(),
    toSettle: Type.Integer(),
    /** When the one drawn first of them was drawn. */
    oldest: Type.Union([Type.String(), Type.Null()]),
  }),
  thresholds: Type.Array(KindThreshold),
})
export type ErrorReport = Static<typeof ErrorReport>

/** Samples alike, counted. */
export interface SampleTally {
  readonly kind: string
  readonly how: Way
  /** `2021-08` */
  readonly month: string
  readonly share: number
  readonly state: 'open' | 'differs' | 'same' | 'right' | 'wrong'
  readonly n: number
}

/** A machine's score whose reading was found right or not; null where it says nothing or a person looks whatever it says. */
export interface SampleScore {
  readonly kind: string
  readonly share: number
  readonly score: number | null
  readonly right: boolean | null
}
