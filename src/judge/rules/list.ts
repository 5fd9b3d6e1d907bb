import { textRule } from '../rule.ts'

/** One of the values that the form's definition lists. */
export const list = textRule('list', (text, { rules }) =>
  rules.values?.includes(text) === true ? null : 'NOT_ON_LIST',
)
