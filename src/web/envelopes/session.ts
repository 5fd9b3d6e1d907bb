import { signal } from '@preact/signals'
import type { DayList, EnvelopeView, Gaps } from '../../contract/envelope.ts'
import { routes } from '../../contract/routes.ts'
import { parseStackMark } from '../../contract/stackMark.ts'
import { parseWaybill, type WaybillProblem } from '../../contract/waybill.ts'
import { addressOf, call } from '../call.ts'
import { dayAndTime } from '../clock.ts'
import { failureWords, say } from '../notices.ts'
import { may } from '../people/signing.ts'
import { addressed, hashOf } from '../place.ts'
import { words } from '../preferences.ts'
import { place } from '../state.ts'
import { changeOf, deskFields, noTexts, textsOf, type DeskField, type DeskTexts } from './counting.ts'

/** The mail desk: what is in hand and what is shown beside it. Only this file changes it. */
export const dayList = signal<DayList | null>(null)
export const gaps = signal<Gaps | null>(null)
export const inHand = signal<EnvelopeView | null>(null)
/** It was registered before it was beeped just now. */
export const again = signal(false)
export const texts = signal<DeskTexts>(noTexts)
export const handIn = signal<DeskField>('number')
/** What is wrong with the number that was beeped or typed. */
export const badNumber = signal<{ problem: WaybillProblem; groups: string } | null>(null)
export const noteOpen = signal(false)
export const note = signal('')

export async function loadDesk(): Promise<void> {
  const now = place.value
  if (now.screen !== 'envelopes') return
  await telling(async () => {
    if (now.day === 'gaps') gaps.value = await call(routes.listGaps)
    else dayList.value = await call(routes.listEnvelopes, { query: now.day === undefined ? {} : { day: now.day } })
    renewInHand()
  })
}

/** Its pages were read meanwhile, say. What another person changed is not taken over what is being typed: keeping that tells. */
function renewInHand(): void {
  const held = inHand.value
  const fresh = dayList.value?.envelopes.find(({ id }) => id === held?.id)
  if (held === null || fresh === undefined) return
  if (fresh.revision === held.revision) inHand.value = fresh
  else if (changeOf(held, texts.value) === null) take(fresh)
}

export function typed(field: DeskField, text: string): void {
  texts.value = { ...texts.value, [field]: text }
  if (field === 'number') badNumber.value = earlyProblem(text)
}

/** Enter: a number is registered wherever it was beeped; else the hand goes on, and what was typed is kept at the end. */
export function enter(): Promise<void> {
  if (noteOpen.value) return clear()
  const field = handIn.value
  const text = texts.value[field]
  const mark = parseStackMark(text)
  if (mark !== null && mark.mark !== 'separator') {
    // The gun spoke in a field of the last envelope: what stood there before is not what it said.
    texts.value = { ...texts.value, [field]: inHand.value === null ? '' : textsOf(inHand.value)[field] }
    goTo('number')
    return inTurn(() => register(text))
  }
  if (field === 'number') {
    if (text.trim() !== '') tellBad(text)
    else if (inHand.value !== null) goTo('postmark')
    return Promise.resolve()
  }
  const next = deskFields[deskFields.indexOf(field) + 1]
  if (next !== undefined) goTo(next)
  else {
    goTo('number')
    return keep()
  }
  return Promise.resolve()
}

/** The hand goes there before anything is drawn: whoever types fast never types into the field left behind. */
export function goTo(field: DeskField): void {
  handIn.value = field
  const input = document.querySelector<HTMLInputElement>(`#desk-${field}`)
  if (input === null) return
  input.value = texts.value[field]
  input.focus()
  input.select()
}

let last: Promise<void> = Promise.resolve()
/** Beeps and keys faster than the answers come are taken one after the other: each sees what the one before kept. */
function inTurn(work: () => Promise<void>): Promise<void> {
  last = last.then(work)
  return last
}

/** An envelope without a number that can be read gets a code of ours, to be printed. */
export function registerWithoutNumber(): Promise<void> {
  return inTurn(() => register(''))
}

/** Keeps what was typed about the envelope in hand. */
export function keep(): Promise<void> {
  return inTurn(async () => void (await keepNow()))
}

/** Whether nothing is left unkept. */
async function keepNow(): Promise<boolean> {
  const envelope = inHand.value
  if (envelope === null) return true
  const change = changeOf(envelope, texts.value)
  if (change === null) return true
  if (typeof change === 'string') {
    goTo(change)
    say('problem', words.value('desk.notUnderstood', { field: words.value(`desk.fields.${change}`) }))
    return false
  }
  return telling(async () => {
    take(await call(routes.changeEnvelope, { params: { id: envelope.id }, body: change }))
    say('done', words.value('desk.kept'))
  })
}

/** Asks for a note where something is open; else the envelope is done with. */
export function clear(): Promise<void> {
  return inTurn(clearNow)
}

async function clearNow(): Promise<void> {
  if (!(await keepNow())) return
  const envelope = inHand.value
  if (envelope === null || envelope.cleared !== null) return
  const open = envelope.problems.filter((problem) => problem !== 'POSTMARK_OUTSIDE' && problem !== 'EMPTY')
  if (open.length > 0 && note.value.trim() === '') {
    noteOpen.value = true
    return
  }
  await telling(async () => {
    const body = { revision: envelope.revision, note: note.value.trim() }
    take(await call(routes.clearEnvelope, { params: { id: envelope.id }, body }))
    toNumber()
    say('done', words.value('desk.cleared'))
  })
}

/** Back to the field for numbers; a note that was begun is dropped. */
export function toNumber(): void {
  noteOpen.value = false
  note.value = ''
  goTo('number')
}

export function moveInDay(by: 1 | -1): Promise<void> {
  return inTurn(() => moveNow(by))
}

async function moveNow(by: 1 | -1): Promise<void> {
  const rows = dayList.value?.envelopes ?? []
  if (rows.length === 0 || !(await keepNow())) return
  const at = rows.findIndex(({ id }) => id === inHand.value?.id)
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)]
  if (next !== undefined) choose(next)
}

export function choose(envelope: EnvelopeView): void {
  hold(envelope)
  again.value = false
  badNumber.value = null
  goTo('number')
}

/** The other tab: what came on the day, what never came. */
export function switchDeskTab(): void {
  const now = addressed()
  if (now.screen === 'envelopes')
    location.hash = hashOf(now.day === 'gaps' ? { screen: 'envelopes' } : { screen: 'envelopes', day: 'gaps' })
}

/** Opens what is to be printed; the browser prints it. */
export function printHere(what: 'separator' | 'sticker' | 'handover'): void {
  const day = dayList.value?.day
  const id = inHand.value?.id
  if (what === 'handover' && day !== undefined) open(addressOf(routes.printHandover, { query: { day } }), '_blank')
  if (what !== 'handover' && id !== undefined)
    open(addressOf(what === 'sticker' ? routes.printSticker : routes.printSeparator, { params: { id } }), '_blank')
}

async function register(text: string): Promise<void> {
  if (!may(routes.registerEnvelope) || !(await keepNow())) return
  await telling(async () => {
    const { first, envelope } = await call(routes.registerEnvelope, { body: { text } })
    hold(envelope)
    take(envelope)
    // The first of a new day: the list of the newest day is another one now.
    if (first && envelope.receivedOn !== dayList.value?.day) await loadDesk()
    again.value = !first
    const number = words.value('desk.registeredAt', { at: dayAndTime(envelope.registeredAt), by: envelope.clerk ?? '' })
    say(first ? 'done' : 'hint', first ? words.value('desk.registered') : `${words.value('desk.before')} ${number}`)
  })
}

function hold(envelope: EnvelopeView): void {
  inHand.value = envelope
  // What is being typed already is the next number.
  texts.value = { ...textsOf(envelope), number: texts.value.number }
  noteOpen.value = false
  note.value = ''
}

/** A newer view of an envelope, wherever it is shown. */
function take(envelope: EnvelopeView): void {
  if (inHand.value?.id === envelope.id) {
    inHand.value = envelope
    texts.value = { ...textsOf(envelope), number: texts.value.number }
  }
  const list = dayList.value
  if (list === null) return
  const known = list.envelopes.some(({ id }) => id === envelope.id)
  const envelopes = known
    ? list.envelopes.map((row) => (row.id === envelope.id ? envelope : row))
    : envelope.receivedOn === list.day
      ? [...list.envelopes, envelope]
      : list.envelopes
  const days = known || envelope.receivedOn !== list.day ? list.days : oneMore(list)
  dayList.value = { ...list, envelopes, days }
}

function oneMore({ day, days }: DayList): DayList['days'] {
  const there = days.some((row) => row.day === day)
  return there
    ? days.map((row) => (row.day === day ? { day, envelopes: row.envelopes + 1 } : row))
    : [{ day, envelopes: 1 }, ...days]
}

// Said while it is typed only where no more signs can help: a full number whose check digit is wrong.
function earlyProblem(text: string): { problem: WaybillProblem; groups: string } | null {
  const waybill = parseWaybill(text)
  return waybill.state === 'bad' && waybill.problem === 'CHECK_DIGIT' ? waybill : null
}

function tellBad(text: string): void {
  const waybill = parseWaybill(text)
  badNumber.value = waybill.state === 'bad' ? waybill : { problem: 'SIGNS', groups: text }
  // The next beep writes over it.
  document.querySelector<HTMLInputElement>('#desk-number')?.select()
}

async function telling(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    say('problem', failureWords(error))
    return false
  }
}
