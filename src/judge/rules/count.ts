import { textRule } from '../rule.ts'

/** A whole number without sign; leading zeros are how combs are filled from the right. */
export const count = textRule('count', (text) => (/^\d{1,15}$/.test(text) ? null : 'BAD_COUNT'))
