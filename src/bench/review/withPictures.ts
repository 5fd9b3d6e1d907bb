import { link, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { StoreReads } from '../../contract/store.ts'
import { viewPath } from '../../pipeline/workJob.ts'
import type { CopiedPage } from './fillStore.ts'

/** Picks letters from everywhere in the store and gives their pages, and those of the letter after each, the pictures they are copies of. */
export async function withPictures(
  store: Pick<StoreReads, 'page'>,
  views: string,
  copied: readonly CopiedPage[][],
  most: number,
): Promise<string[]> {
  const step = Math.max(2, Math.floor(copied.length / most))
  const letters: string[] = []
  for (const [i, pages] of copied.entries()) {
    // The one after is what the screen fetches ahead.
    if (i % step > 1) continue
    for (const { page, of } of pages) {
      const [copy, own] = [(await store.page(page))!, (await store.page(of))!]
      if (own.view === null || copy.view === null) continue
      const target = viewPath(views, page, copy.view)
      await mkdir(dirname(target), { recursive: true })
      await link(viewPath(views, of, own.view), target)
    }
    if (i % step === 0 && letters.length < most) letters.push((await store.page(pages[0]!.page))!.letter!)
  }
  return letters
}
