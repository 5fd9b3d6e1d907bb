import { DIGITS, foldDigit, joinCells, NEXT_TO_VALID, type Grammar } from './grammar.ts'

/** A whole number in a comb, empty cells before or after it but not within, from `least` to `most` where they are given. */
export function countGrammar(cells: number, least?: number, most?: number): Grammar {
  const low = least ?? 0
  const high = most ?? Infinity
  const bounded = least !== undefined || most !== undefined
  return {
    alphabet: [...DIGITS, ''],
    start: '',
    step(state, character) {
      if (character === '') return { state: state === '' || state.endsWith(' ') ? state : `${state} `, weight: 1 }
      // Unbounded, only whether the number has begun and ended matters.
      if (state.endsWith(' ')) return null
      if (!bounded) return { state: 'n', weight: 1 }
      const so = state + character
      return Number(so) > high ? null : { state: so, weight: 1 }
    },
    end: (state) => {
      const digits = state.trim()
      if (digits === '') return 0
      return !bounded || (Number(digits) >= low && Number(digits) <= high) ? 1 : 0
    },
    validShare: bounded
      ? Math.min(1, Math.max(NEXT_TO_VALID, (Math.min(high, 10 ** cells - 1) - low + 1) / 10 ** cells))
      : 1,
    fold: foldDigit,
    value: joinCells,
  }
}
