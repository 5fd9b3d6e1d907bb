import type { DigitizeResult } from '../contract/digitize.ts'
import type { PageCode } from '../contract/page.ts'
import type { ArrivalRow, JobRow, LetterRow, PageRow } from '../contract/rows.ts'
import type { StoreTransaction } from '../contract/store.ts'
import { placePage, placeWithoutSerial, type PlacedPage } from '../sort/placePage.ts'
import { keepFindings } from './keepFindings.ts'
import { EMPTY_LETTER } from './newLetter.ts'
import { settleInStore } from './settle.ts'

/**
 * Keeps what a reader found on a page and puts the page where it belongs, all in the transaction that ends its job: a crash
 * leaves either nothing of it or all. Answers the letters that changed.
 */
export async function applyPage(
  tx: StoreTransaction,
  job: JobRow,
  result: DigitizeResult,
  now: number,
): Promise<LetterRow[]> {
  const page = await tx.page(job.subject)
  if (page === null || !(await tx.finishJob(job.id))) return []
  const at = new Date(now).toISOString()
  const touched = new Set<string>()
  if (page.letter === null) await keepFirst(tx, page, result, at, touched)
  else if (page.fit === null) await keepSplit(tx, page, page.letter, result, at, touched)
  else await keepAgain(tx, page, page.letter, result, at, touched)
  await finishArrival(tx, page.arrival, at, touched)
  return settleAll(tx, touched, at)
}

/** A page that could not be read however often it was tried. */
export async function failPage(tx: StoreTransaction, job: JobRow, now: number): Promise<LetterRow[]> {
  const page = await tx.page(job.subject)
  if (page === null || !(await tx.finishJob(job.id))) return []
  const at = new Date(now).toISOString()
  // Read again and failed: what was read before stands. One that was never read leaves its letter, which goes on lacking it.
  const never = page.letter === null || page.fit === null
  const change = never
    ? ({ state: 'failed', reason: 'PAGE_READ_FAILED', letter: null } as const)
    : ({ state: 'placed' } as const)
  await tx.updatePage(page.id, change)
  await tx.addAudit({ at, who: 'system', what: 'page.failed', ids: { page: page.id } })
  const touched = new Set(page.letter === null ? [] : [page.letter])
  await finishArrival(tx, page.arrival, at, touched)
  return settleAll(tx, touched, at)
}

async function keepFirst(
  tx: StoreTransaction,
  page: PageRow,
  result: DigitizeResult,
  at: string,
  touched: Set<string>,
): Promise<void> {
  const run = await keepReadings(tx, page, result, at)
  const seen = { ...seenOn(result, run), kind: result.kind, code: result.code }
  if (result.state === 'blank') return tx.updatePage(page.id, { ...seen, state: 'blank', reason: null })
  if (result.state === 'held') return tx.updatePage(page.id, { ...seen, state: 'held', reason: result.reason })
  const code = result.code!
  if (code.serial === null)
    // Until its whole file is read nobody can say whose it is; then `placeRest` may.
    return tx.updatePage(page.id, { ...seen, state: 'held', reason: 'PAGE_WITHOUT_SERIAL' })
  const letter = await tx.letterOfSerial(code.form, code.version, code.serial)
  if (letter !== null && letter.fingerprint !== code.fingerprint)
    return tx.updatePage(page.id, { ...seen, state: 'held', reason: 'PAGE_FINGERPRINT_DIFFERS' })
  // Its label and its attachments lie in the letter too, and have no number.
  const pages = letter === null ? [] : (await tx.pagesOfLetter(letter.id)).filter((one) => one.code !== null)
  const there = letter === null ? null : { id: letter.id, pages: pages.map(asPlaced) }
  const placement = placePage({ id: page.id, page: code.page }, there)
  if (placement.place === 'held') return tx.updatePage(page.id, { ...seen, state: 'held', reason: placement.reason })
  const id = placement.place === 'letter' ? placement.letter : await newLetter(tx, page, code)
  await tx.updatePage(page.id, { ...seen, state: 'placed', reason: null, letter: id })
  await tx.addAudit({ at, who: 'system', what: 'page.placed', ids: { page: page.id, letter: id } })
  touched.add(id)
}

/** The first reading of a page that the split or a person put into its letter: it stays there only when it can be read. */
async function keepSplit(
  tx: StoreTransaction,
  page: PageRow,
  letter: string,
  result: DigitizeResult,
  at: string,
  touched: Set<string>,
): Promise<void> {
  touched.add(letter)
  const run = await keepReadings(tx, page, result, at)
  const seen = { ...seenOn(result, run), kind: result.kind }
  if (result.state === 'read') return tx.updatePage(page.id, { ...seen, state: 'placed', reason: null })
  const reason = result.state === 'held' ? result.reason : 'PAGE_CODE_UNREADABLE'
  await tx.updatePage(page.id, { ...seen, state: 'held', reason, letter: null })
  return tx.addAudit({ at, who: 'system', what: 'page.unreadable', ids: { page: page.id, letter } })
}

/** Read again: a reading more beside the earlier ones. A page never leaves its letter, nor loses what was read of it. */
async function keepAgain(
  tx: StoreTransaction,
  page: PageRow,
  letter: string,
  result: DigitizeResult,
  at: string,
  touched: Set<string>,
): Promise<void> {
  touched.add(letter)
  const samePage = result.state === 'read' && JSON.stringify(result.code) === JSON.stringify(page.code)
  if (!samePage) {
    await tx.updatePage(page.id, { state: 'placed' })
    return tx.addAudit({ at, who: 'system', what: 'page.reread.differs', ids: { page: page.id } })
  }
  const run = await keepReadings(tx, page, result, at)
  await tx.updatePage(page.id, { ...seenOn(result, run), state: 'placed', reason: null })
  return tx.addAudit({ at, who: 'system', what: 'page.reread', ids: { page: page.id, run } })
}

async function keepReadings(tx: StoreTransaction, page: PageRow, result: DigitizeResult, at: string): Promise<number> {
  const run = page.run + 1
  await keepFindings(tx, page.id, run, result.diagnosis, at)
  if (result.state !== 'read') return run
  const rows = Object.entries(result.readings).map(([field, reading]) => ({ page: page.id, run, field, reading, at }))
  await tx.addReadings(rows)
  return run
}

function seenOn(result: DigitizeResult, run: number) {
  const { widthPx, heightPx, dpi, ms } = result
  const fit = result.state === 'blank' ? null : result.fit
  return { widthPx, heightPx, dpi, ms, fit, run, view: widthPx > 0 ? run : null }
}

/** When the last page of a file is read: pages without a serial find their letters or stay held, and the file is done. */
export async function finishArrival(tx: StoreTransaction, id: string, at: string, touched: Set<string>): Promise<void> {
  const counts = await tx.pageCounts([id])
  if (counts.some(({ state }) => state === 'queued')) return
  const arrival = (await tx.arrival(id))!
  const before = await tx.pagesOfArrivals([id])
  await placeRest(tx, before, at, touched)
  const pages = await tx.pagesOfArrivals([id])
  // The reason of the whole file, when nothing of it found a letter.
  const trouble = pages.some((page) => page.state === 'placed' && page.letter !== null)
    ? null
    : pages.find((page) => page.reason !== null)
  const change: Partial<ArrivalRow> = { state: 'done', reason: trouble?.reason ?? null }
  await tx.updateArrival(id, arrival.state === 'done' ? change : { ...change, finishedAt: at })
}

async function placeRest(
  tx: StoreTransaction,
  pages: readonly PageRow[],
  at: string,
  touched: Set<string>,
): Promise<void> {
  const code = pages.find((page) => page.reason === 'PAGE_WITHOUT_SERIAL')?.code
  if (code === null || code === undefined) return
  const form = await tx.form(code.form, code.version, code.fingerprint)
  if (form === null) return
  const required = form.layout.pages.filter((page) => !page.optional).map((page) => page.page)
  const inFile = pages.map((page) => ({
    id: page.id,
    blank: page.state === 'blank',
    // What is held for another reason, or lies in a letter already, makes the rest of the file doubtful.
    code: page.reason === 'PAGE_WITHOUT_SERIAL' ? page.code : null,
  }))
  for (const ids of placeWithoutSerial(inFile, { required }) ?? []) {
    const own = ids.map((id) => pages.find((page) => page.id === id)!)
    const letter = await newLetter(tx, own[0]!, own[0]!.code!)
    for (const { id } of own) {
      await tx.updatePage(id, { state: 'placed', reason: null, letter })
      await tx.addAudit({ at, who: 'system', what: 'page.placed', ids: { page: id, letter } })
    }
    touched.add(letter)
  }
}

async function newLetter(
  tx: StoreTransaction,
  page: PageRow,
  { form, version, fingerprint, serial }: PageCode,
): Promise<string> {
  const arrival = (await tx.arrival(page.arrival))!
  const row = await tx.addLetter({ ...EMPTY_LETTER, form, version, fingerprint, serial, receivedAt: arrival.at })
  return row.id
}

export async function settleAll(tx: StoreTransaction, letters: ReadonlySet<string>, at: string): Promise<LetterRow[]> {
  const settled: LetterRow[] = []
  for (const id of letters) settled.push(await settleInStore(tx, id, at))
  return settled
}

function asPlaced(page: PageRow): PlacedPage {
  return { id: page.id, page: page.code!.page }
}
