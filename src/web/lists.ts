import type { Claim } from '../contract/claims.ts'
import type { ArrivalView, LetterState } from '../contract/letter.ts'
import type { LetterList } from '../contract/office.ts'
import { routes } from '../contract/routes.ts'
import { call } from './call.ts'
import { failureWords, say } from './notices.ts'
import { addressed, hashOf } from './place.ts'
import { goNext } from './session.ts'
import { arrivals, forms, letterList, listCursor, place } from './state.ts'
import { whileUnderWay } from './underWay.ts'

/** Tabs of the list, in the order of a letter's life. */
export const listStates = ['review', 'receiving', 'held', 'accepted', 'all'] as const
const PAGE = 100

const letters = whileUnderWay<LetterList, { letter: string; claim: Claim | null }>((list, { letter, claim }) => {
  const { [letter]: _, ...others } = list.holders
  return { ...list, holders: claim === null ? others : { ...others, [letter]: claim.person } }
})
const files = whileUnderWay<NonNullable<typeof arrivals.value>, ArrivalView>((list, arrival) => {
  const known = list.arrivals.some(({ id }) => id === arrival.id)
  if (!known) return { total: list.total + 1, arrivals: [arrival, ...list.arrivals] }
  return { ...list, arrivals: list.arrivals.map((row) => (row.id === arrival.id ? arrival : row)) }
})

/** Somebody took a letter, or gave it back. */
export function claimTold(letter: string, claim: Claim | null): void {
  letterList.value = letters.tell(letterList.value, { letter, claim })
}

export function arrivalTold(arrival: ArrivalView): void {
  arrivals.value = files.tell(arrivals.value, arrival)
}

/** The list where it is shown; elsewhere the number of letters in each state, which the header tells of. */
export async function loadLetters(): Promise<void> {
  const now = place.value
  if (now.screen !== 'letters') return loadCounts()
  const state = now.state === 'all' ? {} : { state: now.state as LetterState }
  await loading(async () => {
    const list = await letters.ask(() => call(routes.listLetters, { query: { ...state, offset: 0, limit: PAGE } }))
    // The person looks at another list by now.
    if (place.value !== now) return
    letterList.value = list
    listCursor.value = Math.min(listCursor.value, Math.max(0, list.letters.length - 1))
  })
}

async function loadCounts(): Promise<void> {
  await loading(async () => {
    const { counts } = await call(routes.listLetters, { query: { offset: 0, limit: 1 } })
    if (letterList.value !== null) letterList.value = { ...letterList.value, counts }
  })
}

/** The letters after those shown. */
export async function loadMore(): Promise<void> {
  const now = place.value
  const shown = letterList.value
  if (now.screen !== 'letters' || shown === null || shown.letters.length >= shown.total) return
  const state = now.state === 'all' ? {} : { state: now.state as LetterState }
  await loading(async () => {
    const query = { ...state, offset: shown.letters.length, limit: PAGE }
    const list = await letters.ask(() => call(routes.listLetters, { query }))
    if (place.value !== now) return
    const known = new Set(shown.letters.map(({ id }) => id))
    letterList.value = { ...list, letters: [...shown.letters, ...list.letters.filter(({ id }) => !known.has(id))] }
  })
}

export async function loadArrivals(): Promise<void> {
  await loading(async () => {
    arrivals.value = await files.ask(() => call(routes.listArrivals, { query: { offset: 0, limit: 200 } }))
  })
}

export async function loadForms(): Promise<void> {
  await loading(async () => {
    forms.value = await call(routes.listForms)
  })
}

export function moveInList(by: number): void {
  const { letters } = letterList.value ?? { letters: [] }
  listCursor.value = Math.min(Math.max(listCursor.value + by, 0), Math.max(0, letters.length - 1))
  if (listCursor.value >= letters.length - 5) void loadMore()
}

export function moveInStates(by: number): void {
  const now = addressed()
  if (now.screen !== 'letters') return
  const at = listStates.findIndex((state) => state === now.state)
  const state = listStates[(at + by + listStates.length) % listStates.length]!
  listCursor.value = 0
  location.hash = hashOf({ screen: 'letters', state })
}

export function openListed(): void {
  const letter = letterList.value?.letters[listCursor.value]
  if (letter !== undefined) location.hash = hashOf({ screen: 'letter', id: letter.id })
}

/** The oldest letter that needs a person. */
export function begin(): void {
  void goNext(null)
}

async function loading(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    say('problem', failureWords(error))
  }
}
