import type { ArrivalView } from '../contract/letter.ts'
import type { ArrivalRow, LetterRow, PageRow, StoreReads } from '../contract/store.ts'

/** Arrivals as the screens and tables show them, in the given order. */
export async function arrivalViews(store: StoreReads, rows: readonly ArrivalRow[]): Promise<ArrivalView[]> {
  const pages = await store.pagesOfArrivals(rows.map((row) => row.id))
  const letterIds = [...new Set(pages.flatMap((page) => page.letter ?? []))]
  const letters = new Map((await store.lettersById(letterIds)).map((row) => [row.id, row]))
  return rows.map((row) => {
    const own = pages.filter((page) => page.arrival === row.id)
    return asView(row, own, lettersOf(own, letters))
  })
}

function asView(row: ArrivalRow, pages: readonly PageRow[], letters: readonly LetterRow[]): ArrivalView {
  const count = (state: PageRow['state']): number => pages.filter((page) => page.state === state).length
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
      total: pages.length,
      placed: count('placed'),
      blank: count('blank'),
      held: count('held'),
      failed: count('failed'),
      queued: count('queued'),
    },
    letters: letters.map((letter) => letter.id),
    needsReview: letters.reduce((sum, letter) => sum + letter.needsReview, 0),
    seconds: finishedAt === null ? null : (Date.parse(finishedAt) - Date.parse(at)) / 1000,
  }
}

function lettersOf(pages: readonly PageRow[], letters: ReadonlyMap<string, LetterRow>): LetterRow[] {
  const ids = [...new Set(pages.flatMap((page) => page.letter ?? []))]
  return ids.flatMap((id) => letters.get(id) ?? [])
}
