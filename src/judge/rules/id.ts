import { textRule } from '../rule.ts'
import { isoDay } from './date.ts'

/** A citizen's number of 18 characters: a province, a day of birth, the check character of GB 11643-1999. */
export const id = textRule('id', (text) => (isCitizenNumber(text.toUpperCase()) ? null : 'BAD_ID'))

function isCitizenNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text) || !PROVINCES.has(text.slice(0, 2))) return false
  const born = isoDay(text.slice(6, 14))
  return born !== null && born >= OLDEST && text[17] === checkCharacter(text.slice(0, 17))
}

/** ISO 7064 MOD 11-2: weights 2^(17 - i) modulo 11. */
function checkCharacter(body: string): string {
  const sum = Array.from(body).reduce((total, digit) => ((total + Number(digit)) * 2) % 11, 0)
  return '0123456789X'[(12 - sum) % 11]!
}

const OLDEST = '1880-01-01'
// GB/T 2260: north 11–15, north-east 21–23, east 31–37, centre and south 41–46, south-west 50–54, north-west 61–65, 71, 81–83.
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)
