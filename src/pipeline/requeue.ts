import { XianceError } from '../contract/errors.ts'
import type { LetterRow, PageRow } from '../contract/rows.ts'
import type { Store, StoreTransaction } from '../contract/store.ts'
import { settleInStore } from './settle.ts'

export type Requeued = { readonly letter: string } | { readonly page: string } | { readonly arrival: string }

/** Such as found no letter and wait for a person. */
export function isInTrouble({ state, reason }: Pick<PageRow, 'state' | 'reason'>): boolean {
  return (state === 'held' && reason !== 'PAGE_OTHER_KEPT') || state === 'failed'
}

/**
 * Gives the pages of a letter, one page, or all of an arrival that were held or failed, back to the readers. What was read before and what
 * people keyed stays. A page that is waiting already is left alone. Throws LETTER_UNKNOWN, PAGE_UNKNOWN, RETRY_USELESS.
 */
export async function requeuePages(
  store: Store,
  what: Requeued,
  by: string,
  now: number,
): Promise<{ arrival: string; letters: LetterRow[] }> {
  const at = new Date(now).toISOString()
  return store.transaction(async (tx) => {
    const pages = await pagesOf(tx, what)
    for (const page of pages) {
      if (page.state === 'queued') continue
      await tx.updatePage(page.id, page.letter === null ? { state: 'queued', reason: null } : { state: 'queued' })
      await tx.addJob('page', page.id, now)
      await tx.addAudit({ at, who: by, what: 'page.requeued', ids: { page: page.id } })
      if (page.letter === null)
        await tx.updateArrival(page.arrival, { state: 'reading', reason: null, finishedAt: null })
    }
    const letters = [...new Set(pages.flatMap((page) => page.letter ?? []))]
    const settled: LetterRow[] = []
    for (const id of letters) settled.push(await settleInStore(tx, id, at))
    return { arrival: pages[0]!.arrival, letters: settled }
  })
}

async function pagesOf(tx: StoreTransaction, what: Requeued): Promise<PageRow[]> {
  if ('arrival' in what) {
    const pages = (await tx.pagesOfArrivals([what.arrival])).filter(isInTrouble)
    if (pages.length === 0) throw new XianceError('RETRY_USELESS', { arrival: what.arrival })
    return pages
  }
  if ('letter' in what) {
    // Attachments have nothing to be read.
    const pages = (await tx.pagesOfLetter(what.letter)).filter(({ code }) => code !== null)
    if (pages.length === 0) throw new XianceError('LETTER_UNKNOWN', { letter: what.letter })
    return pages
  }
  const page = await tx.page(what.page)
  if (page === null) throw new XianceError('PAGE_UNKNOWN', { page: what.page })
  return [page]
}
