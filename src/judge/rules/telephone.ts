import { textRule } from '../rule.ts'

/** Mobile, land line with area code, or a 400 or 800 service number; digits only, +86 allowed in front of a mobile. */
export const telephone = textRule('telephone', (text) => {
  // Full-width digits come from an input method and are the same digits.
  const digits = text.normalize('NFKC').replaceAll(/[\s-]/g, '')
  return MOBILE.test(digits) || LAND_LINE.test(digits) || SERVICE.test(digits) ? null : 'BAD_TELEPHONE'
})

// Prefixes in use, from the numbering plan (电信网码号资源分类管理目录) as assigned by 2021; 140, 141 and 144 are for things, not people.
const MOBILE = /^(?:\+?86)?1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}$/
// 010 and 02x have eight digits after them, the others seven or eight; no subscriber begins with 0, 1 or 9.
const LAND_LINE = /^0(?:10|2[0-57-9])[2-8]\d{7}$|^0[3-9]\d{2}[2-8]\d{6,7}$/
const SERVICE = /^[48]00\d{7}$/
