import { DIGITS, foldDigit, joinCells, type Grammar } from './grammar.ts'

/** Six digits whose first two belong to a province (China Post's zones); a rare 999 stands for Hong Kong and Macau. */
export const postcodeGrammar: Grammar = {
  alphabet: [...DIGITS, ''],
  start: '',
  step(state, character) {
    if (character === '') return { state, weight: 1 }
    const so = state.startsWith('#') ? `#${Number(state.slice(1)) + 1}` : state + character
    if (so === '#7') return null
    if (so.startsWith('#')) return { state: so, weight: 1 }
    if (so.startsWith('9')) return isSpecial(so)
    if (so.length === 2) return ZONES.has(so) ? { state: '#2', weight: 1 } : null
    return { state: so, weight: 1 }
  },
  end: (state) => (state === '#6' || state === '999077' || state === '999078' ? 1 : 0),
  validShare: 0.6,
  fold: foldDigit,
  value: joinCells,
}

const ZONES = new Set(
  (
    '01 02 03 04 05 06 07 10 11 12 13 15 16 20 21 22 23 24 25 26 27 30 31 32 33 34 35 36 40 41 42 43 44 45 46 47 ' +
    '51 52 53 54 55 56 57 61 62 63 64 65 66 67 71 72 73 74 75 81 83 84 85 86'
  ).split(' '),
)

function isSpecial(so: string): { state: string; weight: number } | null {
  return '999077'.startsWith(so) || '999078'.startsWith(so) ? { state: so, weight: 0.01 } : null
}
