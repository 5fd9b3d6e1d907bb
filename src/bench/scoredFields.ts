import { scoreOf, type ScoredReading } from '../contract/calibration.ts'
import type { FieldView, LetterView } from '../contract/letter.ts'
import type { Layout } from '../contract/layout.ts'
import type { TruthLetter } from '../contract/truth.ts'
import { isRight } from './compareLetter.ts'

/** A scored reading and its field as it stands, for asking what was stated of it. */
export interface ScoredField extends ScoredReading {
  readonly field: FieldView
}

/**
 * Readings of a letter that only their score keeps from standing, or that stand: those that break a rule or hold a doubtful
 * mark go to a person whatever they score, and would teach the curve what it is not asked.
 */
export function scoredFields(layout: Layout, truth: TruthLetter, view: LetterView | null): ScoredField[] {
  const sent = new Set(truth.pages.map(({ page }) => page))
  const ids = layout.pages.filter(({ page }) => sent.has(page)).flatMap(({ fields }) => fields.map(({ id }) => id))
  return (view?.fields ?? []).flatMap((field) => {
    const meant = truth.fields[field.id]
    if (meant === undefined || !ids.includes(field.id) || field.reading === null) return []
    if (field.decision.reasons.some((reason) => !ABOUT_SCORES.has(reason))) return []
    const scored = scoreOf(field, field.reading)
    return scored === null ? [] : [{ ...scored, right: isRight(field, meant, field.reading), field }]
  })
}

const ABOUT_SCORES: ReadonlySet<string> = new Set(['LOW_CONFIDENCE', 'ALWAYS_PERSON'])
