import type { ArrivalView } from '../../contract/letter.ts'
import type { Operation, SwitchName } from '../../contract/operation.ts'
import { routes } from '../../contract/routes.ts'
import { addressOf, call } from '../call.ts'
import { failureWords, say } from '../notices.ts'
import { may } from '../people/signing.ts'
import { hashOf } from '../place.ts'
import { words } from '../preferences.ts'
import { arrivals, heldPages, intakeCursor, operation, place } from '../state.ts'

/** What the intake screen shows beside the list of arrivals. */
export async function loadMailroom(): Promise<void> {
  await telling(async () => {
    if (may(routes.showOperation)) await untilNewer(() => call(routes.showOperation))
    if (may(routes.listHeldPages))
      heldPages.value = await call(routes.listHeldPages, { query: { offset: 0, limit: 200 } })
  })
}

export function switchTab(): void {
  const now = place.value
  if (now.screen !== 'intake') return
  intakeCursor.value = 0
  location.hash = hashOf({ screen: 'intake', tab: now.tab === 'held' ? 'arrivals' : 'held' })
}

export function moveInIntake(by: number): void {
  const now = place.value
  const held = now.screen === 'intake' && now.tab === 'held'
  const count = held ? (heldPages.value?.pages.length ?? 0) : (arrivals.value?.arrivals.length ?? 0)
  intakeCursor.value = Math.min(Math.max(intakeCursor.value + by, 0), Math.max(0, count - 1))
}

/** What stands under the cursor. */
export function retryHere(): void {
  const now = place.value
  if (now.screen !== 'intake') return
  const page = now.tab === 'held' ? heldPages.value?.pages[intakeCursor.value]?.page : undefined
  const arrival = now.tab === 'held' ? undefined : arrivals.value?.arrivals[intakeCursor.value]
  if (page !== undefined) void retryPage(page.id)
  if (arrival !== undefined && mayRetry(arrival)) void retryArrival(arrival.id)
}

export function downloadHere(): void {
  const now = place.value
  if (now.screen !== 'intake') return
  const id =
    now.tab === 'held'
      ? heldPages.value?.pages[intakeCursor.value]?.page.arrival
      : arrivals.value?.arrivals[intakeCursor.value]?.id
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
