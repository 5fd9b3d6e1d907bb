import type { Rule } from '../rule.ts'

/** Neither fewer nor more ticks or characters than the form asks for. An optional field left blank is not too few. */
export const size: Rule = (field, state, value) => {
  if (state !== 'read' || value === null || value.length === 0 || field.kind === 'signature') return []
  const count = Array.isArray(value)
    ? value.length
    : Array.from(value).filter((character) => character.trim() !== '').length
  const { min, max } = field.rules
  if (min !== undefined && count < min) return ['TOO_FEW']
  if (max !== undefined && count > max) return ['TOO_MANY']
  return []
}
