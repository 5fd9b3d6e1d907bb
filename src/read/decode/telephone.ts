import { DIGITS, foldDigit, joinCells, type Grammar } from './grammar.ts'

/**
 * Chinese telephone numbers as people write them into a comb: eleven digits of a mobile, a land line with its area code,
 * or eight digits of a land line alone. Empty cells may stand anywhere (people leave gaps) but not count as digits.
 * Mobile ranges: numbering plan of the Ministry of Industry and Information Technology as in use in 2021.
 */
export const telephoneGrammar: Grammar = {
  alphabet: [...DIGITS, ''],
  start: '',
  step(state, character) {
    if (character === '') return { state, weight: 1 }
    return advance(state, character)
  },
  end: (state) => (/^(mobile|service)0$|^line[01]$/.test(state) ? 1 : 0),
  // 40 common three-digit mobile ranges of 1000, a fifth of 13 more, and a little for the rest.
  validShare: 0.045,
  fold: foldDigit,
  value: joinCells,
}

// What follows 1: two digits. 140, 141, 144, 146, 148 are for machines, 174 for satellites.
const COMMON_MOBILE = new Set(
  '30 31 32 33 34 35 36 37 38 39 47 50 51 52 53 55 56 57 58 59 66 73 75 76 77 78 80 81 82 83 84 85 86 87 88 89 91 93 98 99'.split(
    ' ',
  ),
)
// Resellers', for data cards, or opened in 2020 and 2021: in use, by few.
const UNCOMMON_MOBILE = new Set('45 49 62 65 67 70 71 72 90 92 95 96 97'.split(' '))
const UNCOMMON = 0.2
const RARE_MOBILE = new Set('40 41 44 46 48 74'.split(' '))
const RARE = 0.05

// Area codes after the 0: 10 and 2x of two digits, all others of three.
const SHORT_AREA = /^(10|2[0-57-9])$/
const LONG_AREAS = new Set(
  [
    ['31', '0123456789'],
    ['33', '5'],
    ['34', '9'],
    ['35', '0123456789'],
    ['37', '0123456789'],
    ['39', '1234568'],
    ['41', '0123456789'],
    ['42', '1479'],
    ['43', '123456789'],
    ['45', '123456789'],
    ['46', '4789'],
    ['47', '0123456789'],
    ['48', '23'],
    ['51', '0123456789'],
    ['52', '37'],
    ['53', '0123456789'],
    ['54', '36'],
    ['55', '0123456789'],
    ['56', '123456'],
    ['57', '0123456789'],
    ['58', '0'],
    ['59', '123456789'],
    ['63', '12345'],
    ['66', '0238'],
    ['69', '12'],
    ['70', '1'],
    ['71', '0123456789'],
    ['72', '248'],
    ['73', '0123456789'],
    ['74', '3456'],
    ['75', '0123456789'],
    ['76', '0236789'],
    ['77', '0123456789'],
    ['79', '0123456789'],
    ['81', '23678'],
    ['82', '567'],
    ['83', '0123456789'],
    ['85', '123456789'],
    ['86', '9'],
    ['87', '0123456789'],
    ['88', '13678'],
    ['89', '12345678'],
    ['90', '1236789'],
    ['91', '12345679'],
    ['93', '0123456789'],
    ['94', '13'],
    ['95', '12345'],
    ['97', '0123456789'],
    ['99', '0123456789'],
  ].flatMap(([head, tails]) => tails!.split('').map((tail) => head! + tail)),
)

// States: the digits so far while they decide what it is, then the kind and how many digits are still to come.
// `line1` may end or take one digit more: land lines have seven or eight.
function advance(state: string, digit: string): { state: string; weight: number } | null {
  const kind = /^(mobile|service|line|area)(\d+)$/.exec(state)
  if (kind !== null) {
    const left = Number(kind[2])
    if (left === 0) return null
    // No subscriber number starts with 0, 1 or 9.
    if (kind[1] === 'area') return /[2-8]/.test(digit) ? { state: 'line7', weight: 1 } : null
    return { state: `${kind[1]}${left - 1}`, weight: 1 }
  }
  const so = state + digit
  if (so.length === 1) return begin(digit)
  if (so[0] === '1') return mobile(so)
  if (so[0] === '0') return area(so)
  // 400 and 800: ten digits. Anything else is a land line without its area code.
  if (so === '400' || so === '800') return { state: 'service7', weight: 1 }
  if (so === '40' || so === '80') return { state: so, weight: 1 }
  return { state: `line${8 - so.length}`, weight: 1 }
}

function begin(digit: string): { state: string; weight: number } | null {
  if (digit === '1') return { state: '1', weight: 1 }
  if (digit === '0') return { state: '0', weight: 0.1 }
  return digit === '9' ? null : { state: digit, weight: 0.05 }
}

function mobile(so: string): { state: string; weight: number } | null {
  const range = so.slice(1)
  if (range.length === 1)
    return [...COMMON_MOBILE, ...UNCOMMON_MOBILE, ...RARE_MOBILE].some((known) => known.startsWith(range))
      ? { state: so, weight: 1 }
      : null
  if (COMMON_MOBILE.has(range)) return { state: 'mobile8', weight: 1 }
  if (UNCOMMON_MOBILE.has(range)) return { state: 'mobile8', weight: UNCOMMON }
  return RARE_MOBILE.has(range) ? { state: 'mobile8', weight: RARE } : null
}

function area(so: string): { state: string; weight: number } | null {
  const code = so.slice(1)
  if (SHORT_AREA.test(code)) return { state: 'area7', weight: 1 }
  if (code.length === 3) return LONG_AREAS.has(code) ? { state: 'area7', weight: 1 } : null
  const known = code === '1' || code === '2' || [...LONG_AREAS].some((long) => long.startsWith(code))
  return known ? { state: so, weight: 1 } : null
}
