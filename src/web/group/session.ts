import { signal } from '@preact/signals'
import type { GroupList, GroupQuery } from '../../contract/group.ts'
import { routes } from '../../contract/routes.ts'
import { addressOf, call } from '../call.ts'
import { failureWords, say } from '../notices.ts'
import { words } from '../preferences.ts'
import { layOut, moveHand, toggleOut, verdict, type Sheet } from './sheet.ts'

export type Choice = Pick<GroupQuery, 'form' | 'version' | 'heap' | 'value'>

export const groups = signal<GroupList | null>(null)
export const chosen = signal<Choice | null>(null)
export const sheet = signal<Sheet | null>(null)
export const sending = signal(false)
const done: string[] = []

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
  if (choice === null) return void (sheet.value = null)
  try {
    const { crops } = await call(routes.groupSheet, { query: { ...choice, limit: limitOf(choice) } })
    if (chosen.value !== choice) return
    sheet.value = crops.length === 0 ? null : layOut(crops, crypto.randomUUID())
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

/** Keeps the screen and lays out the next; what had changed meanwhile is told and comes again as it is now. */
export async function confirmSheet(): Promise<void> {
  const now = sheet.value
  if (now === null || sending.value) return
  sending.value = true
  try {
    const { confirmed, odd, changed } = await call(routes.confirmSheet, { body: verdict(now) })
    done.push(now.key)
    const told = changed.length > 0 ? ` ${words.value('group.changed', { n: changed.length })}` : ''
    say('done', words.value('group.done', { n: confirmed, out: odd }) + told)
    await loadGroups()
  } catch (error) {
    say('problem', failureWords(error))
  } finally {
    sending.value = false
  }
}

export async function undoSheet(): Promise<void> {
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

/** Every group in the order of the list: a heap, then its values that stand more than once. */
export function allChoices(): Choice[] {
  return (groups.value ?? []).flatMap(({ form, version, heap, values }) => {
    const whole = { form, version, heap }
    const many = values.filter(({ waiting }) => waiting > 1).map(({ key }) => ({ ...whole, value: key }))
    // Characters are only ever looked at by value: all that was read as one sign.
    return heap.startsWith('#') ? values.map(({ key }) => ({ ...whole, value: key })) : [whole, ...many]
  })
}

export function same(a: Choice, b: Choice): boolean {
  return a.form === b.form && a.version === b.version && a.heap === b.heap && a.value === b.value
}

export function cropAddress(id: number): string {
  return addressOf(routes.cropImage, { params: { number: id } })
}

// As many as one look takes in: characters are small, fields are read.
function limitOf({ heap }: Choice): number {
  return heap.startsWith('#') ? 96 : 36
}

function columnsShown(): number {
  const crops = [...document.querySelectorAll<HTMLElement>('.crops > *')]
  const first = crops[0]?.offsetTop
  return Math.max(1, crops.filter((crop) => crop.offsetTop === first).length)
}
