import { signal } from '@preact/signals'
import { routes } from '../contract/routes.ts'
import type { Claim } from '../contract/claims.ts'
import { BEAT_MS } from '../review/claims.ts'
import { call } from './call.ts'
import { failureWords, say } from './notices.ts'
import { may } from './people/signing.ts'
import { person } from './state.ts'

/** Somebody else's claim on the letter that is open; null when it is one's own, or nobody's. */
export const heldByOther = signal<Claim | null>(null)

/** The letter that is open and is, or will be, held. */
let open: string | null = null
let beat: ReturnType<typeof setInterval> | undefined

/** Takes the letter that is open and keeps it while it is. What was held before is given back. */
export async function hold(letter: string): Promise<void> {
  if (open !== letter) letGo()
  if (!may(routes.claimLetter)) return
  open = letter
  clearInterval(beat)
  beat = setInterval(() => void claim(letter), BEAT_MS)
  await claim(letter)
}

export function letGo(): void {
  clearInterval(beat)
  const [letter, mine] = [open, heldByOther.value === null]
  open = null
  heldByOther.value = null
  // One that could not be given back is free when its claim ends.
  if (letter !== null && mine) release(letter)
}

/** The next letter for this person: taken for them when they may key, else only to look at. */
export async function nextFor(after: string | null): Promise<string | null> {
  if (may(routes.claimNext)) return (await call(routes.claimNext, { body: { after } })).letter
  return (await call(routes.nextLetter, { query: after === null ? {} : { after } })).letter
}

/** A letter that was taken for this person, who stays where they are. */
export function giveBack(taken: Promise<string | null>): void {
  void taken.then((id) => id !== null && id !== open && release(id)).catch(() => null)
}

/** Somebody took the letter that is open, or gave it back: then it is asked for at once. */
export function claimChanged(letter: string, claimed: Claim | null): void {
  if (letter !== open) return
  // One's own save gives it back too: then the next letter is on its way.
  if (claimed === null) return heldByOther.value === null ? undefined : void claim(letter)
  heldByOther.value = claimed.person === person.value?.name ? null : claimed
}

function release(letter: string): void {
  if (person.value && may(routes.releaseLetter))
    void call(routes.releaseLetter, { params: { id: letter } }).catch(() => null)
}

async function claim(letter: string): Promise<void> {
  try {
    const { mine, claim: found } = await call(routes.claimLetter, { params: { id: letter } })
    if (open === letter) heldByOther.value = mine ? null : found
  } catch (error) {
    say('problem', failureWords(error))
  }
}
