import type { ChoiceRequest } from '../../contract/choice.ts'
import type { ArrivalView, HeldPage, PageView } from '../../contract/letter.ts'
import type { Operation, SwitchName } from '../../contract/operation.ts'
import type { RescanEntry } from '../../contract/rescan.ts'
import { routes } from '../../contract/routes.ts'
import { addressOf, call } from '../call.ts'
import { failureWords, say } from '../notices.ts'
import { may } from '../people/signing.ts'
import { addressed, hashOf, intakeTabs } from '../place.ts'
import { words } from '../preferences.ts'
import { arrivals, chosenPages, heldPages, intakeCursor, operation, place, rescans } from '../state.ts'

export type Keep = ChoiceRequest['keep']

/** What the intake screen shows beside the list of arrivals. */
export async function loadMailroom(): Promise<void> {
  await telling(async () => {
    if (may(routes.showOperation)) await untilNewer(() => call(routes.showOperation))
    if (!may(routes.listHeldPages)) return
    heldPages.value = await call(routes.listHeldPages, { query: { which: 'open', offset: 0, limit: 200 } })
    chosenPages.value = await call(routes.listHeldPages, { query: { which: 'chosen', offset: 0, limit: 200 } })
    rescans.value = (await call(routes.listRescans)).entries
    moveInIntake(0)
  })
}

export function switchTab(by: 1 | -1): void {
  const now = addressed()
  if (now.screen !== 'intake') return
  intakeCursor.value = 0
  const at = intakeTabs.indexOf(now.tab ?? 'arrivals')
  location.hash = hashOf({ screen: 'intake', tab: intakeTabs[(at + by + intakeTabs.length) % intakeTabs.length]! })
}

/** Pages of the tab in view; null where it lists something else. */
export function pagesHere(): { total: number; pages: HeldPage[] } | null {
  const now = place.value
  if (now.screen !== 'intake' || now.tab === undefined || now.tab === 'arrivals' || now.tab === 'rescan') return null
  return now.tab === 'held' ? heldPages.value : chosenPages.value
}

/** What is to be scanned again, while that is in view. */
function rescansHere(): readonly RescanEntry[] | null {
  const now = place.value
  return now.screen === 'intake' && now.tab === 'rescan' ? (rescans.value ?? []) : null
}

/** The list on paper, to be taken to the scanner. */
export function printRescans(): void {
  if ((rescansHere()?.length ?? 0) > 0) window.print()
}

export function moveInIntake(by: number): void {
  const count = (rescansHere() ?? pagesHere()?.pages ?? arrivals.value?.arrivals ?? []).length
  intakeCursor.value = Math.min(Math.max(intakeCursor.value + by, 0), Math.max(0, count - 1))
}

/** What stands under the cursor. */
export function retryHere(): void {
  const here = pagesHere()
  const entry = rescansHere()?.[intakeCursor.value]
  const page = here?.pages[intakeCursor.value]?.page ?? (entry?.kind === 'page' ? entry.pages[0]!.page : undefined)
  const files = here === null && rescansHere() === null
  const arrival = files ? arrivals.value?.arrivals[intakeCursor.value] : undefined
  if (page !== undefined) void retryPage(page.id)
  if (arrival !== undefined && mayRetry(arrival)) void retryArrival(arrival.id)
}

/** How the file under the cursor was told apart; one page alone has nothing to be told from. */
export function openSplit(): void {
  const id = arrivalHere()
  if (id !== undefined && may(routes.showSplit)) location.hash = hashOf({ screen: 'split', id })
}

/** Lies in no letter because it could not be fitted or said nothing of itself: a hand may do what the machine could not. */
export function mayFit({ state, reason, fit, image }: PageView): boolean {
  const mended = reason === 'PAGE_FIT_FAILED' || reason === 'PAGE_CODE_UNREADABLE'
  return may(routes.fitByHand) && state === 'held' && mended && fit === null && image !== null
}

/** The page under the cursor; none where files are listed. */
export function pageHere(): PageView | undefined {
  const entry = rescansHere()?.[intakeCursor.value]
  return pagesHere()?.pages[intakeCursor.value]?.page ?? entry?.pages[0]?.page
}

export function openFit(): void {
  const page = pageHere()
  if (page !== undefined && mayFit(page)) location.hash = hashOf({ screen: 'fit', id: page.id })
}

export function arrivalHere(): string | undefined {
  const entries = rescansHere()
  if (entries !== null) return entries[intakeCursor.value]?.pages[0]?.page.arrival
  const here = pagesHere()
  return here === null ? arrivals.value?.arrivals[intakeCursor.value]?.id : here.pages[intakeCursor.value]?.page.arrival
}

export function downloadHere(): void {
  const id = arrivalHere()
  if (id === undefined) return
  const link = document.createElement('a')
  link.href = addressOf(routes.originalFile, { params: { id } })
  link.download = ''
  link.click()
}

/** Something of it failed, was held, or was refused by a reader; what was refused at the door would be again. */
export function mayRetry({ pages, state, reason, sameAs }: ArrivalView): boolean {
  if (!may(routes.retryArrival)) return false
  const opened = ['FILE_CORRUPT', 'FILE_ENCRYPTED', 'FILE_TOO_MANY_PAGES'].includes(reason ?? '')
  return pages.held + pages.failed > 0 || (state === 'refused' && sameAs === null && opened)
}

export async function retryArrival(id: string): Promise<void> {
  await telling(async () => {
    await call(routes.retryArrival, { params: { id } })
    say('hint', words.value('intake.retrying'))
  })
}

export async function retryPage(id: string): Promise<void> {
  await telling(async () => {
    await call(routes.retryPage, { params: { id } })
    say('hint', words.value('intake.retrying'))
  })
}

/** Whether what is under the hand is one of two scans, and what can be kept of them. */
export function choicesOf({ page, beside }: HeldPage): readonly Keep[] {
  if (!may(routes.choosePage)) return []
  if (page.reason === 'PAGE_TWICE') return beside === null ? ['this'] : ['there', 'this']
  return page.reason === 'PAGE_OTHER_KEPT' ? ['this'] : []
}

export function chooseHere(keep: Keep): void {
  const held = pagesHere()?.pages[intakeCursor.value]
  if (held !== undefined && choicesOf(held).includes(keep)) void choosePage(held, keep)
}

export async function choosePage({ page, beside }: HeldPage, keep: Keep): Promise<void> {
  await telling(async () => {
    try {
      await call(routes.choosePage, { params: { id: page.id }, body: { keep, beside: beside?.id ?? null } })
    } finally {
      await loadMailroom()
    }
    say('done', words.value(keep === 'there' ? 'intake.keptThere' : 'intake.keptThis'))
  })
}

export async function togglePause(part: SwitchName): Promise<void> {
  const now = operation.value
  if (now === null || !may(routes.changeOperation)) return
  await telling(async () => {
    await untilNewer(() => call(routes.changeOperation, { body: { part, paused: !now[part].paused } }))
  })
}

// The event stream tells every change in order; an answer that was under way meanwhile may be older than what it told.
async function untilNewer(ask: () => Promise<Operation>): Promise<void> {
  const shown = operation.value
  const answer = await ask()
  if (operation.value === shown) operation.value = answer
}

async function telling(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    say('problem', failureWords(error))
  }
}
