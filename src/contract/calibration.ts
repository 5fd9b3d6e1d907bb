import { Type, type Static } from 'typebox'
import type { LayoutField } from './layout.ts'
import type { Reading } from './reading.ts'

/**
 * From this score on (to the next step's) a reading is right with this probability. `count` readings were seen there, `wrong` of
 * them wrong.
 */
export const CurveStep = Type.Object({
  from: Type.Number({ minimum: 0, maximum: 1 }),
  right: Type.Number({ minimum: 0, maximum: 1 }),
  count: Type.Number({ minimum: 0 }),
  wrong: Type.Number({ minimum: 0 }),
})
export type CurveStep = Static<typeof CurveStep>

/** What the scores of each kind of field mean, lowest step first, and what that was learnt from. */
export const Calibration = Type.Object({
  made: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  kinds: Type.Record(Type.String(), Type.Array(CurveStep, { minItems: 1 })),
})
export type Calibration = Static<typeof Calibration>

/** A reading whose truth is known. */
export interface ScoredReading {
  readonly kind: string
  readonly score: number
  readonly right: boolean
}

/** The name under which a field is counted: what it holds where that is telling, else how it is written. */
export function fieldKind(field: Pick<LayoutField, 'kind' | 'decoder'>): string {
  return field.decoder === 'text' ? field.kind : field.decoder
}

/**
 * Which curve speaks of a reading, and its score on it; null for a reading that claims nothing. Whether a cell holds ink is one
 * question for all written fields; a choice and a signature ask nothing else. Print that two engines read alike is `printed`, whatever
 * it says.
 */
export function scoreOf(
  field: Pick<LayoutField, 'kind' | 'decoder'>,
  reading: Reading,
): { kind: string; score: number } | null {
  if (reading.state !== 'read' && reading.state !== 'blank') return null
  const isWritten = field.kind !== 'choice' && field.kind !== 'signature'
  const score = reading.confidence
  if (reading.state === 'blank') return { kind: isWritten ? 'blank' : fieldKind(field), score }
  return { kind: reading.confirmed === true ? 'printed' : fieldKind(field), score }
}
