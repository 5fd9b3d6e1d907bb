import { signal } from '@preact/signals'
import type { Person, Role } from '../../contract/people.ts'
import { routes } from '../../contract/routes.ts'
import { call } from '../call.ts'
import { failureWords, say } from '../notices.ts'
import { words } from '../preferences.ts'

export const people = signal<readonly Person[] | null>(null)
/** A password that was just made: on the screen until it was noted, and nowhere else. */
export const fresh = signal<{ readonly name: string; readonly password: string } | null>(null)
export const changingOwn = signal(false)

export async function loadPeople(): Promise<void> {
  fresh.value = null
  await attempt(async () => void (people.value = await call(routes.listPeople)))
}

/** Answers whether it worked; what did not is said. */
export async function addPerson(name: string, roles: readonly Role[]): Promise<boolean> {
  return attempt(async () => {
    const made = await call(routes.addPerson, { body: { name, roles: [...roles] } })
    await loadPeople()
    fresh.value = made
  })
}

export async function changePerson(name: string, to: { roles?: Role[]; disabled?: boolean }): Promise<boolean> {
  return attempt(async () => {
    const changed = await call(routes.changePerson, { params: { name }, body: to })
    people.value = people.value?.map((person) => (person.name === name ? changed : person)) ?? null
    say('done', words.value('accounts.changed', { name }))
  })
}

export async function renewPassword(name: string): Promise<boolean> {
  return attempt(async () => void (fresh.value = await call(routes.renewPassword, { params: { name } })))
}

export async function changeOwnPassword(old: string, wanted: string): Promise<boolean> {
  return attempt(async () => {
    await call(routes.changePassword, { body: { old, fresh: wanted } })
    say('done', words.value('accounts.ownChanged'))
  })
}

async function attempt(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    say('problem', failureWords(error))
    return false
  }
}
