import type { LetterSummary } from '../contract/letter.ts'
import type { Store } from '../contract/store.ts'

/** The shares as the service was told them; from now on letters are drawn from by these. */
export async function setShares(store: Store, shares: string, now: number): Promise<void> {
  if ((await store.sampling()).shares === shares) return
  await store.transaction(async (tx) => {
    await tx.setShares(shares)
    await tx.addAudit({ at: new Date(now).toISOString(), who: 'system', what: 'sampling.changed', ids: { shares } })
  })
}

/**
 * Keeps that somebody was shown a letter: they key none of it again. Of a letter that samples may lie in it is kept before they see it;
 * of one in review behind their back, for who opens it there takes it in hand, which is kept anyway.
 */
export async function noteSeen(
  store: Store,
  letter: Pick<LetterSummary, 'id' | 'state'>,
  by: string,
  onError: (error: unknown) => void,
): Promise<void> {
  if (await store.hasSeen(letter.id, by)) return
  const kept = store.transaction((tx) => tx.addSeen(letter.id, by))
  if (letter.state === 'accepted') await kept
  else kept.catch(onError)
}
