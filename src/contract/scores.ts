import { Type, type Static } from 'typebox'
import type { Failure, Route } from './routes.ts'

/** Machine readings whose score lies from here to the next bin. */
export const ScoreBin = Type.Object({
  from: Type.Number({ minimum: 0, maximum: 1 }),
  /** Those that stood without a person, and those that went to one. */
  stood: Type.Integer(),
  person: Type.Integer(),
  /** The mean error that the calibration in force states of them; null: there are none. */
  stated: Type.Union([Type.Number(), Type.Null()]),
  /** Of those that were drawn and keyed again blind: what the machine had read was right, or wrong. */
  right: Type.Integer(),
  wrong: Type.Integer(),
})
export type ScoreBin = Static<typeof ScoreBin>

export const KindScores = Type.Object({
  /** As `scoreOf` names it. */
  kind: Type.String(),
  /** What may be wrong of what stands; null: a person looks at each. */
  target: Type.Union([Type.Number(), Type.Null()]),
  bins: Type.Array(ScoreBin),
})
export type KindScores = Static<typeof KindScores>

/** How sure the machine was of the newest letters, by kind of field. */
export const ScoreReport = Type.Object({
  /** Letters looked through. */
  letters: Type.Integer(),
  kinds: Type.Array(KindScores),
})
export type ScoreReport = Static<typeof ScoreReport>

const Failed = Type.Unsafe<Failure>({ $ref: 'Failure#' })

export const scoreRoutes = {
  showScores: {
    method: 'GET',
    url: '/api/scores',
    summary: 'How sure the machine was of the newest letters, what went to people, and what blind samples found',
    allow: ['supervisor', 'analyst'],
    schema: { response: { 200: ScoreReport, 400: Failed } },
  },
} as const satisfies Record<string, Route>
