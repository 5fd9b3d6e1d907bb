import type { PageCode } from '../contract/page.ts'
import type { PageReason } from '../contract/reasons.ts'
import type { Sides } from '../contract/stack.ts'
import type { StackMark } from '../contract/stackMark.ts'
import type { ArrivalRow, EnvelopeRow, PageRow } from '../contract/rows.ts'
import type { StoreTransaction } from '../contract/store.ts'
import { inOrder, type Ordered } from '../sort/inOrder.ts'
import {
  planSplit,
  type PlannedLetter,
  type PlannedPage,
  type PlannedPart,
  type SplitPlan,
  type StackPage,
} from '../sort/planSplit.ts'
import { sidesHold } from '../sort/sidesHold.ts'
import { dayOf, envelopeOfMark, fromMark, letterDates } from './mailDesk.ts'
import { EMPTY_LETTER } from './newLetter.ts'

/**
 * Splits a file whose pages have all been looked at: envelopes and letters are found or made, every page gets its part, and those that are read get
 * their job. All of it in the transaction that ends the last look: a crash leaves the whole split or none of it. Answers the letters
 * that changed.
 */
export async function applySplit(
  tx: StoreTransaction,
  arrival: ArrivalRow,
  sides: Sides,
  now: number,
): Promise<Set<string>> {
  const rows = await tx.pagesOfArrivals([arrival.id])
  const asStack = async (ordered: readonly Ordered<PageRow>[]): Promise<StackPage[]> =>
    Promise.all(ordered.map(({ page, otherSide }) => asStackPage(tx, page, otherSide)))
  const ordered = inOrder(rows, sides)
  const sided = ordered === null ? null : await asStack(ordered)
  const believed = sided !== null && (sides === 'pages' || rows.length % 2 !== 0 || sidesHold(sided, sides))
  // Not believed: as it came, and for two passes nothing is known of the order either.
  const stack = believed ? sided : await asStack(inOrder(rows, 'pages')!)
  const envelopes = await envelopesOf(tx, stack)
  const formsIn = (marks: readonly StackMark[]): number | null =>
    marks.map((mark) => envelopes.get(JSON.stringify(mark))?.contents?.forms ?? null).find((forms) => forms !== null) ??
    null
  const plan = !believed && sides === 'two-pass' ? nothingSure(stack) : planSplit(stack, formsIn)
  const split: Splitting = {
    tx,
    arrival,
    now,
    rows: new Map(rows.map((row) => [row.id, row])),
    plan,
    touched: new Set(),
  }
  for (const part of plan.parts) await keepPart(split, part)
  const at = new Date(now).toISOString()
  const ids = { arrival: arrival.id, pages: rows.length, parts: plan.parts.length, letters: plan.letters.size }
  await tx.addAudit({ at, who: 'system', what: 'arrival.split', ids })
  return split.touched
}

interface Splitting {
  readonly tx: StoreTransaction
  readonly arrival: ArrivalRow
  readonly now: number
  readonly rows: ReadonlyMap<string, PageRow>
  readonly plan: SplitPlan
  readonly touched: Set<string>
}

async function keepPart(split: Splitting, part: PlannedPart): Promise<void> {
  const { tx, plan, rows } = split
  const envelope = part.marks.length === 0 ? null : await envelopeFor(split, part.marks)
  const pages = plan.pages.filter((page) => page.part === part.part)
  // Letters of this part that took at least one of its pages: attachments follow those and no others.
  const taken = new Map<string, string>()
  for (const page of pages.filter(({ kind }) => kind === 'form')) await keepForm(split, part, envelope, page, taken)
  const alone =
    part.letters.length === 1 && part.letters[0]!.ofEnvelope ? (taken.get(part.letters[0]!.name) ?? null) : null
  for (const page of pages.filter(({ kind }) => kind !== 'form')) {
    const row = rows.get(page.id)!
    const base = { part: page.part, envelope: envelope?.id ?? null, kind: page.kind }
    if (row.state === 'failed') await tx.updatePage(page.id, base)
    else if (page.to === 'held') await tx.updatePage(page.id, { ...base, state: 'held', reason: page.reason })
    else if (page.to === 'blank' || page.kind === 'separator') await tx.updatePage(page.id, { ...base, state: 'blank' })
    else if (page.kind === 'waybill') await tx.updatePage(page.id, { ...base, state: 'placed', letter: alone })
    else {
      const letter = taken.get(page.letter!) ?? null
      const change =
        letter === null
          ? { state: 'held' as const, reason: 'PAGE_BETWEEN_LETTERS' as const }
          : { state: 'placed' as const }
      await tx.updatePage(page.id, { ...base, ...change, letter, kind: letter === null ? 'unknown' : 'attachment' })
    }
  }
}

/** A form page goes to its letter and to the readers, or is held for what only the store knows of it. */
async function keepForm(
  { tx, plan, rows, arrival, now, touched }: Splitting,
  part: PlannedPart,
  envelope: EnvelopeRow | null,
  page: PlannedPage,
  taken: Map<string, string>,
): Promise<void> {
  const code = codeOf(rows.get(page.id)!)
  const base = { part: page.part, envelope: envelope?.id ?? null, kind: page.kind, code }
  if (page.to === 'held') return tx.updatePage(page.id, { ...base, state: 'held', reason: page.reason })
  const read = async (letter: string | null): Promise<void> => {
    await tx.updatePage(page.id, { ...base, letter })
    await tx.addJob('page', page.id, now)
  }
  if (page.letter === null) return read(null)
  const own = part.letters.find(({ name }) => name === page.letter)!.ofEnvelope ? envelope : null
  const found = await letterFor(
    tx,
    plan.letters.get(page.letter)!,
    taken.get(page.letter),
    own,
    envelope,
    arrival,
    code,
  )
  if ('reason' in found) return tx.updatePage(page.id, { ...base, state: 'held', reason: found.reason })
  taken.set(page.letter, found.letter)
  touched.add(found.letter)
  await tx.addAudit({
    at: new Date(now).toISOString(),
    who: 'system',
    what: 'page.placed',
    ids: { page: page.id, letter: found.letter },
  })
  return read(found.letter)
}

async function letterFor(
  tx: StoreTransaction,
  planned: PlannedLetter,
  taken: string | undefined,
  own: EnvelopeRow | null,
  seenIn: EnvelopeRow | null,
  arrival: ArrivalRow,
  { form, version, fingerprint, page, serial }: PageCode,
): Promise<{ letter: string } | { reason: PageReason }> {
  const there =
    taken !== undefined
      ? await tx.letter(taken)
      : planned.by === 'serial'
        ? await tx.letterOfSerial(form, version, planned.code.serial)
        : null
  if (there === null) {
    const dates = own === null ? { receivedAt: arrival.at } : letterDates(own)
    const row = await tx.addLetter({ ...EMPTY_LETTER, form, version, fingerprint, serial, ...dates })
    return { letter: row.id }
  }
  if (there.fingerprint !== fingerprint) return { reason: 'PAGE_FINGERPRINT_DIFFERS' }
  const elsewhere = there.envelope ?? null
  if (elsewhere !== null && seenIn !== null && elsewhere !== seenIn.id) return { reason: 'PAGE_SERIAL_ELSEWHERE' }
  const pages = await tx.pagesOfLetter(there.id)
  if (pages.some((other) => other.code?.page === page)) return { reason: 'PAGE_TWICE' }
  if (elsewhere === null && own !== null) await tx.updateLetter(there.id, letterDates(own))
  return { letter: there.id }
}

async function asStackPage(tx: StoreTransaction, row: PageRow, otherSide: PageRow | null): Promise<StackPage> {
  // What failed at the first look may have been anything, a mark as well.
  const seen = row.seen ?? ({ shows: 'refused', reason: 'PAGE_READ_FAILED' } as const)
  const code = seen.shows === 'form' ? seen.code : null
  const form = code === null ? null : await tx.form(code.form, code.version, code.fingerprint)
  const known = form !== null && form.layout.pages.some(({ page }) => page === code!.page)
  const required = known ? form.layout.pages.filter(({ optional }) => !optional).map(({ page }) => page) : null
  return { id: row.id, seen, required, otherSide: otherSide?.id ?? null }
}

function codeOf({ seen }: PageRow): PageCode {
  if (seen?.shows !== 'form') throw new Error('a form page without a code')
  return seen.code
}

async function envelopesOf(tx: StoreTransaction, stack: readonly StackPage[]): Promise<Map<string, EnvelopeRow>> {
  const found = new Map<string, EnvelopeRow>()
  for (const { seen } of stack)
    if (seen.shows === 'mark')
      for (const mark of seen.marks) {
        const row = await envelopeOfMark(tx, mark)
        if (row !== null) found.set(JSON.stringify(mark), row)
      }
  return found
}

/** The envelope of these marks; one nobody has beeped is made, and a number seen beside a code of ours is noted down. */
async function envelopeFor({ tx, arrival, now }: Splitting, marks: readonly StackMark[]): Promise<EnvelopeRow> {
  const waybill = marks.find(({ mark }) => mark === 'waybill')
  const code = marks.find(({ mark }) => mark === 'code')
  const there =
    (waybill === undefined ? null : await envelopeOfMark(tx, waybill)) ??
    (code === undefined ? null : await envelopeOfMark(tx, code))
  if (there !== null) {
    if (there.waybill !== null || waybill?.mark !== 'waybill') return there
    await tx.updateEnvelope(there.id, { waybill: waybill.waybill, revision: there.revision + 1 })
    return { ...there, waybill: waybill.waybill, revision: there.revision + 1 }
  }
  const own = { ...fromMark(code ?? null), ...(waybill?.mark === 'waybill' ? { waybill: waybill.waybill } : {}) }
  const row = await tx.addEnvelope({
    ...own,
    receivedOn: dayOf(new Date(arrival.at)),
    registeredAt: arrival.at,
    channel: 'paper',
    clerk: null,
  })
  await tx.addAudit({
    at: new Date(now).toISOString(),
    who: 'system',
    what: 'envelope.seen',
    ids: { envelope: row.id },
  })
  return row
}

/** Two passes that do not match: which page lies behind which is not known, so only what its own code says stands. */
function nothingSure(stack: readonly StackPage[]): SplitPlan {
  const alone = planSplit(
    stack.filter(({ seen }) => seen.shows === 'form' || seen.shows === 'paper'),
    () => null,
  )
  const rest = stack
    .filter(({ seen }) => seen.shows !== 'form' && seen.shows !== 'paper')
    .map(({ id }): PlannedPage => {
      return { id, part: 1, kind: 'unknown', to: 'held', reason: 'PAGE_BETWEEN_LETTERS', letter: null }
    })
  const parts = alone.parts.length > 0 ? alone.parts : [{ part: 1, marks: [], letters: [] }]
  return { ...alone, parts, pages: [...alone.pages, ...rest] }
}
