import { XianceError } from '../contract/errors.ts'
import type { ArrivalRow, LetterRow, PageRow } from '../contract/rows.ts'
import type { CorrectionRequest } from '../contract/split.ts'
import type { Sides } from '../contract/stack.ts'
import type { Store, StoreTransaction } from '../contract/store.ts'
import { correctSplit, type CorrectedSplit } from '../sort/correctSplit.ts'
import { madeFor, type SplitPage } from '../sort/regroup.ts'
import { finishArrival, settleAll } from './applyPage.ts'
import { holderBeside } from './claimLetter.ts'
import { letterDates } from './mailDesk.ts'
import { EMPTY_LETTER } from './newLetter.ts'
import { splitFile, type SplitFile } from './splitView.ts'

/**
 * Makes one correction of how a file was split: all of it, in one transaction, or nothing. A page keeps what was read of it wherever it goes. Throws
 * ARRIVAL_UNKNOWN, SPLIT_NOT_READY, STALE_PAGES (somebody moved pages after they were seen), SPLIT_KEYED (what people keyed of a page would stay
 * behind), LETTER_HELD (somebody works on a letter whose pages change) and what `correctSplit` refuses. Answers the letters that changed.
 */
export async function correctFile(
  store: Store,
  id: string,
  by: string,
  { version, correction }: CorrectionRequest,
  sidesOf: (name: string) => Sides,
  now: number,
): Promise<LetterRow[]> {
  const at = new Date(now).toISOString()
  return store.transaction(async (tx) => {
    const file = await splitFile(tx, id, sidesOf)
    if (file === null) throw new XianceError('SPLIT_NOT_READY', { arrival: id })
    if (file.version !== version) throw new XianceError('STALE_PAGES')
    const corrected = correctSplit(file.pages, file.letters, correction)
    if ('refused' in corrected)
      throw new XianceError(corrected.refused, { page: correction.page, letter: correction.letter ?? '' })
    for (const { page, letter } of corrected.leaving) await keepsNothingKeyed(tx, file, page, letter)
    const before = new Map(file.pages.map((page) => [page.id, page]))
    const changed = corrected.pages.filter((page) => !same(page, before.get(page.id)!))
    const touched = lettersOf(changed, before, corrected)
    for (const letter of touched) {
      const holder = await holderBeside(tx, letter, by, now)
      if (holder !== null) throw new XianceError('LETTER_HELD', { letter, person: holder })
    }
    const { do: done, page, letter } = correction
    const ids = { arrival: id, page, ...(letter === undefined ? {} : { letter }) }
    await tx.addAudit({ at, who: by, what: `split.${done}`, ids })
    await keep({ tx, file, corrected, before, changed, touched, by, at, now })
    await finishArrival(tx, id, at, touched)
    return settleAll(tx, touched, at)
  })
}

interface Keeping {
  readonly tx: StoreTransaction
  readonly file: SplitFile
  readonly corrected: CorrectedSplit
  readonly before: ReadonlyMap<string, SplitPage>
  readonly changed: readonly SplitPage[]
  readonly touched: Set<string>
  readonly by: string
  readonly at: string
  readonly now: number
}

async function keep({ tx, file, corrected, before, changed, touched, by, at, now }: Keeping): Promise<void> {
  const rows = new Map(file.rows.map((row) => [row.id, row]))
  // Out first, then in: no letter has a number twice in between.
  for (const { id, letter } of changed)
    if (before.get(id)!.letter !== null && before.get(id)!.letter !== letter) await tx.updatePage(id, { letter: null })
  const made = new Map<string, string>()
  for (const page of changed) {
    const row = rows.get(page.id)!
    const { part, envelope, kind, state, reason, code } = page
    let { letter } = page
    if (letter === madeFor(part)) {
      if (!made.has(letter)) made.set(letter, await makeLetter(tx, file.arrival, page))
      letter = made.get(letter)!
      touched.add(letter)
    }
    const change = { part, envelope, kind, state, reason, letter }
    await tx.updatePage(page.id, code === null ? change : { ...change, code })
    if (letter === before.get(page.id)!.letter) continue
    const what = letter === null ? 'page.released' : 'page.placed'
    await tx.addAudit({ at, who: by, what, ids: { page: page.id, letter: letter ?? before.get(page.id)!.letter! } })
    if (letter !== null && code !== null && state !== 'queued') await read(tx, file, row, page, letter, now)
  }
  for (const [letter, envelope] of corrected.envelopes) {
    const id = made.get(letter) ?? letter
    const row = envelope === null ? null : await tx.envelope(envelope)
    const none = { envelope: null, waybill: null, postmark: null, receivedAt: file.arrival.at }
    await tx.updateLetter(id, row === null ? none : letterDates(row))
  }
}

async function makeLetter(tx: StoreTransaction, arrival: ArrivalRow, { code }: SplitPage): Promise<string> {
  const { form, version, fingerprint, serial } = code!
  const row = await tx.addLetter({ ...EMPTY_LETTER, form, version, fingerprint, serial, receivedAt: arrival.at })
  return row.id
}

/**
 * A page that was never read goes to the readers. One that was read keeps its readings, unless people confirmed signs in this letter on another page of its
 * number: those are kept by run, so this one is read by a run of its own.
 */
async function read(
  tx: StoreTransaction,
  file: SplitFile,
  row: PageRow,
  { code }: SplitPage,
  letter: string,
  now: number,
): Promise<void> {
  const fields = fieldsOf(file, code!)
  const signs = (await tx.cellKeyings(letter)).filter(({ field }) => fields.has(field)).map(({ run }) => run)
  if (row.fit !== null && signs.length === 0) return
  await tx.updatePage(row.id, { state: 'queued', fit: null, run: Math.max(row.run, ...signs) })
  await tx.addJob('page', row.id, now)
  await tx.updateArrival(row.arrival, { state: 'reading', reason: null, finishedAt: null })
}

async function keepsNothingKeyed(tx: StoreTransaction, file: SplitFile, id: string, letter: string): Promise<void> {
  const { code } = file.pages.find((page) => page.id === id)!
  const fields = fieldsOf(file, code!)
  // What was keyed again as a sample was keyed from this page too.
  const again = (await tx.samplesOfLetter(letter)).filter(({ state }) => state !== 'open')
  const keyed = [...(await tx.keyings(letter)), ...(await tx.cellKeyings(letter)), ...again]
  if (keyed.some(({ field }) => fields.has(field))) throw new XianceError('SPLIT_KEYED', { page: id, letter })
}

function fieldsOf(file: SplitFile, { form, version, fingerprint, page: number }: NonNullable<SplitPage['code']>) {
  const { layout } = [...file.forms.values()].find(
    (row) => row.form === form && row.version === version && row.fingerprint === fingerprint,
  )!
  return new Set(layout.pages.filter(({ page }) => page === number).flatMap(({ fields }) => fields.map(({ id }) => id)))
}

/** Letters that pages come to or leave, or whose envelope changes. */
function lettersOf(
  changed: readonly SplitPage[],
  before: ReadonlyMap<string, SplitPage>,
  { envelopes }: CorrectedSplit,
): Set<string> {
  const moved = changed.filter(({ id, letter }) => before.get(id)!.letter !== letter)
  const all = moved.flatMap(({ id, letter }) => [before.get(id)!.letter, letter])
  const known = [...before.values()].map(({ letter }) => letter)
  return new Set([...all, ...envelopes.keys()].filter((id): id is string => id !== null && known.includes(id)))
}

function same(a: SplitPage, b: SplitPage): boolean {
  const lies = ({ part, letter, envelope, kind, state, reason }: SplitPage): unknown[] => {
    return [part, letter, envelope, kind, state, reason]
  }
  return JSON.stringify(lies(a)) === JSON.stringify(lies(b))
}
