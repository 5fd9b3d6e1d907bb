import { isSerial, newSerial } from './serial.ts'
import { parseWaybill, plainSigns } from './waybill.ts'

/**
 * What begins an envelope in a stack or stands for it at the desk: its waybill, the code of a sheet or sticker of ours, or a
 * sheet that only says that something new begins.
 */
export type StackMark =
  | { readonly mark: 'waybill'; readonly waybill: string }
  | { readonly mark: 'code'; readonly code: string }
  | { readonly mark: 'separator' }

/** What a symbol or a typed text says, exactly one of ours or a postal number; null for anything else. */
export function parseStackMark(text: string): StackMark | null {
  const plain = plainSigns(text)
  const code = plain.startsWith(PREFIX) ? plain.slice(PREFIX.length) : null
  if (code === NO_CODE) return { mark: 'separator' }
  if (code !== null && isSerial(code)) return { mark: 'code', code }
  const waybill = parseWaybill(text)
  return waybill.state === 'good' ? { mark: 'waybill', waybill: waybill.waybill } : null
}

/** The text in a symbol of ours: ten signs that Code 128 and a bar-code gun manage. `null`: a sheet that only divides. */
export function encodeStackMark(code: string | null): string {
  return PREFIX + (code ?? NO_CODE)
}

/** Letter codes are serials in every respect, and never the one of the plain separator. `random` gives numbers in [0, 1). */
export function newLetterCode(random: () => number): string {
  const code = newSerial(random)
  return code === NO_CODE ? newLetterCode(random) : code
}

const PREFIX = 'XL'
// Seven zeros and their check character: a valid serial that no letter gets.
const NO_CODE = '00000000'
