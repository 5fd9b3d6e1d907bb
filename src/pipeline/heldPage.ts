import type { HeldPage } from '../contract/letter.ts'
import type { PageRow } from '../contract/rows.ts'
import type { StoreReads } from '../contract/store.ts'
import { pageView } from './letterView.ts'

/** A page that found no letter; one that came twice together with the page that lies there. */
export async function heldPage(store: StoreReads, page: PageRow): Promise<HeldPage> {
  const layout = page.code === null ? null : await layoutOf(store, page)
  const rival = page.reason === 'PAGE_TWICE' ? await rivalOf(store, page) : null
  return {
    page: pageView(page, layout),
    file: (await store.arrival(page.arrival))!.name,
    beside: rival === null ? null : pageView(rival, layout),
  }
}

async function layoutOf(store: StoreReads, { code }: PageRow) {
  return code === null ? null : ((await store.form(code.form, code.version, code.fingerprint))?.layout ?? null)
}

async function rivalOf(store: StoreReads, { code }: PageRow): Promise<PageRow | null> {
  if (code === null || code.serial === null) return null
  const letter = await store.letterOfSerial(code.form, code.version, code.serial)
  if (letter === null) return null
  return (await store.pagesOfLetter(letter.id)).find((other) => other.code?.page === code.page) ?? null
}
