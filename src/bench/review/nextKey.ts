import { sameForm } from '../../read/editDistance.ts'
import { edits, type Edit } from './edits.ts'
import type { Hand, Offered, Sight } from './look.ts'

/** What was written into a field, as the reviewer knows it: options ticked, or text ('' for none). */
export type Meant = string | readonly string[]

/** One press. `text` is typed, as an input method would hand it over; the others are chords. */
export interface Press {
  readonly chord: string
  readonly text?: true
  readonly what: 'accept' | 'why' | 'save' | 'mark' | 'option' | 'candidate' | 'type' | 'erase' | 'move'
}

/** Whether the field in hand says what was written. */
export function saysWhatWasMeant(hand: Hand, meant: Meant): boolean {
  if (hand.kind === 'choice') {
    const on = hand.options.filter((option) => option.on).map(({ value }) => value)
    return hand.state !== 'unclear' && on.toSorted().join('\n') === [...meant].toSorted().join('\n')
  }
  if (hand.kind === 'signature') return hand.state !== 'unclear' && hand.signed === meant.length > 0
  if (hand.state === 'unclear') return false
  const shown = hand.kind === 'line' ? hand.text : hand.cells.join('')
  return sameForm(shown) === sameForm(typed(hand, String(meant)))
}

/**
 * The key that a reviewer who knows the truth and the screen presses next: the fewest that lead to what was written. A whole text
 * that is right is accepted at once; one that is wrong is put right at the nearest place first.
 */
export function nextKey({ left, asking, hand }: Sight, meant: Meant): Press {
  if (asking) return { chord: '1', what: 'why' }
  if (left === 0 || hand === null) return { chord: 'Control+Enter', what: 'save' }
  if (saysWhatWasMeant(hand, meant)) return accept(hand, left)
  if (meant.length === 0) return { chord: 'Control+b', what: 'mark' }
  if (hand.kind === 'signature') return { chord: '1', what: 'option' }
  if (hand.kind === 'choice') {
    const wrong = hand.options.filter(({ value, on }) => on !== meant.includes(value))
    // Where one answer is allowed the right one replaces the wrong one.
    const first = wrong.find(({ on }) => !on) ?? wrong[0]!
    return { chord: first.key, what: 'option' }
  }
  return hand.kind === 'line' ? inLine(hand, typed(hand, String(meant))) : inCells(hand, typed(hand, String(meant)))
}

function accept(hand: Hand, left: number): Press {
  const open = hand.kind === 'cells' && hand.isGrid ? hand.doubts.filter((place) => place !== hand.place) : []
  const whole = open.length > 0 ? 'Shift+' : ''
  return left === 1 && hand.open
    ? { chord: `Control+${whole}Enter`, what: 'save' }
    : { chord: `${whole}Enter`, what: 'accept' }
}

// The cells of a date hold its digits only.
function typed(hand: Hand, meant: string): string {
  return hand.kind === 'cells' && /^\d{4}-\d{2}-\d{2}$/.test(meant) ? meant.replaceAll('-', '') : meant
}

type Cells = Extract<Hand, { kind: 'cells' }>
type Line = Extract<Hand, { kind: 'line' }>

function inCells(hand: Cells, meant: string): Press {
  const places = hand.cells.flatMap((character, place) => (character === '' ? [] : [place]))
  const shown = places.map((place) => hand.cells[place]!)
  const steps = edits(shown, [...meant]).map((edit) => ({ edit, place: placeOf(edit, places) }))
  const way = steps.map(({ place }) => wayInCells(hand, place))
  const nearest = way.reduce((best, { keys }, i) => (keys < way[best]!.keys ? i : best), 0)
  const { edit, place } = steps[nearest]!
  if (place !== hand.place) return { chord: way[nearest]!.first, what: 'move' }
  if (edit.kind === 'remove') return { chord: 'Delete', what: 'erase' }
  if (edit.kind === 'add' && hand.cells[place] !== '') return { chord: 'Insert', what: 'move' }
  return edit.kind === 'put' ? put(hand.candidates, edit.character) : type(edit.character)
}

/** The cell an edit is made at: what is added goes into a free cell beside, where there is one. */
function placeOf({ at, kind }: Edit, places: readonly number[]): number {
  if (kind !== 'add') return places[at]!
  const [before, after] = [places[at - 1], places[at]]
  if (before === undefined) return after === undefined ? 0 : Math.max(0, after - 1)
  return before + 1
}

/** How many keys to a cell and the first of them: arrows, or over the doubtful places where that is shorter. */
function wayInCells({ place: from, columns, doubts }: Cells, to: number): { keys: number; first: string } {
  const direct = arrows(from, to, columns)
  const ahead = [...doubts.filter((place) => place > from), ...doubts.filter((place) => place < from)]
  const ways = [ahead, ahead.toReversed()].flatMap((round, back) =>
    round.map((doubt, jumps) => {
      return {
        keys: jumps + 1 + arrows(doubt, to, columns).keys,
        first: back === 1 ? 'Control+ArrowLeft' : 'Control+ArrowRight',
      }
    }),
  )
  return ways.reduce((best, one) => (one.keys < best.keys ? one : best), direct)
}

function arrows(from: number, to: number, columns: number): { keys: number; first: string } {
  const rows = columns === 0 ? 0 : Math.floor(to / columns) - Math.floor(from / columns)
  const across = to - from - rows * columns
  const straight = { keys: Math.abs(to - from), first: to > from ? 'ArrowRight' : 'ArrowLeft' }
  if (rows === 0) return straight
  const down = { keys: Math.abs(rows) + Math.abs(across), first: rows > 0 ? 'ArrowDown' : 'ArrowUp' }
  return straight.keys < down.keys ? straight : down
}

function inLine(hand: Line, meant: string): Press {
  if (hand.text === '') return type(meant.slice(0, 1))
  const steps = edits([...hand.text], [...meant])
  const isSelected = (at: number): boolean => hand.start === at && hand.end === at + 1
  const distance = ({ at }: Edit): number => (isSelected(at) ? 0 : Math.abs(at - hand.end))
  const { at, ...edit } = steps.reduce((best, step) => (distance(step) < distance(best) ? step : best))
  if (isSelected(at) && edit.kind === 'put') return put(hand.candidates, edit.character)
  if (isSelected(at) && edit.kind === 'remove') return { chord: 'Delete', what: 'erase' }
  if (hand.start === at && hand.end === at)
    return edit.kind === 'add' ? type(edit.character) : { chord: 'Delete', what: 'erase' }
  if (at === hand.text.length && at - hand.end > 1) return { chord: 'End', what: 'move' }
  if (at === 0 && hand.end > 1) return { chord: 'Home', what: 'move' }
  if (hand.doubts.find((place) => place > hand.start) === at && edit.kind !== 'add')
    return { chord: 'Control+ArrowRight', what: 'move' }
  return { chord: at > hand.start ? 'ArrowRight' : 'ArrowLeft', what: 'move' }
}

function put(candidates: readonly Offered[], character: string): Press {
  const offered = candidates.find(({ value }) => value === character)
  return offered === undefined ? type(character) : { chord: offered.key, what: 'candidate' }
}

function type(character: string): Press {
  return { chord: character, text: true, what: 'type' }
}
