import type { Layout } from '../contract/layout.ts'
import { letterOf, pagesOf, type BenchOffice, type WrittenLetter } from './readLetters.ts'
import { scoredFields, type ScoredField } from './scoredFields.ts'

/** Lets the office read letters whose truth is known, and answers every reading that has a score. */
export async function scoreLetters(
  { office, store }: BenchOffice,
  layoutOf: (form: string, version: number) => Layout,
  letters: readonly WrittenLetter[],
  onProgress: (done: number, total: number) => void,
): Promise<ScoredField[]> {
  if (letters.length === 0) return []
  const arrivals = await office.intakePaths(
    letters.flatMap(({ paths }) => paths),
    ({ pagesDone, pagesTotal }) => onProgress(pagesDone, pagesTotal),
  )
  const pages = await store.pagesOfArrivals(arrivals.map(({ id }) => id))
  const fields: ScoredField[] = []
  for (const letter of letters) {
    const { truth } = letter
    const view = await letterOf(office, pagesOf(letter, arrivals, pages))
    fields.push(...scoredFields(layoutOf(truth.form, truth.version), truth, view))
  }
  return fields
}
