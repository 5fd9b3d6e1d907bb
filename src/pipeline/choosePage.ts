import type { ChoiceRequest } from '../contract/choice.ts'
import { XianceError } from '../contract/errors.ts'
import type { LetterRow, PageRow } from '../contract/rows.ts'
import type { Store, StoreTransaction } from '../contract/store.ts'
import { finishArrival, settleAll } from './applyPage.ts'
import { holderBeside } from './claimLetter.ts'
import { isOneOfTwo, rivalOf } from './heldPage.ts'

export interface Chosen {
  readonly arrivals: ReadonlySet<string>
  readonly letters: LetterRow[]
}

/**
 * Keeps a person's choice between two scans of one page: all of it or nothing. What people keyed is the letter's and stays, whichever scan lies in it;
 * what was read of the scan that leaves stays beside it. Choosing again puts the other one back. Throws PAGE_UNKNOWN, CHOICE_USELESS, STALE_PAGES
 * (another page lies there than was seen), PAGE_BEING_READ and LETTER_HELD (somebody works on the letter).
 */
export async function choosePage(
  store: Store,
  id: string,
  by: string,
  { keep, beside }: ChoiceRequest,
  now: number,
): Promise<Chosen> {
  const at = new Date(now).toISOString()
  return store.transaction(async (tx) => {
    const page = await tx.page(id)
    if (page === null) throw new XianceError('PAGE_UNKNOWN', { page: id })
    const rival = isOneOfTwo(page) ? await rivalOf(tx, page) : null
    if (rival === null) throw new XianceError('CHOICE_USELESS', { page: id })
    const { letter, page: there } = rival
    if ((there?.id ?? null) !== beside) throw new XianceError('STALE_PAGES')
    const touched = new Set<string>()
    if (keep === 'there') {
      if (there === null) throw new XianceError('CHOICE_USELESS', { page: id })
      await setAside(tx, page)
    } else {
      const holder = await holderBeside(tx, letter.id, by, now)
      if (holder !== null) throw new XianceError('LETTER_HELD', { letter: letter.id, person: holder })
      // Its reader would find it gone, and put it where its code says.
      if (there?.state === 'queued') throw new XianceError('PAGE_BEING_READ', { page: there.id })
      if (there !== null) await setAside(tx, there)
      await place(tx, page, letter.id, there, now)
      touched.add(letter.id)
    }
    const ids = { page: id, letter: letter.id, ...(there === null ? {} : { beside: there.id }) }
    await tx.addAudit({ at, who: by, what: keep === 'this' ? 'page.chosen' : 'page.setAside', ids })
    const arrivals = new Set([page.arrival, ...(there === null ? [] : [there.arrival])])
    for (const arrival of arrivals) await finishArrival(tx, arrival, at, touched)
    return { arrivals, letters: await settleAll(tx, touched, at) }
  })
}

async function setAside(tx: StoreTransaction, { id }: PageRow): Promise<void> {
  await tx.updatePage(id, { state: 'held', reason: 'PAGE_OTHER_KEPT', letter: null })
}

/**
 * Into the letter and to the readers, also when it was read before. Its next run is none that the other scan had: what people confirmed sign by sign was
 * confirmed of the other's ink.
 */
async function place(
  tx: StoreTransaction,
  { id, arrival, run }: PageRow,
  letter: string,
  there: PageRow | null,
  now: number,
): Promise<void> {
  const before = Math.max(run, there?.run ?? 0)
  await tx.updatePage(id, { state: 'queued', reason: null, letter, fit: null, run: before })
  await tx.addJob('page', id, now)
  await tx.updateArrival(arrival, { state: 'reading', reason: null, finishedAt: null })
}
