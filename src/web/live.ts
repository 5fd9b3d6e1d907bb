import { routes } from '../contract/routes.ts'
import type { OfficeEvent } from '../contract/office.ts'
import { loadDesk } from './envelopes/session.ts'
import { claimChanged } from './holding.ts'
import { loadMailroom } from './intake/mailroom.ts'
import { arrivalTold, claimTold, loadArrivals, loadLetters } from './lists.ts'
import { findOut } from './people/signing.ts'
import { letterChanged, saveAgain } from './session.ts'
import { loadSplit } from './split/session.ts'
import { letterList, online, operation, place } from './state.ts'

// Many letters may change in one second; the list is asked for once.
const GATHER_MS = 400
/** Where the list is not shown it is one number in the header, and somebody may be keying. */
const COUNT_MS = 3000

/** Keeps what is shown true to what happens, over one stream of server-sent events that reconnects by itself. Call the answer to stop. */
export function listenLive(): () => void {
  const source = new EventSource(routes.events.url)
  let missed = false
  source.addEventListener('open', () => {
    online.value = true
    if (missed) refreshShown()
    saveAgain()
    missed = false
  })
  source.addEventListener('error', () => {
    online.value = false
    missed = true
    // A browser tries again by itself unless it was answered: then the session may have ended.
    if (source.readyState === EventSource.CLOSED) void findOut()
  })
  source.addEventListener('message', ({ data }) => take(JSON.parse(String(data)) as OfficeEvent))
  return () => {
    source.close()
    online.value = true
  }
}

function take(event: OfficeEvent): void {
  if (event.type === 'letter') {
    letterChanged(event.letter.id)
    if (letterList.value !== null) soon()
    return
  }
  if (event.type === 'claim') {
    claimTold(event.letter, event.claim)
    return claimChanged(event.letter, event.claim)
  }
  if (event.type === 'operation') {
    operation.value = event.operation
    return
  }
  if (place.value.screen === 'intake') soonInMailroom()
  if (place.value.screen === 'envelopes') soonAtDesk()
  if (place.value.screen === 'split' && place.value.id === event.arrival.id) soonInSplit()
  arrivalTold(event.arrival)
}

let timer: ReturnType<typeof setTimeout> | undefined
function soon(): void {
  timer ??= setTimeout(
    () => {
      timer = undefined
      void loadLetters()
    },
    place.value.screen === 'letters' ? GATHER_MS : COUNT_MS,
  )
}

let mailroomTimer: ReturnType<typeof setTimeout> | undefined
function soonInMailroom(): void {
  mailroomTimer ??= setTimeout(() => {
    mailroomTimer = undefined
    void loadMailroom()
  }, GATHER_MS)
}

let deskTimer: ReturnType<typeof setTimeout> | undefined
function soonAtDesk(): void {
  deskTimer ??= setTimeout(() => {
    deskTimer = undefined
    void loadDesk()
  }, GATHER_MS)
}

let splitTimer: ReturnType<typeof setTimeout> | undefined
function soonInSplit(): void {
  splitTimer ??= setTimeout(() => {
    splitTimer = undefined
    void loadSplit()
  }, GATHER_MS)
}

function refreshShown(): void {
  if (place.value.screen === 'split') void loadSplit()
  if (place.value.screen === 'letters') void loadLetters()
  if (place.value.screen === 'intake') void loadArrivals().then(loadMailroom)
  if (place.value.screen === 'envelopes') void loadDesk()
}
