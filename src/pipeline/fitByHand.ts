import { XianceError } from '../contract/errors.ts'
import type { HandFitRequest, HandFitView } from '../contract/handFit.ts'
import type { PageCode } from '../contract/page.ts'
import { parseReadableId } from '../contract/readableId.ts'
import type { FormRow, LetterRow, PageRow } from '../contract/rows.ts'
import type { Store, StoreReads } from '../contract/store.ts'
import { heldPage } from './heldPage.ts'

/** What a person needs to fit a page by hand. Throws PAGE_UNKNOWN, PAGE_FITTED. */
export async function handFitView(store: StoreReads, id: string): Promise<HandFitView> {
  const page = await heldOne(store, id)
  const [found] = await store.findingsOf([id])
  const code = await codeRead(store, page)
  const forms = (await store.forms()).filter((form) => code === null || isOf(form, code))
  return {
    page: (await heldPage(store, page)).page,
    run: page.run,
    widthPx: page.widthPx,
    heightPx: page.heightPx,
    code,
    rough: found?.rough === null || found === undefined ? null : [...found.rough],
    forms: forms.map(({ form, version, title, layout }) => {
      return { form, version, title, pageSize: layout.pageSize, pages: layout.pages }
    }),
  }
}

/**
 * Keeps how a person laid a form over a page, and gives the page back to the readers, who read it so: all of it or nothing. What people keyed is the letter's and
 * stays. Throws PAGE_UNKNOWN, PAGE_FITTED, PAGE_BEING_READ, STALE_PAGES (read again since it was seen), ID_INVALID, ID_NOT_PRINTED, ID_ELSEWHERE. Answers the arrival.
 */
export async function fitByHand(
  store: Store,
  id: string,
  by: string,
  { run, id: typed, handles }: HandFitRequest,
  now: number,
): Promise<string> {
  const at = new Date(now).toISOString()
  return store.transaction(async (tx) => {
    const page = await heldOne(tx, id)
    if (page.run !== run) throw new XianceError('STALE_PAGES')
    const code = await codeFor(tx, page, typed)
    await tx.addHandFit({ page: id, code, handles, by, at })
    await tx.updatePage(id, { state: 'queued', reason: null })
    await tx.addJob('page', id, now)
    await tx.updateArrival(page.arrival, { state: 'reading', reason: null, finishedAt: null })
    const ids = { page: id, run: run + 1, number: code.page, handles: handles?.length ?? 0 }
    await tx.addAudit({ at, who: by, what: 'page.fittedByHand', ids })
    return page.arrival
  })
}

async function heldOne(store: StoreReads, id: string): Promise<PageRow> {
  const page = await store.page(id)
  if (page === null) throw new XianceError('PAGE_UNKNOWN', { page: id })
  if (page.state === 'queued') throw new XianceError('PAGE_BEING_READ', { page: id })
  if ((page.state !== 'held' && page.state !== 'failed') || page.fit !== null || page.widthPx === 0)
    throw new XianceError('PAGE_FITTED', { page: id })
  return page
}

// What a person typed is kept with the page when it could not be read so; it can be typed anew.
async function codeRead(store: StoreReads, { id, code, seen }: PageRow): Promise<PageCode | null> {
  if (seen?.shows === 'form') return seen.code
  return (await store.handFit(id)) === null ? code : null
}

/** Which page it is: what its code says, or what a person read beside it, as far as nothing on record speaks against it. */
async function codeFor(store: StoreReads, page: PageRow, typed: string | null): Promise<PageCode> {
  const read = await codeRead(store, page)
  if (read !== null && typed === null) return read
  const id = typed === null ? null : parseReadableId(typed)
  if (id === null) throw new XianceError('ID_INVALID', { id: typed ?? '' })
  if (read !== null) {
    if (read.serial === id.serial && read.page === id.page) return read
    throw new XianceError('ID_NOT_PRINTED', { id: typed! })
  }
  const forms = (await store.forms()).filter(({ form, version, layout }) => {
    const named = id.form === null || (id.form.form === form && id.form.version === version)
    return named && layout.pages.some((one) => one.page === id.page)
  })
  const owners: { form: FormRow; letter: LetterRow }[] = []
  for (const form of forms) {
    const letter = await store.letterOfSerial(form.form, form.version, id.serial)
    if (letter !== null && letter.fingerprint === form.fingerprint) owners.push({ form, letter })
  }
  // Of several forms on record that of the letter with this serial; never one of several by guessing.
  const form = owners.length === 1 ? owners[0]!.form : forms.length === 1 ? forms[0]! : null
  if (form === null) throw new XianceError('ID_NOT_PRINTED', { id: typed! })
  await agreeWithStack(store, page, id.serial, owners[0]?.letter ?? null)
  const { version, fingerprint, layout } = form
  return { form: form.form, version, fingerprint, page: id.page, pages: layout.pages.length, serial: id.serial }
}

// What came out of one envelope is of one letter: a page that lies with another one is not made this letter's by a typed serial.
async function agreeWithStack(
  store: StoreReads,
  page: PageRow,
  serial: string,
  letter: LetterRow | null,
): Promise<void> {
  const inFile = await store.pagesOfArrivals([page.arrival])
  const beside = inFile.filter((one) => one.id !== page.id && one.part === page.part && one.letter !== null)
  const there = (await store.lettersById([...new Set(beside.flatMap((one) => one.letter ?? []))]))[0]
  if (there !== undefined && there.serial !== null && there.serial !== serial)
    throw new XianceError('ID_ELSEWHERE', { letter: letter?.id ?? serial, there: there.id })
  const [own, theirs] = [page.envelope, letter?.envelope ?? null]
  if (letter !== null && own !== null && theirs !== null && own !== theirs)
    throw new XianceError('ID_ELSEWHERE', { letter: letter.id, there: there?.id ?? own })
}

function isOf({ form, version, fingerprint }: FormRow, code: PageCode): boolean {
  return form === code.form && version === code.version && fingerprint === code.fingerprint
}
