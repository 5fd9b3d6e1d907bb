import { HAN_DOUBT } from './closedList.ts'
import type { Decoded } from './decode.ts'
import { allDivisions, type Division } from './divisions.ts'
import { joinCells, NEXT_TO_VALID, type Grammar } from './grammar.ts'
import type { Lattice } from './lattice.ts'
import { weighReadings } from './weigh.ts'

/**
 * Addresses that begin with divisions of China: province, prefecture, county, street, of which the upper ones may be left
 * out and each kind (省, 市, 区 …) too, then anything (road and number). Rejected when the ink is far from every such beginning.
 */
export function decodeAddress(lattice: Lattice): Decoded {
  return weighReadings(lattice, addressGrammar())
}

let grammar: Grammar | undefined

export function addressGrammar(): Grammar {
  grammar ??= {
    alphabet: [...charactersOf(allDivisions()), ''],
    start: START,
    step: (state, character) => (character === '' ? { state, weight: 1 } : advance(state, character)),
    // From a county on anything may follow.
    choices: (state) => (state === TAIL || placesOf(state).some(reachesCounty) ? null : nextOf(state)),
    mostWeight: 1,
    end: endOf,
    validShare: NEXT_TO_VALID,
    ofNames: true,
    doubt: HAN_DOUBT,
    fold: (character) => character.normalize('NFKC'),
    value: joinCells,
  }
  return grammar
}

/**
 * A place in the tree: `so` is how much of a name of a part of `at` has been read. A state is a set of places, for 长沙 may be the
 * whole name or the beginning of 长沙市; states get a number as they are met. `weight`: how common that way of writing is, beside the
 * commonest place of the state.
 */
interface Place {
  readonly at: Division
  readonly so: string
  readonly weight: number
}

const START = '0'
const TAIL = 'tail'
// Share of addresses in which something else than a street on the list follows the county, against each one that does.
const INTO_TAIL = 0.05
// Share of addresses that leave out a province or a prefecture, and of names that leave out their kind. Or two clear characters of a far
// town with anything after them would be as good a name as all of a province, a city and a district that begin otherwise.
const LEFT_OUT = 0.3
const WITHOUT_KIND = 0.3

const states = new Map<string, readonly Place[]>()
const numbers = new Map<string, string>()
const ids = new WeakMap<Division, number>()
let divisionsSeen = 0

function placesOf(state: string): readonly Place[] {
  if (state === START && !states.has(START)) states.set(START, [{ at: allDivisions(), so: '', weight: 1 }])
  return states.get(state) ?? []
}

// Misread characters make ever new steps, most of them into nothing: what is kept must end somewhere.
const MOST_STEPS = 200_000
const steps = new Map<string, { state: string; weight: number } | null>()

function advance(state: string, character: string): { state: string; weight: number } | null {
  if (state === TAIL) return { state: TAIL, weight: 1 }
  const key = `${state}/${character}`
  let step = steps.get(key)
  if (step !== undefined) return step
  step = firstTime(state, character)
  if (steps.size >= MOST_STEPS) steps.clear()
  steps.set(key, step)
  return step
}

function firstTime(state: string, character: string): { state: string; weight: number } | null {
  const places = placesOf(state)
  const next = places.flatMap((place) => [
    ...withCharacter(place, character),
    ...wholeParts(place).flatMap((part) =>
      withCharacter({ at: part, so: '', weight: afterWhole(place, part) }, character),
    ),
  ])
  const most = Math.max(...next.map(({ weight }) => weight))
  if (next.length > 0)
    return { state: numberOf(next.map((one) => ({ ...one, weight: one.weight / most }))), weight: most }
  // What began like a street of the county may yet be a road.
  const counties = places.flatMap((place) => countyWeight(place) ?? [])
  return counties.length > 0 ? { state: TAIL, weight: INTO_TAIL * Math.max(...counties) } : null
}

// Upper divisions may be left out: at the start, parts of parts count as well, down to counties.
function withCharacter({ at, so, weight }: Place, character: string): Place[] {
  const longer = so + character
  const isThere = (division: Division) =>
    division.parts.some((part) => part.names.some((name) => name.startsWith(longer)))
  const here = isThere(at) ? [{ at, so: longer, weight }] : []
  if (so !== '') return here
  const below = entered(at).flatMap((part) => withCharacter({ at: part, so, weight: weight * LEFT_OUT }, character))
  return [...here, ...below]
}

const afterWhole = ({ so, weight }: Place, part: Division): number => weight * (so === part.names[0] ? 1 : WITHOUT_KIND)

// Parts whose own name may be left out: no street is written without its county.
const entered = ({ parts }: Division): readonly Division[] => parts.filter(({ level }) => level <= 2)

function wholeParts({ at, so }: Place): Division[] {
  return so === '' ? [] : at.parts.filter((part) => part.names.includes(so))
}

function endOf(state: string): number {
  if (state === TAIL) return 1
  const ends = placesOf(state).flatMap((place) => [
    ...wholeParts(place).map((part) => afterWhole(place, part)),
    ...(place.at.level >= 3 ? [place.weight * INTO_TAIL] : []),
  ])
  return Math.max(0, ...ends)
}

/** How common it is to come to a county on this way; null where none is reached. */
function countyWeight(place: Place): number | null {
  const counties = wholeParts(place).filter(({ level }) => level >= 3)
  const ways = counties.map((part) => afterWhole(place, part))
  if (place.at.level >= 3) ways.push(place.weight)
  return ways.length > 0 ? Math.max(...ways) : null
}

const reachesCounty = (place: Place): boolean => countyWeight(place) !== null

function nextOf(state: string): Set<string> {
  const after = ({ at, so }: Pick<Place, 'at' | 'so'>): string[] =>
    at.parts.flatMap((part) =>
      part.names.flatMap((name) => (name.startsWith(so) && name.length > so.length ? [name[so.length]!] : [])),
    )
  const places = placesOf(state)
  const below = (division: Division): Division[] => [division, ...entered(division).flatMap(below)]
  const starts = places.flatMap((place) => (place.so === '' ? below(place.at) : wholeParts(place).flatMap(below)))
  return new Set(['', ...places.flatMap(after), ...starts.flatMap((at) => after({ at, so: '' }))])
}

function numberOf(places: readonly Place[]): string {
  const name = places
    .map(({ at, so, weight }) => `${idOf(at)}:${so}:${weight.toPrecision(3)}`)
    .sort()
    .join(' ')
  const known = numbers.get(name)
  if (known !== undefined) return known
  const state = String(numbers.size + 1)
  numbers.set(name, state)
  states.set(state, places)
  return state
}

function idOf(division: Division): number {
  const id = ids.get(division) ?? ++divisionsSeen
  ids.set(division, id)
  return id
}

function charactersOf(division: Division): Set<string> {
  const all = new Set(division.names.join(''))
  for (const part of division.parts) for (const character of charactersOf(part)) all.add(character)
  return all
}
