import { textRule } from '../rule.ts'

/** Six digits of which the first two are a province in use. */
export const postcode = textRule('postcode', (text) => (POSTCODE.test(text) ? null : 'BAD_POSTCODE'))

// First two digits by province (China Post): 01–07 north, 10–16 Beijing and north-east, 20–27 east, 30–36 south-east,
// 40–47 centre, 51–57 south, 61–67 south-west, 71–75 north-west, 81–86 Qinghai, Xinjiang, Tibet; 99907x Hong Kong and Macau.
const POSTCODE = /^(?:0[1-7]|1[0-35-6]|2[0-7]|3[0-6]|4[0-7]|5[1-7]|6[1-7]|7[1-5]|8[13-6])\d{4}$|^99907[78]$/
