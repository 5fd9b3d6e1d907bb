import type { ArrivalView, LetterView } from '../contract/letter.ts'
import type { RunningOffice } from '../contract/office.ts'
import type { PageRow } from '../contract/rows.ts'
import type { StoreReads } from '../contract/store.ts'
import type { TruthLetter } from '../contract/truth.ts'

/** A written letter: its scan files lie in a folder, its truth is known. */
export interface WrittenLetter {
  readonly paths: readonly string[]
  readonly truth: TruthLetter
}

export interface BenchOffice {
  readonly office: RunningOffice
  readonly store: StoreReads
}

/** The pages that came out of a letter's files. */
export function pagesOf(
  { paths }: WrittenLetter,
  arrivals: readonly ArrivalView[],
  pages: readonly PageRow[],
): PageRow[] {
  const names = new Set(paths.map((path) => path.slice(path.lastIndexOf('/') + 1)))
  const ids = new Set(arrivals.filter((arrival) => names.has(arrival.name)).map((arrival) => arrival.id))
  return pages.filter((page) => ids.has(page.arrival))
}

/** The letter that these pages found; null when none did. */
export async function letterOf(office: RunningOffice, pages: readonly PageRow[]): Promise<LetterView | null> {
  const id = pages.find((page) => page.letter !== null)?.letter
  return id === undefined || id === null ? null : office.letter(id)
}
