import type { Claim } from '../contract/claims.ts'

/** Long enough to look away and back; the screen renews it every third of it, so that two beats may be lost. */
export const LEASE_MS = 3 * 60_000
export const BEAT_MS = LEASE_MS / 3
/** Of a drawn field in hand: long enough for a page of writing, with nothing to renew. */
export const SAMPLE_LEASE_MS = 15 * 60_000

/** Whether somebody else works on the letter now. A claim that has ended keeps nobody out. */
export function isHeldByOther(claim: Claim | null, by: string, now: number): boolean {
  return claim !== null && claim.person !== by && claim.until > now
}

/** The claim of who takes, keeps or takes over a letter that nobody else holds. Renewing keeps the time it began. */
export function taken(claim: Claim | null, letter: string, by: string, now: number): Claim {
  const since = claim !== null && claim.person === by && claim.until > now ? claim.since : now
  return { letter, person: by, since, until: now + LEASE_MS }
}
