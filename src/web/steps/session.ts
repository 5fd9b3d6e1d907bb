import { computed, signal } from '@preact/signals'
import { stepNames, type PageSteps, type StepName, type StepPicture } from '../../contract/pageSteps.ts'
import { routes, type Failure } from '../../contract/routes.ts'
import { call, CallFailed } from '../call.ts'
import { failureWords, say } from '../notices.ts'
import { may } from '../people/signing.ts'
import { hashOf, type Place } from '../place.ts'
import { place } from '../state.ts'
import { cornersOf } from './upright.ts'

/** A page on its way through the machine, and the hand that looks at it. Only this file changes it. */
export const steps = signal<PageSteps | null>(null)
export const stepsFailure = signal<Failure | null>(null)
export const stepInHand = signal<StepName>('decoded')
/** One step alone, large; else all side by side. */
export const enlarged = signal(false)
/** Item of the step in hand, in the order of its list; -1: none. */
export const itemInHand = signal(-1)
/** The picture near the item in hand, several times as large. */
export const closer = signal(false)
/** Where a person came from, and goes back to. */
export const cameFrom = signal<Place>({ screen: 'intake' })
/** Addresses of the pictures of this answer, for as long as it is shown. */
const addresses = new Map<StepPicture, string>()

/** What can be pointed at in the step in hand: how many, and where on the scan; null where it has no place. */
export const items = computed((): readonly ({ x: number; y: number } | null)[] => {
  const now = steps.value
  if (now === null) return []
  const { seen, crops } = now
  if (stepInHand.value === 'found')
    return [
      ...seen.fiducials.map(({ foundPx, expectedPx }) => foundPx ?? expectedPx),
      ...seen.findings.map(({ outlinePx }) => (outlinePx === null ? null : middleOf(outlinePx))),
    ]
  if (stepInHand.value === 'fitted') return seen.fields.map(({ outlinePx }) => middleOf(outlinePx))
  return stepInHand.value === 'crops' ? crops.map(() => null) : []
})

export async function loadSteps(): Promise<void> {
  const now = place.value
  if (now.screen !== 'steps') return
  if (steps.value?.page.id !== now.id) forget()
  try {
    const answer = await call(routes.showSteps, { params: { id: now.id } })
    // Somebody went on while it was drawn.
    if (place.value.screen !== 'steps' || place.value.id !== now.id) return
    forget()
    steps.value = answer
  } catch (error) {
    if (error instanceof CallFailed && error.failure !== null) stepsFailure.value = error.failure
    else say('problem', failureWords(error))
  }
}

function forget(): void {
  for (const address of addresses.values()) URL.revokeObjectURL(address)
  addresses.clear()
  steps.value = null
  stepsFailure.value = null
  itemInHand.value = -1
}

/** Called with the place before the one that is shown now. */
export function noteWay(before: Place, now: Place): void {
  if (now.screen === 'steps' && before.screen !== 'steps') {
    cameFrom.value = before
    stepInHand.value = 'decoded'
    enlarged.value = false
    closer.value = false
  }
}

export function addressOfPicture(picture: StepPicture): string {
  let address = addresses.get(picture)
  if (address === undefined) {
    const bytes = Uint8Array.from(atob(picture.jpeg), (sign) => sign.charCodeAt(0))
    address = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }))
    addresses.set(picture, address)
  }
  return address
}

export function openSteps(page: string): void {
  if (may(routes.showSteps)) location.hash = hashOf({ screen: 'steps', id: page })
}

/** Of a file: the first page that waits for a person, else its first. */
export async function openStepsOf(arrival: string): Promise<void> {
  if (!may(routes.showSteps) || !may(routes.showSplit)) return
  try {
    const { parts } = await call(routes.showSplit, { params: { id: arrival } })
    const pages = parts.flatMap((part) => part.pages)
    const first = pages.find(({ state }) => state === 'held' || state === 'failed') ?? pages[0]
    if (first !== undefined) openSteps(first.id)
  } catch (error) {
    say('problem', failureWords(error))
  }
}

export function moveInSteps(by: 1 | -1): void {
  const at = stepNames.indexOf(stepInHand.value)
  pickStep(Math.min(Math.max(at + by, 0), stepNames.length - 1))
}

export function pickStep(at: number): void {
  const step = stepNames[at]
  if (step === undefined || step === stepInHand.value) return
  stepInHand.value = step
  itemInHand.value = -1
  closer.value = false
}

export function toggleLarge(): void {
  enlarged.value = !enlarged.value
  closer.value = false
}

/** A step down its list; from side by side it is opened first. */
export function moveInItems(by: 1 | -1): void {
  enlarged.value = true
  const count = items.value.length
  if (count > 0) holdItem((itemInHand.value + by + count + (itemInHand.value < 0 && by < 0 ? 1 : 0)) % count)
}

export function holdItem(at: number): void {
  itemInHand.value = at
}

export function toggleCloser(): void {
  enlarged.value = true
  closer.value = !closer.value
}

export function besidePage(by: 1 | -1): void {
  const id = by > 0 ? steps.value?.after : steps.value?.before
  if (id !== undefined && id !== null) openSteps(id)
}

export function leaveSteps(): void {
  if (enlarged.value) toggleLarge()
  else location.hash = hashOf(cameFrom.value)
}

function middleOf(outlinePx: readonly number[]): { x: number; y: number } {
  const corners = cornersOf(outlinePx)
  const sum = (axis: 0 | 1): number => corners.reduce((all, corner) => all + corner[axis], 0) / corners.length
  return { x: sum(0), y: sum(1) }
}
