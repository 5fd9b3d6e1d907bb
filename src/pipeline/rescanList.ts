import { mendedByRescan } from '../contract/finding.ts'
import type { RescanEntry, RescanList, RescanPage } from '../contract/rescan.ts'
import type { LetterRow, PageRow } from '../contract/rows.ts'
import type { StoreReads } from '../contract/store.ts'
import { rivalOf } from './heldPage.ts'
import { findingsOf } from './keepFindings.ts'
import { pageView } from './letterView.ts'

/**
 * What the mailroom has to scan again, letters that were sent back first, then held pages, the newest first. A better scan takes an entry off by itself: one
 * that lies in the letter in its place, or, of a letter sent back, any that came since.
 */
export async function rescanList(store: StoreReads): Promise<RescanList> {
  const entries: RescanEntry[] = []
  for (const letter of await sentBack(store)) {
    const entry = await letterEntry(store, letter)
    if (entry !== null) entries.push(entry)
  }
  const { pages } = await store.pagesWithoutLetter({ which: 'open', offset: 0, limit: MOST })
  for (const page of pages) {
    if (page.reason === null || !mendedByRescan.has(page.reason)) continue
    const entry = await pageEntry(store, page)
    if (entry !== null) entries.push(entry)
  }
  return { entries }
}

/** More than a mailroom scans again in a day. */
const MOST = 500
const AT_ONCE = 200

async function sentBack(store: StoreReads): Promise<LetterRow[]> {
  const found: LetterRow[] = []
  for (let offset = 0; ; offset += AT_ONCE) {
    const letters = await store.letters({ state: 'held', offset, limit: AT_ONCE })
    found.push(...letters.filter(({ aside }) => aside?.how === 'rescan'))
    if (letters.length < AT_ONCE) return found
  }
}

async function letterEntry(store: StoreReads, letter: LetterRow): Promise<RescanEntry | null> {
  const { by, at, note } = letter.aside!
  const own = (await store.pagesOfLetter(letter.id)).filter(({ code }) => code !== null)
  const pages = await withFiles(store, own, letter)
  if (pages.some((page) => page.at > at)) return null
  const { id, serial, waybill } = letter
  const inOrder = pages.toSorted((a, b) => (a.page.page ?? 0) - (b.page.page ?? 0))
  return { kind: 'letter', pages: inOrder, letter: id, serial, waybill, sentBack: { by, at, note } }
}

async function pageEntry(store: StoreReads, page: PageRow): Promise<RescanEntry | null> {
  const rival = await rivalOf(store, page)
  if (rival?.page) return null
  // Its code says whose it is, else the part of the file it lay in, when that holds one letter and no other.
  const letter = rival?.letter ?? (page.code === null ? await letterBeside(store, page) : null)
  if (page.code === null && letter !== null && (await cameSince(store, letter, page))) return null
  const envelope = page.envelope === null ? null : await store.envelope(page.envelope)
  return {
    kind: 'page',
    pages: await withFiles(store, [page], letter),
    letter: letter?.id ?? null,
    serial: page.code?.serial ?? letter?.serial ?? null,
    waybill: envelope?.waybill ?? letter?.waybill ?? null,
    sentBack: null,
  }
}

async function letterBeside(store: StoreReads, { arrival, part }: PageRow): Promise<LetterRow | null> {
  if (part === null) return null
  const beside = (await store.pagesOfArrivals([arrival])).filter((page) => page.part === part && page.code !== null)
  const ids = new Set(beside.flatMap(({ letter }) => letter ?? []))
  return ids.size === 1 ? store.letter([...ids][0]!) : null
}

// The page that could not be read says nothing of itself: it has come again when its letter lacks nothing and some of it came later.
async function cameSince(store: StoreReads, letter: LetterRow, { arrival }: PageRow): Promise<boolean> {
  if (letter.pagesMissing.length > 0) return false
  const then = (await store.arrival(arrival))!
  for (const page of await store.pagesOfLetter(letter.id))
    if (page.code !== null && page.arrival !== arrival && (await store.arrival(page.arrival))!.at > then.at) return true
  return false
}

async function withFiles(
  store: StoreReads,
  pages: readonly PageRow[],
  letter: LetterRow | null,
): Promise<RescanPage[]> {
  const found = await findingsOf(store, pages)
  const form = letter === null ? null : await store.form(letter.form, letter.version, letter.fingerprint)
  return Promise.all(
    pages.map(async (page) => {
      const arrival = (await store.arrival(page.arrival))!
      const counts = await store.pageCounts([page.arrival])
      const of = counts.reduce((sum, count) => sum + count.pages, 0)
      // A page without a letter is shown as it was scanned.
      const layout = page.letter === null ? null : (form?.layout ?? null)
      return { page: pageView(page, layout, found.get(page.id)), file: arrival.name, at: arrival.at, of }
    }),
  )
}
