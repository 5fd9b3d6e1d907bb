import type { SortResult } from '../contract/digitize.ts'
import type { Sides } from '../contract/stack.ts'
import type { JobRow, LetterRow, PageRow } from '../contract/rows.ts'
import type { StoreTransaction } from '../contract/store.ts'
import { finishArrival, settleAll } from './applyPage.ts'
import { keepFindings } from './keepFindings.ts'
import { applySplit } from './applySplit.ts'

/** Keeps what a first look found. With the last page of a file its letters are told apart, in the same transaction. Answers those that changed. */
export async function applySort(
  tx: StoreTransaction,
  job: JobRow,
  result: SortResult,
  sidesOf: (name: string) => Sides,
  now: number,
): Promise<LetterRow[]> {
  const page = await tx.page(job.subject)
  if (page === null || !(await tx.finishJob(job.id))) return []
  const { seen, turn, widthPx, heightPx, dpi, diagnosis } = result
  await tx.updatePage(page.id, { seen, turn, widthPx, heightPx, dpi, view: widthPx > 0 ? 0 : null })
  await keepFindings(tx, page.id, 0, diagnosis, new Date(now).toISOString())
  return splitWhenSeen(tx, page, sidesOf, now)
}

/** A page that could not be looked at however often it was tried. */
export async function failSort(
  tx: StoreTransaction,
  job: JobRow,
  sidesOf: (name: string) => Sides,
  now: number,
): Promise<LetterRow[]> {
  const page = await tx.page(job.subject)
  if (page === null || !(await tx.finishJob(job.id))) return []
  await tx.updatePage(page.id, { state: 'failed', reason: 'PAGE_READ_FAILED' })
  await tx.addAudit({ at: new Date(now).toISOString(), who: 'system', what: 'page.failed', ids: { page: page.id } })
  return splitWhenSeen(tx, page, sidesOf, now)
}

async function splitWhenSeen(
  tx: StoreTransaction,
  { arrival: id }: PageRow,
  sidesOf: (name: string) => Sides,
  now: number,
): Promise<LetterRow[]> {
  if ((await tx.pagesUnseen(id)) > 0) return []
  const arrival = (await tx.arrival(id))!
  const touched = await applySplit(tx, arrival, sidesOf(arrival.name), now)
  const at = new Date(now).toISOString()
  await finishArrival(tx, id, at, touched)
  return settleAll(tx, touched, at)
}
