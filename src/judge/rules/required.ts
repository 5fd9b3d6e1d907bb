import type { Rule } from '../rule.ts'

/** A required field has an answer. For a signature: somebody signed. */
export const required: Rule = (field, state, value) => {
  const isEmpty = state === 'blank' || (state === 'read' && value !== null && value.length === 0)
  return field.rules.required && isEmpty ? ['REQUIRED_BLANK'] : []
}
