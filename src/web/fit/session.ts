import { computed, signal } from '@preact/signals'
import type { HandFitView } from '../../contract/handFit.ts'
import type { Fiducial } from '../../contract/layout.ts'
import { parseReadableId } from '../../contract/readableId.ts'
import { routes } from '../../contract/routes.ts'
import { scaleAt } from '../../geometry/affine.ts'
import type { Point } from '../../geometry/point.ts'
import { call, CallFailed } from '../call.ts'
import { failureWords, say } from '../notices.ts'
import { hashOf } from '../place.ts'
import { words } from '../preferences.ts'
import { place } from '../state.ts'
import { fitOf, handlesOf, put, startPlacing, turned, type Placing } from './placing.ts'

/** A page under the hand that fits it. Only this file changes it. */
export const fitView = signal<HandFitView | null>(null)
export const typedId = signal('')
/** Index of the fiducial in hand. */
export const handleInHand = signal(0)
export const placing = signal<Placing | null>(null)

/** The form and the page that are laid over the scan: those of the code or of what is typed, else the first on record. */
export const laid = computed(() => {
  const view = fitView.value
  if (view === null) return null
  const id = parseReadableId(typedId.value)
  const form = view.forms.find((one) => one.form === id?.form?.form && one.version === id.form.version) ?? view.forms[0]
  if (form === undefined) return null
  const number = view.code?.page ?? id?.page
  return { form, page: form.pages.find(({ page }) => page === number) ?? form.pages[0]! }
})

export const handles = computed((): readonly { fiducial: Fiducial; at: Point; pinned: boolean }[] => {
  const [now, over] = [placing.value, laid.value]
  if (now === null || over === null) return []
  const places = handlesOf(now, over.page.fiducials)
  return over.page.fiducials.map((fiducial) => {
    return { fiducial, at: places.get(fiducial.id)!, pinned: now.pinned.has(fiducial.id) }
  })
})

export async function loadFit(): Promise<void> {
  const now = place.value
  if (now.screen !== 'fit') return
  await telling(async () => {
    const view = await call(routes.showHandFit, { params: { id: now.id } })
    fitView.value = view
    typedId.value = ''
    handleInHand.value = 0
    placing.value = laid.value === null ? null : startPlacing(view.rough, view, laid.value.form.pageSize)
  })
}

export function nextHandle(by: 1 | -1): void {
  const count = handles.value.length
  if (count > 0) handleInHand.value = (handleInHand.value + by + count) % count
}

/** The handle in hand, by millimetres of the scan as it is seen. */
export function nudge(xMm: number, yMm: number): void {
  const [now, over] = [placing.value, laid.value]
  const here = handles.value[handleInHand.value]
  if (now === null || over === null || here === undefined) return
  const { widthMm, heightMm } = over.form.pageSize
  const pxPerMm = scaleAt(fitOf(now, over.page.fiducials), widthMm / 2, heightMm / 2)
  drop(here.fiducial.id, { x: here.at.x + xMm * pxPerMm, y: here.at.y + yMm * pxPerMm })
}

export function drop(id: string, at: Point): void {
  const [now, view] = [placing.value, fitView.value]
  if (now !== null && view !== null) placing.value = put(now, id, at, view)
}

export function turnForm(): void {
  const [now, view] = [placing.value, fitView.value]
  if (now !== null && view !== null) placing.value = turned(now, view)
}

/** Sends what was typed, and where the form lies if a hand has moved it; the page is then read so. */
export async function sendFit(): Promise<void> {
  const [view, now] = [fitView.value, placing.value]
  if (view === null || now === null) return
  // With the id alone the machine fits the page; a form that was moved, or whose code was read, lies where a person has seen it.
  const sent = now.pinned.size > 0 || view.code !== null || (view.rough !== null && now.base !== view.rough)
  const all = sent ? handles.value.map(({ fiducial, at }) => ({ id: fiducial.id, xPx: at.x, yPx: at.y })) : null
  await telling(async () => {
    const id = view.code === null || typedId.value.trim() !== '' ? typedId.value : null
    await call(routes.fitByHand, { params: { id: view.page.id }, body: { run: view.run, id, handles: all } })
    say('done', words.value('scan.fitSent'))
    leaveFit()
  })
}

export function leaveFit(): void {
  location.hash = hashOf({ screen: 'intake', tab: 'held' })
}

async function telling(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    say('problem', failureWords(error))
    // Gone from the list, or read again: what is shown is not what is there.
    if (error instanceof CallFailed && error.failure?.code === 'PAGE_FITTED') leaveFit()
  }
}
