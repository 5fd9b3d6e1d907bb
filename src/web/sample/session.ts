import { batch, signal } from '@preact/signals'
import type { OwnWork } from '../../contract/ownWork.ts'
import { routes } from '../../contract/routes.ts'
import type { DisputeWork, SampleVerdict, SampleWork } from '../../contract/sample.ts'
import { addressOf, call, CallFailed } from '../call.ts'
import { optionKeys } from '../keys.ts'
import { failureWords, say } from '../notices.ts'
import { may } from '../people/signing.ts'
import { addressed, hashOf } from '../place.ts'
import { words } from '../preferences.ts'
import { place } from '../state.ts'
import { markedAs, NOTHING_YET, saidBy, toggled, type Answer } from './answer.ts'

export type Side = SampleVerdict['right']

/** What there is to key again, and the field in hand; null until it was asked for. */
export const work = signal<SampleWork | null>(null)
export const disputes = signal<DisputeWork | null>(null)
/** Own speed and agreement; null until it was asked for. */
export const own = signal<OwnWork | null>(null)
export const answer = signal<Answer>(NOTHING_YET)
export const side = signal<Side | null>(null)
/** What was found right breaks a rule: why it stands is asked. */
export const askingWhy = signal(false)
const sending = signal(false)
/** The key of a keying is kept until its outcome is known, so that one sent again is one keying. */
let pending: { readonly what: string; readonly key: string } | null = null

/** Whether the screen shows differences to decide: those may be all that this person may do. */
export function isSettling(now = place.value): boolean {
  return now.screen === 'samples' && (now.tab === 'settle' || !may(routes.nextSample))
}

export async function loadSamples(): Promise<void> {
  await attempt(async () => {
    if (isSettling()) {
      const found = await call(routes.nextDispute)
      batch(() => {
        disputes.value = found
        layOut()
      })
    } else {
      const found = await call(routes.nextSample)
      batch(() => {
        work.value = found
        layOut()
      })
    }
  })
}

/** What is told to this person alone. */
export async function loadOwnWork(): Promise<void> {
  if (may(routes.showOwnWork)) await attempt(async () => void (own.value = await call(routes.showOwnWork)))
}

export function inkAddress(number: number): string {
  return addressOf(routes.sampleInk, { params: { number } })
}

export function switchSampleTab(): void {
  if (!may(routes.nextSample) || !may(routes.nextDispute)) return
  location.hash = hashOf(isSettling(addressed()) ? { screen: 'samples' } : { screen: 'samples', tab: 'settle' })
}

export function markSample(how: 'blank' | 'unclear'): void {
  if (taskInHand() !== null && isKeying()) answer.value = markedAs(answer.value, how)
}

/** The option of this number; while two values are compared, the side. */
export function pickOption(index: number): void {
  const task = taskInHand()
  if (task === null) return
  if (!isKeying()) return chooseSide((['first', 'second', 'neither'] as const)[index] ?? null)
  const value = task.kind === 'signature' ? 'signed' : task.options[index]?.value
  if (value !== undefined && (task.kind !== 'signature' || index === 0)) answer.value = toggled(answer.value, value)
}

export function chooseSide(to: Side | null): void {
  batch(() => {
    side.value = to
    askingWhy.value = false
    answer.value = NOTHING_YET
  })
}

/** Keeps what is in hand and takes the next. */
export async function keepSample(why?: string): Promise<void> {
  if (sending.value) return
  sending.value = true
  try {
    await (isSettling() ? settle(why) : keyAgain())
  } finally {
    sending.value = false
  }
}

/** The key of option or side that a press names. */
export function optionOf(chord: string): number {
  return optionKeys.indexOf(chord.at(-1)!)
}

function taskInHand() {
  return isSettling() ? (disputes.value?.dispute ?? null) : (work.value?.task ?? null)
}

// While two values are compared something is keyed only when neither is right.
function isKeying(): boolean {
  return !isSettling() || side.value === 'neither'
}

async function keyAgain(): Promise<void> {
  const task = work.value?.task ?? null
  if (task === null) return
  const said = saidBy(answer.value, task)
  if (said === null) return say('hint', words.value('samples.needsValue'))
  const key = keyOf([task.number, said])
  await attempt(async () => {
    await call(routes.keySample, { params: { number: task.number }, body: { key, ...said } })
    say('done', words.value('samples.kept'))
    await loadSamples()
  })
}

async function settle(why?: string): Promise<void> {
  const dispute = disputes.value?.dispute ?? null
  if (dispute === null) return
  const right = side.value
  if (right === null) return say('hint', words.value('samples.needsSide'))
  const said = right === 'neither' ? saidBy(answer.value, dispute) : null
  if (right === 'neither' && said === null) return say('hint', words.value('samples.needsValue'))
  const key = keyOf([dispute.number, right, said, why])
  await attempt(async () => {
    const body = { key, right, ...(said === null ? {} : { said }), ...(why === undefined ? {} : { why }) }
    const { found } = await call(routes.settleSample, { params: { number: dispute.number }, body })
    say('done', words.value(`samples.found.${found}`))
    await loadSamples()
  })
}

function layOut(): void {
  answer.value = NOTHING_YET
  side.value = null
  askingWhy.value = false
}

function keyOf(what: unknown): string {
  const text = JSON.stringify(what)
  if (pending?.what !== text) pending = { what: text, key: crypto.randomUUID() }
  return pending.key
}

async function attempt(act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    const code = error instanceof CallFailed ? error.failure?.code : undefined
    if (code === 'REASON_NEEDED') {
      askingWhy.value = true
      return
    }
    say('problem', failureWords(error))
    // Somebody else did it meanwhile: the next one.
    if (code === 'SAMPLE_GONE' || code === 'SAMPLE_NOT_YOURS') await loadSamples().catch(() => undefined)
  }
}
