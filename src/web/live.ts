import { routes } from '../contract/routes.ts'
import type { OfficeEvent } from '../contract/office.ts'
import { loadArrivals, loadLetters } from './lists.ts'
import { letterChanged } from './session.ts'
import { arrivals, letterList, online, place } from './state.ts'

// Many letters may change in one second; the list is asked for once.
const GATHER_MS = 400

/** Keeps what is shown true to what happens, over one stream of server-sent events that reconnects by itself. */
export function listenLive(): void {
  const source = new EventSource(routes.events.url)
  let missed = false
  source.addEventListener('open', () => {
    online.value = true
    if (missed) refreshShown()
    missed = false
  })
  source.addEventListener('error', () => {
    online.value = false
    missed = true
  })
  source.addEventListener('message', ({ data }) => take(JSON.parse(String(data)) as OfficeEvent))
}

function take(event: OfficeEvent): void {
  if (event.type === 'letter') {
    letterChanged(event.letter.id)
    if (letterList.value !== null) soon()
    return
  }
  const now = arrivals.value
  if (now === null) return
  const known = now.arrivals.some(({ id }) => id === event.arrival.id)
  arrivals.value = known
    ? { ...now, arrivals: now.arrivals.map((arrival) => (arrival.id === event.arrival.id ? event.arrival : arrival)) }
    : { total: now.total + 1, arrivals: [event.arrival, ...now.arrivals] }
}

let timer: ReturnType<typeof setTimeout> | undefined
function soon(): void {
  timer ??= setTimeout(() => {
    timer = undefined
    void loadLetters()
  }, GATHER_MS)
}

function refreshShown(): void {
  if (place.value.screen === 'letters') void loadLetters()
  if (place.value.screen === 'intake') void loadArrivals()
}
