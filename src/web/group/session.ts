import { signal } from '@preact/signals'
import type { Crop, GroupList } from '../../contract/group.ts'
import { routes } from '../../contract/routes.ts'
import { addressOf, call } from '../call.ts'
import { failureWords, say } from '../notices.ts'
import { words } from '../preferences.ts'
import { choicesOf, limitOf, same, type Choice } from './choices.ts'
import { layOut, moveHand, toggleOut, verdict, type Sheet } from './sheet.ts'

export { same, type Choice } from './choices.ts'

export const groups = signal<GroupList | null>(null)
export const chosen = signal<Choice | null>(null)
export const sheet = signal<Sheet | null>(null)
/** The screen is being kept and none is at hand to follow it. */
export const sending = signal(false)
const done: string[] = []
/** The screen that comes next, its pictures fetched while the person looks at this one. */
let ahead: { readonly choice: Choice; readonly crops: readonly Crop[] } | null = null
/** One save after the other, in the order of the keys. */
let turn: Promise<void> = Promise.resolve()
let lastSent: string | null = null

/** The groups, with the one in hand kept as long as something waits in it. */
export async function loadGroups(): Promise<void> {
  try {
    groups.value = await call(routes.listGroups)
    const choices = allChoices()
    const now = chosen.value
    await choose(choices.find((choice) => now !== null && same(choice, now)) ?? choices[0] ?? null)
  } catch (error) {
    say('problem', failureWords(error))
  }
}

export async function choose(choice: Choice | null): Promise<void> {
  chosen.value = choice
  ahead = null
  if (choice === null) return void (sheet.value = null)
  try {
    const crops = await fetchCrops(choice)
    if (chosen.value !== choice) return
    const limit = limitOf(choice)
    sheet.value = crops.length === 0 ? null : layOut(crops.slice(0, limit), crypto.randomUUID())
    await lookAhead(choice, crops.slice(limit))
  } catch (error) {
    say('problem', failureWords(error))
  }
}

export function moveInGroup(across: number, down: number): void {
  if (sheet.value !== null) sheet.value = moveHand(sheet.value, across, down, columnsShown())
}

export function takeOut(): void {
  if (sheet.value !== null) sheet.value = toggleOut(sheet.value)
}

/**
 * Keeps the screen; the next is there at once. What had changed meanwhile is told and comes again as it is now; a screen that could
 * not be kept is laid out again as it was.
 */
export async function confirmSheet(): Promise<void> {
  const [now, choice] = [sheet.value, chosen.value]
  if (now === null || choice === null || now.key === lastSent) return
  lastSent = now.key
  if (ahead === null) sending.value = true
  else {
    chosen.value = ahead.choice
    sheet.value = layOut(ahead.crops.slice(0, limitOf(ahead.choice)), crypto.randomUUID())
    ahead = null
  }
  turn = turn.then(() => keep(now, choice))
  await turn
}

export async function undoSheet(): Promise<void> {
  await turn
  const key = done.at(-1)
  if (key === undefined) return say('hint', words.value('group.nothingToUndo'))
  try {
    await call(routes.withdrawSheet, { params: { key } })
    done.pop()
    say('done', words.value('group.undone'))
    await loadGroups()
  } catch (error) {
    say('problem', failureWords(error))
  }
}

export function moveInGroups(by: 1 | -1): void {
  const choices = allChoices()
  const at = choices.findIndex((choice) => chosen.value !== null && same(choice, chosen.value))
  void choose(choices[(at + by + choices.length) % choices.length] ?? null)
}

export function cropAddress(id: number): string {
  return addressOf(routes.cropImage, { params: { number: id } })
}

async function keep(now: Sheet, choice: Choice): Promise<void> {
  try {
    const { confirmed, odd, changed } = await call(routes.confirmSheet, { body: verdict(now) })
    done.push(now.key)
    const told = changed.length > 0 ? ` ${words.value('group.changed', { n: changed.length })}` : ''
    say('done', words.value('group.done', { n: confirmed, out: odd }) + told)
    await (sheet.value?.key === now.key ? loadGroups() : refill())
  } catch (error) {
    lastSent = null
    ahead = null
    chosen.value = choice
    sheet.value = now
    say('problem', failureWords(error))
  } finally {
    sending.value = false
  }
}

/** The list as it is now, and what comes after the screen that the person is looking at. */
async function refill(): Promise<void> {
  const [shown, choice] = [sheet.value, chosen.value]
  groups.value = await call(routes.listGroups)
  if (choice === null || shown === null) return
  const known = new Set(shown.crops.map(({ id }) => id))
  const more = (await fetchCrops(choice)).filter(({ id }) => !known.has(id))
  if (sheet.value?.crops === shown.crops) await lookAhead(choice, more)
}

/** `more`: crops of the choice in hand after those shown; without them the next group is fetched. */
async function lookAhead(choice: Choice, more: readonly Crop[]): Promise<void> {
  const shown = sheet.value
  const choices = allChoices()
  const next = choices[choices.findIndex((other) => same(other, choice)) + 1]
  const found = more.length > 0 ? { choice, crops: more } : next && { choice: next, crops: await fetchOthers(next) }
  if (found === undefined || found.crops.length === 0 || sheet.value?.key !== shown?.key) return
  ahead = found
  for (const { id } of found.crops.slice(0, limitOf(found.choice))) new Image().src = cropAddress(id)
}

// A heap as a whole holds also what is laid out by value: the screen in hand is not shown twice.
async function fetchOthers(choice: Choice): Promise<Crop[]> {
  const known = new Set(sheet.value?.crops.map(({ id }) => id))
  return (await fetchCrops(choice)).filter(({ id }) => !known.has(id))
}

/** Two screens of it, as far as there are so many. */
async function fetchCrops(choice: Choice): Promise<Crop[]> {
  const { crops } = await call(routes.groupSheet, { query: { ...choice, limit: 2 * limitOf(choice) } })
  return crops
}

/** Every group in the order of the list. */
function allChoices(): Choice[] {
  return (groups.value ?? []).flatMap(choicesOf).map(({ choice }) => choice)
}

function columnsShown(): number {
  const crops = [...document.querySelectorAll<HTMLElement>('.crops > *')]
  const first = crops[0]?.offsetTop
  return Math.max(1, crops.filter((crop) => crop.offsetTop === first).length)
}
