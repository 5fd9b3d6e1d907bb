import { daysIn } from './calendar.ts'
import { DIGITS, foldDigit, joinCells, NEXT_TO_VALID, type Grammar } from './grammar.ts'

/**
 * Eight cells YYYYMMDD, a day of the calendar from 1900 to 2099; days in the window are far likelier. People leave out
 * the leading zero of month and day: an empty cell there stands for it.
 */
export function dateGrammar(window: { readonly from: string; readonly to: string } | undefined): Grammar {
  const from = window?.from.replaceAll('-', '') ?? ''
  const to = window?.to.replaceAll('-', '') ?? ''
  const isOfWindow = (year: string): boolean => year >= from.slice(0, 4) && year <= to.slice(0, 4)
  return {
    alphabet: [...DIGITS, ''],
    start: '',
    step(state, character, cell) {
      const left = character === '' && (cell === 4 || cell === 6)
      if (character === '' && !left) return null
      const next = follow(state, left ? '0' : character, cell, isOfWindow)
      return next === null ? null : { state: next, weight: left ? LEFT_OUT : 1 }
    },
    end: (state) => {
      if (state === DAY) return window === undefined ? 1 : OUTSIDE
      if (state.length !== 8) return 0
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

/** Some day of a year that no window touches. */
const DAY = 'day'

// A state is the digits so far where a window may yet ask for them. Of other years only what decides which days there are: `leap` or `plain`, then how
// many days the month has. All two hundred years with their digits would be 73,000 days to go through.
function follow(state: string, digit: string, cell: number, isOfWindow: (year: string) => boolean): string | null {
  const so = state + digit
  switch (cell) {
    case 0:
    case 1:
      return '19'.startsWith(so) || '20'.startsWith(so) ? so : null
    case 2:
      return so
    case 3:
      return isOfWindow(so) ? so : daysIn(Number(so), 2) === 29 ? 'leap' : 'plain'
    case 4:
      return digit <= '1' ? so : null
    case 5: {
      const [year, month] = [state.slice(0, -1), state.at(-1)! + digit]
      if (month < '01' || month > '12') return null
      return isSpelled(year) ? so : `${daysIn(year === 'leap' ? 2000 : 2001, Number(month))}-`
    }
    case 6:
      return Number(digit) * 10 <= lastDay(state) ? so : null
    case 7: {
      const day = Number(state.at(-1)! + digit)
      if (day < 1 || day > lastDay(state)) return null
      return isSpelled(state) ? so : DAY
    }
    default:
      return null
  }
}

function isSpelled(state: string): boolean {
  return /^\d{4}/.test(state)
}

/** Of a state that knows its month. */
function lastDay(state: string): number {
  return isSpelled(state) ? daysIn(Number(state.slice(0, 4)), Number(state.slice(4, 6))) : Number(state.slice(0, 2))
}
