import { XianceError } from '../contract/errors.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { FormRow, LetterRow, PageRow } from '../contract/rows.ts'
import type { Said, SampleRow } from '../contract/sample.ts'
import type { SampleQuery, StoreReads } from '../contract/store.ts'
import { machineRight } from '../review/sampled.ts'

/** The sample if it is theirs to do now. Throws SAMPLE_GONE and SAMPLE_NOT_YOURS. */
export async function ours(tx: StoreReads, number: number, query: Omit<SampleQuery, 'number'>): Promise<SampleRow> {
  const row = await tx.nextSample({ ...query, number })
  if (row !== null) return row
  const there = await tx.sample(number)
  const held = there !== null && there.heldBy !== query.by && (there.heldUntil ?? 0) > query.now
  if (there === null || there.state !== query.state || held) throw new XianceError('SAMPLE_GONE', { sample: number })
  throw new XianceError('SAMPLE_NOT_YOURS', { sample: number })
}

/** Where a sample lies on paper. */
export async function placeOf(
  store: StoreReads,
  { letter: id, field }: SampleRow,
): Promise<{ letter: LetterRow; form: FormRow; field: LayoutField; page: PageRow | undefined }> {
  const letter = (await store.letter(id))!
  const form = (await store.form(letter.form, letter.version, letter.fingerprint))!
  const sheet = form.layout.pages.find(({ fields }) => fields.some((other) => other.id === field))!
  const pages = await store.pagesOfLetter(id)
  return {
    letter,
    form,
    field: sheet.fields.find((other) => other.id === field)!,
    page: pages.find(({ code }) => code?.page === sheet.page),
  }
}

/** What stood in the field as it was drawn. */
export async function stoodIn(store: StoreReads, { letter, field, revision }: SampleRow): Promise<Said> {
  const history = await store.decisionHistory(letter)
  const { state, value } = history.find((row) => row.field === field && row.revision === revision)!
  return { state, value }
}

/** What was keyed again. */
export async function keyedAgain(store: StoreReads, { letter, keying }: SampleRow): Promise<Said> {
  const { state, value } = (await store.keyingsEver(letter)).find(({ id }) => id === keying)!
  return { state, value }
}

/** Whether the reading beside a sample says what is right. */
export async function readingRight(
  store: StoreReads,
  { page, run, field: id, score }: SampleRow,
  field: LayoutField,
  truth: Said,
): Promise<boolean | null> {
  if (page === null || score === null) return null
  const read = (await store.readingsOfPage(page)).find((row) => row.run === run && row.field === id)
  return machineRight(field, read?.reading ?? null, truth)
}
