import { computed, signal } from '@preact/signals'
import type { PageView } from '../../contract/letter.ts'
import { routes } from '../../contract/routes.ts'
import type { Correction, SplitLetterView, SplitPart, SplitView } from '../../contract/split.ts'
import { call, CallFailed } from '../call.ts'
import { failureWords, say } from '../notices.ts'
import { may } from '../people/signing.ts'
import { hashOf } from '../place.ts'
import { words } from '../preferences.ts'
import { place } from '../state.ts'

/** How one file was told apart, and the hand in it. Only this file changes it. */
export const split = signal<SplitView | null>(null)
/** Id of the page in hand. */
export const inHand = signal<string | null>(null)
/** A page is to be moved and its letter is asked for. */
export const asking = signal(false)

export const shownPages = computed(() => split.value?.parts.flatMap(({ pages }) => pages) ?? [])
export const pageInHand = computed(() => shownPages.value.find(({ id }) => id === inHand.value) ?? null)

/** Letters that the page in hand may go to, those nearest in the stack first: number keys reach no further. */
export const targets = computed((): readonly SplitLetterView[] => {
  const now = split.value
  const page = pageInHand.value
  if (now === null || page === null) return []
  const at = now.parts.findIndex(({ pages }) => pages.some(({ id }) => id === page.id))
  const far = ({ part }: { part: number }): number => Math.abs(part - at)
  return now.parts
    .flatMap(({ letters }, part) => letters.map((id) => ({ id, part })))
    .filter(({ id }, i, all) => id !== page.letter && all.findIndex((one) => one.id === id) === i)
    .toSorted((a, b) => far(a) - far(b))
    .slice(0, MOST_TARGETS)
    .map(({ id }) => now.letters.find((letter) => letter.id === id)!)
})

export async function loadSplit(): Promise<void> {
  const now = place.value
  if (now.screen !== 'split') return
  await telling(async () => {
    const view = await call(routes.showSplit, { params: { id: now.id } })
    if (split.value?.arrival !== view.arrival) inHand.value = null
    take(view)
  })
}

export function moveInSplit(by: number): void {
  const pages = shownPages.value
  const at = pages.findIndex(({ id }) => id === inHand.value)
  const next = pages[Math.min(Math.max(at + by, 0), pages.length - 1)]
  if (next !== undefined) hold(next.id)
}

/** To the first page of the next part, or of the part before. */
export function moveInParts(by: 1 | -1): void {
  const parts = split.value?.parts ?? []
  const at = parts.indexOf(partOf(inHand.value)!)
  const next = parts[Math.min(Math.max(at + by, 0), parts.length - 1)]?.pages[0]
  if (next !== undefined) hold(next.id)
}

export function hold(page: string): void {
  inHand.value = page
  asking.value = false
}

/** Another envelope begins with the page in hand, or what begins there is no envelope of its own. */
export function correctHere(what: 'cut' | 'join'): void {
  const page = inHand.value
  if (page !== null) void correct({ do: what, page }, what === 'cut' ? 'split.wasCut' : 'split.wasJoined')
}

export function askTarget(): void {
  if (pageInHand.value !== null && may(routes.correctSplit)) asking.value = true
}

export function stopAsking(): void {
  asking.value = false
}

/** 0: out of every letter. */
export function moveTo(number: number): void {
  const page = inHand.value
  const letter = targets.value[number - 1]
  if (page === null || (number > 0 && letter === undefined)) return
  asking.value = false
  void correct({ do: 'move', page, ...(letter === undefined ? {} : { letter: letter.id }) }, 'split.wasMoved')
}

export function leaveSplit(): void {
  location.hash = hashOf({ screen: 'intake' })
}

export function partOf(page: string | null): SplitPart | undefined {
  return split.value?.parts.find(({ pages }) => pages.some(({ id }) => id === page))
}

let last: Promise<void> = Promise.resolve()
/** Keys faster than the answers come are taken one after the other: each carries the version the one before made. */
function correct(correction: Correction, done: 'split.wasCut' | 'split.wasJoined' | 'split.wasMoved'): Promise<void> {
  last = last.then(() => correctNow(correction, done))
  return last
}

async function correctNow(
  correction: Correction,
  done: 'split.wasCut' | 'split.wasJoined' | 'split.wasMoved',
): Promise<void> {
  const now = split.value
  if (now === null || !may(routes.correctSplit)) return
  try {
    const body = { version: now.version, correction }
    take(await call(routes.correctSplit, { params: { id: now.arrival }, body }))
    say('done', words.value(done))
  } catch (error) {
    // What somebody else did is shown before this is tried again.
    if (error instanceof CallFailed && error.status === 409) await loadSplit()
    say('problem', failureWords(error))
  }
}

function take(view: SplitView): void {
  split.value = view
  const pages = shownPages.value
  if (pages.some(({ id }) => id === inHand.value)) return
  // What waits for a person first.
  inHand.value = (pages.find(isOpen) ?? pages[0])?.id ?? null
}

/** Held or failed, and not decided. */
export function isOpen({ state, reason }: PageView): boolean {
  return state === 'failed' || (state === 'held' && reason !== 'PAGE_OTHER_KEPT')
}

async function telling(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    say('problem', failureWords(error))
  }
}

const MOST_TARGETS = 9
