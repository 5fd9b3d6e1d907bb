/** What is wrong with a number that was beeped or typed: its length, a sign that cannot stand there, its check digit. */
export const waybillProblems = ['LENGTH', 'SIGNS', 'CHECK_DIGIT'] as const
export type WaybillProblem = (typeof waybillProblems)[number]

export type Waybill =
  | { readonly state: 'good'; readonly waybill: string; readonly kind: 's10' | 'domestic' }
  /** `groups`: what was given, set out to be compared with the label. */
  | { readonly state: 'bad'; readonly problem: WaybillProblem; readonly groups: string }

/**
 * A postal number: UPU S10 (two letters, eight digits and their check digit, two letters of a country; standard S10-12, weights 8 6 4 2 3 5 9 7
 * modulo 11) or one of 13 digits, which carries no check digit. Case, full-width signs, spaces and hyphens do not matter.
 */
export function parseWaybill(text: string): Waybill {
  const waybill = plainSigns(text)
  const bad = (problem: WaybillProblem): Waybill => ({ state: 'bad', problem, groups: waybillGroups(waybill) })
  if (waybill.length !== LENGTH) return bad('LENGTH')
  if (/^\d{13}$/.test(waybill)) return { state: 'good', waybill, kind: 'domestic' }
  if (!/^[A-Z]{2}\d{9}[A-Z]{2}$/.test(waybill)) return bad('SIGNS')
  return s10CheckDigit(waybill.slice(2, 10)) === waybill[10]
    ? { state: 'good', waybill, kind: 's10' }
    : bad('CHECK_DIGIT')
}

/** `EA 123 456 785 CN`, `1234 5678 90123`: as on the label. What is neither stands in groups of four. */
export function waybillGroups(waybill: string): string {
  const s10 = /^([A-Z]{2})(\d{3})(\d{3})(\d{3})([A-Z]{2})$/.exec(waybill)
  if (s10 !== null) return s10.slice(1).join(' ')
  if (/^\d{13}$/.test(waybill)) return [waybill.slice(0, 4), waybill.slice(4, 8), waybill.slice(8)].join(' ')
  return waybill.replaceAll(/(.{4})(?=.)/g, '$1 ')
}

/** Of the eight digits of an S10 number. */
export function s10CheckDigit(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  const rest = 11 - (sum % 11)
  return rest === 10 ? '0' : rest === 11 ? '5' : String(rest)
}

/** Upper case, half width, nothing between: what a bar-code gun, a hand and an input method make of one number. */
export function plainSigns(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐-―·.]/gu, '')
}

const LENGTH = 13
const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7]
