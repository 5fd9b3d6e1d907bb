import { allows } from '../../contract/people.ts'
import { routes, type Route } from '../../contract/routes.ts'
import { call } from '../call.ts'
import { failureWords, say } from '../notices.ts'
import { notice, person } from '../state.ts'

/** Whose drafts and open letter this page holds. Another person gets a page of their own. */
let held: string | null = null

/** Asks who is signed in: at the start, and when the stream of events was closed by the service. */
export async function findOut(): Promise<void> {
  try {
    const { person: found } = await call(routes.whoAmI)
    held ??= found?.name ?? null
    if (found === null || found.name === held) person.value = found
    else location.reload()
  } catch (error) {
    say('problem', failureWords(error))
    setTimeout(() => void findOut(), RETRY_MS)
  }
}

/** Answers whether it worked; what did not is said. */
export async function signIn(name: string, password: string): Promise<boolean> {
  try {
    const found = await call(routes.signIn, { body: { name, password } })
    if (held !== null && held !== found.name) {
      // What the person before left on the screen is not drawn for this one, not even until the page is new.
      location.reload()
      return true
    }
    held = found.name
    notice.value = null
    person.value = found
    return true
  } catch (error) {
    say('problem', failureWords(error))
    return false
  }
}

/** Nothing of what was on the screen may be left in this page for the next person. */
export async function signOut(): Promise<void> {
  await call(routes.signOut).catch(() => null)
  location.reload()
}

/** Whether who is signed in may call this route: what they may not is not shown. */
export function may(route: Route): boolean {
  return allows(route.allow, person.value ?? null)
}

/** Browser storage of this person's own: nobody sees another's drafts. */
export function ownShelf(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const own = (key: string): string => `${key}@${person.value?.name ?? ''}`
  return {
    getItem: (key) => localStorage.getItem(own(key)),
    setItem: (key, value) => localStorage.setItem(own(key), value),
    removeItem: (key) => localStorage.removeItem(own(key)),
  }
}

const RETRY_MS = 2000
