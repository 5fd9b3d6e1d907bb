import { XianceError } from '../contract/errors.ts'
import type { LetterRow } from '../contract/rows.ts'
import type { Store } from '../contract/store.ts'
import { isInTrouble, requeuePages } from './requeue.ts'

/**
 * Gives what went wrong with a file back to the readers: its held and failed pages, or the whole file when a reader refused it.
 * What was refused at the door stays refused, it would be again. Throws ARRIVAL_UNKNOWN and RETRY_USELESS.
 */
export async function retryArrival(store: Store, id: string, by: string, now: number): Promise<LetterRow[]> {
  const arrival = await store.arrival(id)
  if (arrival === null) throw new XianceError('ARRIVAL_UNKNOWN', { arrival: id })
  if ((await store.pagesOfArrivals([id])).some(isInTrouble))
    return (await requeuePages(store, { arrival: id }, by, now)).letters
  const again = arrival.state === 'refused' && arrival.sameAs === null && OPENED_REASONS.has(arrival.reason ?? '')
  if (!again) throw new XianceError('RETRY_USELESS', { arrival: id })
  await store.transaction(async (tx) => {
    await tx.updateArrival(id, { state: 'stored', reason: null, finishedAt: null })
    await tx.addJob('file', id, now)
    await tx.addAudit({ at: new Date(now).toISOString(), who: by, what: 'arrival.retried', ids: { arrival: id } })
  })
  return []
}

/** Found by opening the file: the reader may have crashed over it, and limits may have been raised since. */
const OPENED_REASONS = new Set(['FILE_CORRUPT', 'FILE_ENCRYPTED', 'FILE_TOO_MANY_PAGES'])
