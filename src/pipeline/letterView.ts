import type { Finding } from '../contract/finding.ts'
import type { Layout, LayoutField } from '../contract/layout.ts'
import type { Decision, FieldView, LetterSummary, LetterView, PageView } from '../contract/letter.ts'
import type { Role } from '../contract/people.ts'
import { partOf, standingOf, type Standing } from '../review/standing.ts'
import type { CellKeyingRow, KeyingRow, LetterRow, PageRow } from '../contract/rows.ts'
import type { StoreReads } from '../contract/store.ts'
import { findingsOf } from './keepFindings.ts'

/**
 * A letter as the review screen shows it to somebody. Of a field that one person has keyed and another is to key, nothing of what was read
 * or keyed is in it, but for who keyed it: for nobody else, whatever their roles, and for an export (`by` null).
 */
export async function letterView(store: StoreReads, letter: LetterRow, by: string | null): Promise<LetterView> {
  const roles = by === null ? [] : await rolesOf(store, by)
  const form = (await store.form(letter.form, letter.version, letter.fingerprint))!
  const { layout } = form
  const pages = await store.pagesOfLetter(letter.id)
  const readings = new Map((await store.readingsOfLetter(letter.id)).map((row) => [row.field, row.reading]))
  const decisions = new Map((await store.decisions(letter.id)).map((row) => [row.field, row]))
  const keyings = await store.keyings(letter.id)
  const confirmed = await store.cellKeyings(letter.id)
  const byNumber = new Map(pages.map((page) => [page.code?.page, page]))
  const fields = layout.pages
    // A continuation sheet that was not sent asks nothing.
    .filter((page) => !page.optional || byNumber.has(page.page))
    .flatMap((page) =>
      page.fields.map((field) => {
        const decision = decisions.get(field.id)
        const words = keyings.filter((row) => row.field === field.id)
        const view = {
          ...asAsked(field),
          page: page.page,
          pageId: byNumber.get(page.page)?.id ?? null,
          reading: readings.get(field.id) ?? null,
          decision: decision === undefined ? undecided(field.id) : asDecision(decision),
          keyings: words.map(asKeying),
          needsPerson: decision?.how === 'none',
          ...confirmedOf(confirmed, field.id, byNumber.get(page.page)),
        } satisfies FieldView
        return between(view, standingOf(field, words), by, partOf(field, words, by ?? '', roles) !== null)
      }),
    )
  // Of what came with the form, a drawing or a photograph, nobody asks how it was scanned.
  const found = await findingsOf(
    store,
    pages.filter(({ kind }) => kind === 'form'),
  )
  const inOrder = pages.toSorted((a, b) => (a.code?.page ?? LAST) - (b.code?.page ?? LAST))
  return {
    letter: letterSummary(letter),
    formTitle: form.title,
    pageSize: layout.pageSize,
    window: form.campaign.window,
    pages: inOrder.map((page) => pageView(page, layout, found.get(page.id))),
    fields,
  }
}

export function letterSummary(row: LetterRow): LetterSummary {
  const {
    fingerprint: _fingerprint,
    envelope: _envelope,
    secondBarred: _second,
    settleBarred: _settle,
    ...summary
  } = row
  return summary
}

export function pageView(page: PageRow, layout: Layout | null, findings: readonly Finding[] = []): PageView {
  const { id, arrival, index, letter, kind, state, reason, code, fit } = page
  const fitted = fit !== null && layout !== null
  const pxPerMm = page.dpi === null ? page.widthPx / A4_WIDTH_MM : page.dpi / MM_PER_INCH
  return {
    id,
    arrival,
    index,
    letter,
    kind,
    state,
    reason,
    fit,
    form: code?.form ?? null,
    version: code?.version ?? null,
    page: code?.page ?? null,
    serial: code?.serial ?? null,
    // The run makes a new address when the page is read again.
    image: page.view === null ? null : `/api/pages/${id}/image?run=${page.view}`,
    widthMm: fitted ? layout.pageSize.widthMm : page.widthPx === 0 ? 0 : page.widthPx / pxPerMm,
    heightMm: fitted ? layout.pageSize.heightMm : page.widthPx === 0 ? 0 : page.heightPx / pxPerMm,
    ...(findings.length === 0 ? {} : { findings: [...findings] }),
  }
}

/** A field between two people, as one of them, or a third, may see it. */
function between(view: FieldView, standing: Standing | null, by: string | null, theirs: boolean): FieldView {
  if (standing?.how !== 'none') return view
  const { waits, keyers } = standing
  if (waits === 'settler') return { ...view, waits, needsPerson: theirs }
  const own = view.keyings.at(-1)
  // Who keyed it sees what they keyed, and may correct it; nobody else sees anything.
  if (by !== null && keyers.includes(by) && keyers.length === 1 && own !== undefined)
    return { ...view, waits, needsPerson: false, decision: { ...view.decision, state: own.state, value: own.value } }
  const { confirmedCells: _, ...rest } = view
  return { ...rest, waits, reading: null, keyings: [], needsPerson: theirs, ...(theirs ? { blind: true } : {}) }
}

/** What a person may do here; nothing for a name that nobody has. */
export async function rolesOf(store: StoreReads, name: string): Promise<readonly Role[]> {
  return (await store.person(name))?.roles ?? []
}

function asAsked(field: LayoutField) {
  const { id, kind, decoder, label, personal, rules, boxMm, cells, options } = field
  return { id, kind, decoder, label, personal, rules, boxMm, cells: cells ?? [], options: options ?? [] }
}

// A word on a character is about the reading it was shown with.
function confirmedOf(rows: readonly CellKeyingRow[], field: string, page: PageRow | undefined) {
  const cells = rows.filter((row) => row.field === field && row.run === page?.run).map(({ cell }) => cell)
  return cells.length === 0 ? {} : { confirmedCells: cells }
}

// Not blank: nobody has looked, or could.
function undecided(field: string): Decision {
  return { field, how: 'none', state: 'unclear', value: null, reasons: [] }
}

function asDecision({ field, how, state, value, reasons }: Decision): Decision {
  return { field, how, state, value, reasons }
}

function asKeying({ letter: _letter, save: _save, ...keying }: KeyingRow): FieldView['keyings'][number] {
  return keying
}

// Form pages first, then what came with them.
const LAST = 1000
const MM_PER_INCH = 25.4
/** A scan that does not say its density is taken for an A4 page. */
const A4_WIDTH_MM = 210
