import type { BoxMm } from '../../contract/layout.ts'
import type { FieldView } from '../../contract/letter.ts'
import type { Candidate } from '../../contract/reading.ts'
import { candidatesAt, doubtfulPlaces, inkBoxAt } from '../../review/doubt.ts'
import { fieldState } from '../../review/editing.ts'
import type { Desk } from './desk.ts'

/** Places of a field (cell, character or option) that a person has not settled yet, in reading order. */
export function openPlaces(desk: Desk, field: FieldView): number[] {
  const state = fieldState(desk.editing, field.id)
  if (state.seen || state.state !== 'read' || field.kind === 'choice')
    return field.kind === 'choice' ? openOptions(desk, field) : []
  const isOpen = (place: number): boolean => !desk.settled.has(placeKey(field.id, place))
  const cells = state.cells
  if (cells !== null) {
    const read = machineCells(field)
    return doubtfulPlaces(field).filter((place) => isOpen(place) && cells[place] === read.get(place))
  }
  const text = typeof state.value === 'string' ? state.value : ''
  const shift = shifted(machineText(field), text)
  return doubtfulPlaces(field)
    .filter(isOpen)
    .map(shift)
    .filter((place): place is number => place !== null)
}

/** What else may stand at a place of the text as it is now, best first. */
export function candidatesHere(desk: Desk, field: FieldView, place: number): readonly Candidate[] {
  const { cells, value } = fieldState(desk.editing, field.id)
  if (field.kind === 'choice' || field.kind === 'signature') return []
  if (cells !== null) return candidatesAt(field, place)
  const back = placeAsRead(field, typeof value === 'string' ? value : '', place)
  return back === null ? [] : candidatesAt(field, back)
}

/** Where the ink of a character of a line stands, by its place in the text as it is now; null where nobody knows. */
export function inkBoxHere(desk: Desk, field: FieldView, place: number): BoxMm | null {
  if (field.kind !== 'line') return null
  const { value } = fieldState(desk.editing, field.id)
  const back = placeAsRead(field, typeof value === 'string' ? value : '', place)
  return back === null ? null : inkBoxAt(field, back)
}

/** The place in the machine's text of what now stands at `place`; null where it was typed. */
function placeAsRead(field: FieldView, text: string, place: number): number | null {
  return shifted(text, machineText(field))(place)
}

export function placeKey(field: string, place: number): string {
  return `${field}:${place}`
}

function openOptions(desk: Desk, field: FieldView): number[] {
  if (fieldState(desk.editing, field.id).seen) return []
  const marks = field.reading !== null && 'marks' in field.reading ? (field.reading.marks ?? []) : []
  return field.options.flatMap(({ value }, i) => {
    const mark = marks.find(({ option }) => option === value)
    return mark?.state === 'doubtful' && !desk.settled.has(placeKey(field.id, i)) ? [i] : []
  })
}

function machineText({ reading }: FieldView): string {
  return reading?.state === 'read' && typeof reading.value === 'string' ? reading.value : ''
}

function machineCells({ reading }: FieldView): Map<number, string> {
  const characters = reading !== null && 'characters' in reading ? (reading.characters ?? []) : []
  return new Map(characters.map(({ cell, value }) => [cell, value]))
}

/** Where a place of `from` stands in `to`: kept by the common beginning or the common end, null where text was changed. */
function shifted(from: string, to: string): (place: number) => number | null {
  const most = Math.min(from.length, to.length)
  let head = 0
  while (head < most && from[head] === to[head]) head++
  let tail = 0
  while (tail < most - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++
  return (place) => {
    if (place < head) return place
    return place >= from.length - tail ? place + to.length - from.length : null
  }
}
