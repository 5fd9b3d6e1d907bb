import type { FieldView } from '../../contract/letter.ts'
import { words } from '../preferences.ts'

/** What to do about the field in hand, from the reason it needs a person. */
export function Advice({ field }: { field: FieldView }) {
  if (!field.needsPerson) return null
  const advice = field.decision.reasons.map((code) => words.value.reason(code).advice).find((text) => text !== '')
  return advice === undefined ? null : <p class="advice">{advice}</p>
}
