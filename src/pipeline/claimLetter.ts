import type { ClaimAnswer } from '../contract/claims.ts'
import { XianceError } from '../contract/errors.ts'
import type { Store, StoreReads, StoreTransaction } from '../contract/store.ts'
import { rolesOf } from './letterView.ts'
import { isHeldByOther, taken } from '../review/claims.ts'

/** `began`: the letter has another holder than before. A renewal is no event: there is one every minute. */
export interface Taken {
  readonly answer: ClaimAnswer
  readonly began: boolean
}

/** Takes a letter, renews one's own claim, or takes over one that has ended. Throws LETTER_UNKNOWN. */
export async function claimLetter(store: Store, letter: string, by: string, now: number): Promise<Taken> {
  return store.transaction(async (tx) => {
    if ((await tx.letter(letter)) === null) throw new XianceError('LETTER_UNKNOWN', { letter })
    return take(tx, letter, by, now)
  })
}

/** Finds the next letter that needs a person and that nobody else holds, and takes it: both or neither. */
export async function claimNext(store: Store, after: string | null, by: string, now: number): Promise<Taken | null> {
  return store.transaction(async (tx) => {
    const letter = await tx.nextLetterInReview({ after, by, roles: await rolesOf(tx, by), now })
    return letter === null ? null : take(tx, letter, by, now)
  })
}

/** Gives a letter back; whether it was theirs to give. What somebody else holds stays theirs. */
export async function releaseLetter(store: Store, letter: string, by: string): Promise<boolean> {
  return store.transaction(async (tx) => {
    const own = (await tx.claim(letter))?.person === by
    if (own) await tx.endClaim(letter)
    return own
  })
}

/** The name of who else holds the letter now; null when nobody does. */
export async function holderBeside(tx: StoreReads, letter: string, by: string, now: number): Promise<string | null> {
  const claim = await tx.claim(letter)
  return claim !== null && isHeldByOther(claim, by, now) ? claim.person : null
}

async function take(tx: StoreTransaction, letter: string, by: string, now: number): Promise<Taken> {
  const before = await tx.claim(letter)
  if (before !== null && isHeldByOther(before, by, now)) return { answer: { mine: false, claim: before }, began: false }
  const claim = taken(before, letter, by, now)
  await tx.putClaim(claim)
  await tx.addSeen(letter, by)
  const began = before?.person !== by
  if (began) {
    const ids = { letter, ...(before === null ? {} : { from: before.person }) }
    await tx.addAudit({ at: new Date(now).toISOString(), who: by, what: 'letter.claimed', ids })
  }
  return { answer: { mine: true, claim }, began }
}
