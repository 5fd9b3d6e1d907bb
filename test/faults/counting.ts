import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArrivalRow, PageRow } from '../../src/contract/rows.ts'
import type { Store } from '../../src/contract/store.ts'
import { openFileBlobs } from '../../src/store/fileBlobs.ts'
import { openStore } from '../../src/store/openStore.ts'
import { migrations } from '../intake/desk.ts'
import type { Dropped, Killed, TruePage } from './killing.ts'
import { foldersIn } from './quickOffice.ts'
import { NOTE_FIELD } from './smallPages.ts'

/** What went wrong, one line each; empty lists when nothing did. */
export interface Count {
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly wrongLetter: readonly string[]
  /** What somebody would have to mend by hand. */
  readonly untidy: readonly string[]
  readonly files: number
  readonly pages: number
  readonly letters: number
}

/** Compares what was put into the inbox with what the folder holds: files, originals, arrivals, pages, letters, readings. */
export async function countWhatIsThere({ data, dropped }: Pick<Killed, 'data' | 'dropped'>): Promise<Count> {
  const folders = foldersIn(data)
  const store = await openStore(folders.database, migrations)
  const found: Found = { lost: [], doubled: [], wrongLetter: [], untidy: [] }
  try {
    const { arrivals } = await store.arrivals({ offset: 0, limit: 1_000_000 })
    compare(found, 'arrival of', count(dropped.map(({ sha256 }) => sha256)), count(arrivals.map((row) => row.sha256!)))
    await countFiles(found, data, dropped, arrivals)
    const pages = await store.pagesOfArrivals(arrivals.map(({ id }) => id))
    await countPages(found, store, dropped, arrivals, pages)
    if ((await store.auditBreak()) !== null) found.untidy.push('the audit chain is broken')
    const { open } = await store.jobsOpen()
    if (open > 0) found.untidy.push(`${open} jobs are left`)
    const { length: letters } = await store.letters({ offset: 0, limit: 1_000_000 })
    return { ...found, files: arrivals.length, pages: pages.length, letters }
  } finally {
    await store.close()
  }
}

type Found = Record<'lost' | 'doubled' | 'wrongLetter' | 'untidy', string[]>

/** Each source lies in done/ once, each original is whole and is there once, and nothing else is. */
async function countFiles(
  found: Found,
  data: string,
  dropped: readonly Dropped[],
  arrivals: readonly ArrivalRow[],
): Promise<void> {
  const folders = foldersIn(data)
  const done = join(data, 'scans', 'done')
  const sources = await Promise.all((await readdir(done)).map(async (name) => hashOf(await readFile(join(done, name)))))
  compare(found, 'source', count(dropped.map(({ sha256 }) => sha256)), count(sources))
  const blobs = await openFileBlobs(folders.originals)
  const kept: string[] = []
  for await (const sha256 of blobs.list()) kept.push(sha256)
  compare(found, 'original', count(new Set(dropped.map(({ sha256 }) => sha256))), count(kept))
  for (const sha256 of kept) if (!(await blobs.verify(sha256))) found.lost.push(`the bytes of original ${sha256}`)
  const half = await readdir(join(folders.originals, '.incoming'))
  if (half.length > 0) found.untidy.push(`${half.length} half copied originals`)
  const unmoved = arrivals.filter((row) => !row.sourceMoved)
  if (unmoved.length > 0) found.untidy.push(`${unmoved.length} arrivals whose source is not known to be moved`)
  const open = arrivals.filter((row) => row.state !== 'done')
  if (open.length > 0) found.untidy.push(`${open.length} arrivals are not done`)
}

/** Each page of each file is there once, in the letter its code names and no other, and was read into it once. */
async function countPages(
  found: Found,
  store: Store,
  dropped: readonly Dropped[],
  arrivals: readonly ArrivalRow[],
  pages: readonly PageRow[],
): Promise<void> {
  const files = new Map(dropped.map((file) => [file.sha256, file]))
  const expected = [...files.values()].flatMap(({ sha256, pages: own }) => own.map((_, index) => `${sha256}#${index}`))
  compare(found, 'page', count(expected), count(pages.map(({ sha256, index }) => `${sha256}#${index}`)))
  const firsts = new Set(arrivals.filter((row) => row.sameAs === null).map((row) => row.id))
  for (const page of pages)
    if (!firsts.has(page.arrival)) found.doubled.push(`page ${page.id} of bytes that came before`)
  const letters = await store.letters({ offset: 0, limit: 1_000_000 })
  const serials = [...files.values()].flatMap((file) => file.pages.flatMap((page) => (isForm(page) ? page.serial : [])))
  compare(found, 'letter', count(new Set(serials)), count(letters.map((letter) => letter.serial!)))
  const serialOf = new Map(letters.map((letter) => [letter.id, letter.serial]))
  for (const page of pages) {
    const truth = files.get(page.sha256)?.pages[page.index]
    const kind = isForm(truth) ? 'form' : (truth ?? 'blank')
    const state = kind === 'form' ? 'placed' : 'blank'
    if (page.state !== state || page.kind !== kind)
      found.lost.push(`page ${page.id} is ${page.kind} ${page.state} (${page.reason}), not ${kind} ${state}`)
    const part = partOf(files.get(page.sha256)?.pages ?? [], page.index)
    if (page.part !== part) found.lost.push(`page ${page.id} lies in part ${page.part}, not ${part}`)
    if (!isForm(truth) || page.letter === null) continue
    if (serialOf.get(page.letter) !== truth.serial || page.code?.page !== truth.page)
      found.wrongLetter.push(`page ${page.id} of ${truth.serial} is in the letter of ${serialOf.get(page.letter)}`)
    const readings = await store.readingsOfPage(page.id)
    if (readings.length !== 1) found.doubled.push(`page ${page.id} has ${readings.length} readings`)
    const value = readings[0]?.reading.state === 'read' ? readings[0].reading.value : null
    if (value !== `${truth.serial}/${truth.page}` || readings[0]?.field !== `${NOTE_FIELD}${truth.page}`)
      found.wrongLetter.push(`page ${page.id} of ${truth.serial} was read as ${String(value)}`)
  }
  for (const { id, pages: own, pagesMissing } of letters)
    if (own !== 2 || pagesMissing.length > 0) found.lost.push(`letter ${id} has ${own} pages`)
}

function isForm(page: TruePage | undefined): page is Exclude<TruePage, 'separator' | null> {
  return typeof page === 'object' && page !== null
}

/** From 1; each separator begins the next, but for one that begins the file. */
function partOf(pages: readonly TruePage[], index: number): number {
  return 1 + pages.slice(1, index + 1).filter((page) => page === 'separator').length
}

function compare(found: Found, what: string, expected: Map<string, number>, there: Map<string, number>): void {
  for (const key of new Set([...expected.keys(), ...there.keys()])) {
    const more = (there.get(key) ?? 0) - (expected.get(key) ?? 0)
    if (more < 0) found.lost.push(`${what} ${key}: ${-more} missing`)
    if (more > 0) found.doubled.push(`${what} ${key}: ${more} too many`)
  }
}

/** As a multiset. */
function count(keys: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
