import { DIGITS, foldDigit, joinCells, NEXT_TO_VALID, type Grammar } from './grammar.ts'

/**
 * Eight cells YYYYMMDD, a day of the calendar from 1900 to 2099; days in the window are far likelier. People leave out
 * the leading zero of month and day: an empty cell there stands for it.
 */
export function dateGrammar(window: { readonly from: string; readonly to: string } | undefined): Grammar {
  const from = window?.from.replaceAll('-', '') ?? ''
  const to = window?.to.replaceAll('-', '') ?? ''
  return {
    alphabet: [...DIGITS, ''],
    start: '',
    step(state, character, cell) {
      const left = character === '' && (cell === 4 || cell === 6)
      if (character === '' && !left) return null
      const so = state + (left ? '0' : character)
      if (so.length > 8 || !isPossible(so)) return null
      return { state: so, weight: left ? LEFT_OUT : 1 }
    },
    end: (state) => {
      if (state.length !== 8) return 0
      if (window === undefined) return 1
      return state >= from && state <= to ? 1 : OUTSIDE
    },
    validShare: NEXT_TO_VALID,
    fold: foldDigit,
    value: (cells) =>
      joinCells(cells.map((cell, i) => (cell === '' && (i === 4 || i === 6) && cells[i + 1] !== '' ? '0' : cell))),
  }
}

const LEFT_OUT = 0.1
// A day of the window is likelier than any one other day by this much: letters are dated while the campaign runs.
const OUTSIDE = 0.01

// Whether a beginning of YYYYMMDD can become a day.
function isPossible(so: string): boolean {
  if (!'19'.startsWith(so.slice(0, 2)) && !'20'.startsWith(so.slice(0, 2))) return false
  const month = so.slice(4, 6)
  if (month.length === 1 && month > '1') return false
  if (month.length === 2 && (month < '01' || month > '12')) return false
  const day = so.slice(6, 8)
  const last = so.length > 6 ? daysIn(Number(so.slice(0, 4)), Number(month)) : 31
  if (day.length === 1) return Number(day) * 10 <= last
  return day.length === 0 || (Number(day) >= 1 && Number(day) <= last)
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
