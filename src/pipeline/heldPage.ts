import type { HeldPage } from '../contract/letter.ts'
import type { LetterRow, PageRow } from '../contract/rows.ts'
import type { StoreReads } from '../contract/store.ts'
import { findingsOf } from './keepFindings.ts'
import { pageView } from './letterView.ts'

/** A page that found no letter; one of two scans of a page together with the one that lies in the letter. */
export async function heldPage(store: StoreReads, page: PageRow): Promise<HeldPage> {
  const layout = page.code === null ? null : await layoutOf(store, page)
  const rival = isOneOfTwo(page) ? ((await rivalOf(store, page))?.page ?? null) : null
  const found = await findingsOf(store, rival === null ? [page] : [page, rival])
  return {
    page: pageView(page, layout, found.get(page.id)),
    file: (await store.arrival(page.arrival))!.name,
    beside: rival === null ? null : pageView(rival, layout, found.get(rival.id)),
  }
}

/** Held because its letter has another scan of the same page: what a person can choose between. */
export function isOneOfTwo({ state, reason }: PageRow): boolean {
  return state === 'held' && (reason === 'PAGE_TWICE' || reason === 'PAGE_OTHER_KEPT')
}

/** The letter that a held page is of by its code, and the page of this number that lies in it; null when its code names no letter. */
export async function rivalOf(
  store: StoreReads,
  { code }: PageRow,
): Promise<{ letter: LetterRow; page: PageRow | null } | null> {
  if (code === null || code.serial === null) return null
  const letter = await store.letterOfSerial(code.form, code.version, code.serial)
  if (letter === null || letter.fingerprint !== code.fingerprint) return null
  const pages = await store.pagesOfLetter(letter.id)
  return { letter, page: pages.find((other) => other.code?.page === code.page) ?? null }
}

async function layoutOf(store: StoreReads, { code }: PageRow) {
  return code === null ? null : ((await store.form(code.form, code.version, code.fingerprint))?.layout ?? null)
}
