import type { ArrivalView } from '../contract/letter.ts'
import type { ArrivalRow, PageRow } from '../contract/rows.ts'
import type { StoreReads } from '../contract/store.ts'

/** Arrivals as the screens and tables show them, in the given order. Counted by the store: a file may have hundreds of pages. */
export async function arrivalViews(store: StoreReads, rows: readonly ArrivalRow[]): Promise<ArrivalView[]> {
  const ids = rows.map((row) => row.id)
  const counts = await store.pageCounts(ids)
  const letters = await store.lettersOfArrivals(ids)
  return rows.map((row) => {
    const own = counts.filter(({ arrival }) => arrival === row.id)
    const count = (state: PageRow['state'] | 'aside'): number => own.find((one) => one.state === state)?.pages ?? 0
    const mine = letters.filter(({ arrival }) => arrival === row.id)
    const { id, name, sizeBytes, sha256, source, at, state, reason, sameAs, finishedAt } = row
    return {
      id,
      name,
      sizeBytes,
      sha256,
      source,
      at,
      state,
      reason,
      sameAs,
      pages: {
        total: own.reduce((sum, { pages }) => sum + pages, 0),
        placed: count('placed'),
        blank: count('blank'),
        held: count('held'),
        aside: count('aside'),
        failed: count('failed'),
        queued: count('queued'),
      },
      letters: mine.map(({ letter }) => letter),
      needsReview: mine.reduce((sum, { needsReview }) => sum + needsReview, 0),
      seconds: finishedAt === null ? null : (Date.parse(finishedAt) - Date.parse(at)) / 1000,
    }
  })
}
