import { createHash } from 'node:crypto'
import { XianceError } from '../contract/errors.ts'
import type { ArrivalRow, FormRow, LetterRow, PageRow } from '../contract/rows.ts'
import type { SplitView } from '../contract/split.ts'
import type { Sides } from '../contract/stack.ts'
import type { StoreReads } from '../contract/store.ts'
import { inOrder } from '../sort/inOrder.ts'
import type { SplitLetter, SplitPage } from '../sort/regroup.ts'
import { pageView } from './letterView.ts'

/** A file as it was split: rows, and the same as the rules of `sort/` see it, in the order of the stack. */
export interface SplitFile {
  readonly arrival: ArrivalRow
  readonly rows: readonly PageRow[]
  readonly pages: readonly SplitPage[]
  readonly letterRows: readonly LetterRow[]
  readonly letters: ReadonlyMap<string, SplitLetter>
  readonly forms: ReadonlyMap<string, FormRow>
  readonly version: string
}

/** Throws ARRIVAL_UNKNOWN. Null while pages of it are still to be looked at. */
export async function splitFile(
  store: StoreReads,
  id: string,
  sidesOf: (name: string) => Sides,
): Promise<SplitFile | null> {
  const arrival = await store.arrival(id)
  if (arrival === null) throw new XianceError('ARRIVAL_UNKNOWN', { arrival: id })
  const inFile = await store.pagesOfArrivals([id])
  if (inFile.length === 0 || (await store.pagesUnseen(id)) > 0) return null
  const ordered = inOrder(inFile, sidesOf(arrival.name)) ?? inOrder(inFile, 'pages')!
  const rows = ordered.map(({ page }) => page).toSorted((a, b) => (a.part ?? 1) - (b.part ?? 1))
  const forms = new Map<string, FormRow>()
  const pages: SplitPage[] = []
  for (const row of rows) pages.push(await asSplitPage(store, row, forms))
  const letterRows = await store.lettersById([...new Set(rows.flatMap(({ letter }) => letter ?? []))])
  const letters = new Map<string, SplitLetter>()
  for (const { id: letter, form, version, fingerprint, serial, envelope } of letterRows) {
    const numbers = (await store.pagesOfLetter(letter)).flatMap(({ code }) => code?.page ?? [])
    letters.set(letter, { id: letter, form, version, fingerprint, serial, envelope: envelope ?? null, numbers })
  }
  return { arrival, rows, pages, letterRows, letters, forms, version: versionOf(pages) }
}

/** How the pages of a file were told apart, for the screen. */
export async function splitView(store: StoreReads, id: string, sidesOf: (name: string) => Sides): Promise<SplitView> {
  const file = await splitFile(store, id, sidesOf)
  if (file === null) {
    const { name } = (await store.arrival(id))!
    return { arrival: id, name, version: '', parts: [], letters: [] }
  }
  const parts = new Map<number, SplitView['parts'][number]>()
  for (const [i, row] of file.rows.entries()) {
    const { part, letter, code, envelope } = file.pages[i]!
    if (!parts.has(part)) parts.set(part, { part, envelope: null, letters: [], pages: [] })
    const own = parts.get(part)!
    if (code !== null && letter !== null && !own.letters.includes(letter)) own.letters.push(letter)
    if (own.envelope === null && envelope !== null) {
      const { waybill, code: mark } = (await store.envelope(envelope))!
      own.envelope = { id: envelope, waybill, code: mark }
    }
    own.pages.push(pageView({ ...row, code }, code === null ? null : file.forms.get(keyOf(code))!.layout))
  }
  return {
    arrival: id,
    name: file.arrival.name,
    version: file.version,
    parts: [...parts.values()],
    letters: file.letterRows.map(({ id: letter, form, version, serial, pagesMissing }) => {
      return { id: letter, form, version, serial, pagesMissing }
    }),
  }
}

async function asSplitPage(store: StoreReads, row: PageRow, forms: Map<string, FormRow>): Promise<SplitPage> {
  const { id, seen, state, reason, kind, letter, envelope } = row
  const said = row.code ?? (seen?.shows === 'form' ? seen.code : null)
  const form =
    said === null ? null : (forms.get(keyOf(said)) ?? (await store.form(said.form, said.version, said.fingerprint)))
  const known = form !== null && form.layout.pages.some(({ page }) => page === said!.page)
  if (known) forms.set(keyOf(said!), form)
  const required = known ? form.layout.pages.filter(({ optional }) => !optional).map(({ page }) => page) : []
  const part = row.part ?? 1
  return { id, part, seen, state, reason, kind, letter, envelope, code: known ? said : null, required }
}

function keyOf({ form, version, fingerprint }: { form: string; version: number; fingerprint: string }): string {
  return JSON.stringify([form, version, fingerprint])
}

// Reading a page that stays where it is changes nothing of the split.
function versionOf(pages: readonly SplitPage[]): string {
  const lies = pages.map(({ id, part, letter, envelope, kind, state, reason }) => {
    return [id, part, letter, envelope, kind, state === 'queued' ? 'placed' : state, reason]
  })
  return createHash('sha256').update(JSON.stringify(lies)).digest('hex')
}
