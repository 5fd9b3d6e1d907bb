import { daysIn } from './calendar.ts'
import { knownCounties } from './counties.ts'
import { DIGITS, foldDigit, joinCells, NEXT_TO_VALID, type Grammar, type Step } from './grammar.ts'

/**
 * Resident identity numbers (GB 11643-1999): six digits of a county, eight of a birthday, three in sequence, one check
 * character by ISO 7064 MOD 11-2, which may be X. Counties that were merged away since still stand in the numbers
 * of those born there, so an unknown county of a known prefecture or province is rare, not impossible.
 */
export function idGrammar(): Grammar {
  const counties = knownCounties()
  return {
    alphabet: [...DIGITS, 'X'],
    start: '0/',
    step(state, character, cell) {
      const cut = state.indexOf('/')
      const sum = Number(state.slice(0, cut))
      const so = state.slice(cut + 1)
      if (cell === 17) return CHECK[sum] === character ? { state: 'done', weight: 1 } : null
      if (!/^\d$/.test(character)) return null
      const next = (sum + Number(character) * WEIGHTS[cell]!) % 11
      const step = cell < 6 ? county(so + character, counties) : cell < 14 ? birthday(so, character, cell) : SEQUENCE
      return step === null ? null : { state: `${next}/${step.state}`, weight: step.weight }
    },
    end: (state) => (state === 'done' ? 1 : 0),
    validShare: NEXT_TO_VALID,
    fold: (character) => (/^[xX×✕╳Ⅹ]$/.test(character) ? 'X' : foldDigit(character)),
    value: joinCells,
  }
}

/** Whether a text is a well-formed number: birthday and check character; the county is not looked at. */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false
  const sum = WEIGHTS.reduce((total, weight, i) => total + Number(text[i]) * weight, 0)
  const day = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`
  const date = new Date(`${day}T00:00:00Z`)
  return CHECK[sum % 11] === text[17] && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK = '10X98765432'
const SEQUENCE: Step = { state: '', weight: 1 }
const FIRST_YEAR = 1890
const LAST_YEAR = 2035
// A merged county is found in perhaps one number of twenty; one whose prefecture is unknown too, far less often.
const PREFECTURE_ONLY = 0.05
const PROVINCE_ONLY = 0.005

function county(so: string, known: ReadonlySet<string>): Step | null {
  if (so.length === 2 && !known.has(so)) return null
  if (so.length < 6) return { state: so, weight: 1 }
  const weight = known.has(so) ? 1 : known.has(so.slice(0, 4)) ? PREFECTURE_ONLY : PROVINCE_ONLY
  // From here on only the sum matters.
  return { state: '', weight }
}

// Cells 6 to 13. Once the year is known only whether it leaps matters, once the month is known only its length.
function birthday(so: string, character: string, cell: number): Step | null {
  if (cell < 9) return yearIsPossible(so + character) ? { state: so + character, weight: 1 } : null
  if (cell === 9) {
    const year = Number(so + character)
    if (year < FIRST_YEAR || year > LAST_YEAR) return null
    return { state: daysIn(year, 2) === 29 ? 'L' : 'N', weight: 1 }
  }
  if (cell === 10) return character <= '1' ? { state: so + character, weight: 1 } : null
  if (cell === 11) {
    const month = Number(so[1]! + character)
    if (month < 1 || month > 12) return null
    return { state: String(daysIn(so[0] === 'L' ? 2000 : 2001, month)), weight: 1 }
  }
  if (cell === 12) return Number(character) * 10 <= Number(so) ? { state: `${so}-${character}`, weight: 1 } : null
  const [last, tens] = so.split('-')
  const day = Number(tens! + character)
  return day >= 1 && day <= Number(last) ? { state: '', weight: 1 } : null
}

function yearIsPossible(so: string): boolean {
  const low = Number(so.padEnd(4, '0'))
  const high = Number(so.padEnd(4, '9'))
  return high >= FIRST_YEAR && low <= LAST_YEAR
}
