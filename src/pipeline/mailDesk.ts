import { randomInt } from 'node:crypto'
import type { EnvelopeView, MailDesk } from '../contract/envelope.ts'
import { XianceError } from '../contract/errors.ts'
import { newLetterCode, parseStackMark, type StackMark } from '../contract/stackMark.ts'
import type { EnvelopeRow, LetterRow } from '../contract/rows.ts'
import type { Store, StoreReads, StoreTransaction } from '../contract/store.ts'
import { parseWaybill } from '../contract/waybill.ts'
import { isInTrouble } from './requeue.ts'
import { checkContents, openProblems, type EnvelopeFacts } from '../sort/checkContents.ts'

export interface MailDeskParts {
  readonly store: Store
  readonly clock: () => number
  /** First and last day of every campaign whose forms are read. */
  readonly windows: EnvelopeFacts['windows']
  /** Letters whose number or dates changed with their envelope. */
  readonly onLetters: (letters: readonly LetterRow[]) => void
}

/** The desk over the store: every change is one transaction with its line in the audit. */
export function openMailDesk({ store, clock, windows, onLetters }: MailDeskParts): MailDesk {
  const view = (tx: StoreReads, row: EnvelopeRow): Promise<EnvelopeView> => envelopeView(tx, row, windows)
  return {
    async register({ text, receivedOn, channel }, by) {
      const mark = markOf(text)
      return store.transaction(async (tx) => {
        const at = new Date(clock())
        const there = mark === null ? null : await envelopeOfMark(tx, mark)
        if (there !== null && there.clerk !== null) return { first: false, envelope: await view(tx, there) }
        const registeredAt = at.toISOString()
        const own = { clerk: by, registeredAt, receivedOn: receivedOn ?? dayOf(at), channel: channel ?? 'paper' }
        const row =
          there === null
            ? await tx.addEnvelope({ ...fromMark(mark), ...own })
            : { ...there, ...own, revision: there.revision + 1 }
        if (there !== null) {
          await tx.updateEnvelope(row.id, { ...own, revision: row.revision })
          await carryOver(tx, row)
        }
        await tx.addAudit({ at: registeredAt, who: by, what: 'envelope.registered', ids: { envelope: row.id } })
        return { first: true, envelope: await view(tx, row) }
      })
    },
    async envelope(id) {
      return view(store, await known(store, id))
    },
    async change(id, { revision, waybill, ...change }, by) {
      const { envelope, letters } = await store.transaction(async (tx) => {
        const before = await unchanged(tx, id, revision)
        const number = waybill === undefined ? {} : { waybill: await numberFor(tx, id, waybill) }
        const row = { ...before, ...change, ...number, revision: revision + 1 }
        await tx.updateEnvelope(id, { ...change, ...number, revision: row.revision })
        const letters = await carryOver(tx, row)
        const at = new Date(clock()).toISOString()
        await tx.addAudit({ at, who: by, what: 'envelope.changed', ids: { envelope: id, revision: row.revision } })
        return { envelope: await view(tx, row), letters }
      })
      onLetters(letters)
      return envelope
    },
    async clear(id, { revision, note }, by) {
      return store.transaction(async (tx) => {
        const before = await unchanged(tx, id, revision)
        const { problems } = await view(tx, before)
        const open = openProblems(problems)
        if (open.length > 0 && note.trim() === '')
          throw new XianceError('ENVELOPE_NOT_CLEAR', { envelope: id, problems: open.join(' ') })
        const at = new Date(clock()).toISOString()
        const row = { ...before, cleared: { by, at, note: note.trim() }, revision: revision + 1 }
        await tx.updateEnvelope(id, { cleared: row.cleared, revision: row.revision })
        await tx.addAudit({ at, who: by, what: 'envelope.cleared', ids: { envelope: id, open: open.length } })
        return view(tx, row)
      })
    },
    async day(day) {
      const days = await store.envelopeDays(MOST_DAYS)
      const shown = day ?? days[0]?.day ?? dayOf(new Date(clock()))
      const rows = await store.envelopesOfDay(shown)
      return { day: shown, days, envelopes: await Promise.all(rows.map((row) => view(store, row))) }
    },
    async gaps() {
      const unseen = await store.envelopesUnseen(MOST_GAPS)
      const views = await Promise.all(unseen.map((row) => view(store, row)))
      const letters = await store.lettersWithGaps(MOST_GAPS)
      return {
        envelopes: views.filter(({ problems }) => problems.includes('NOT_SCANNED')),
        letters: letters.map(({ id, serial, waybill, receivedAt, pagesMissing }) => {
          return { id, serial, waybill, receivedAt, pagesMissing }
        }),
        lettersWithoutEnvelope: await store.lettersWithoutEnvelope(),
      }
    },
  }
}

/** The envelope a mark stands for; null for a plain separator and for what was never seen. */
export async function envelopeOfMark(tx: StoreReads, mark: StackMark): Promise<EnvelopeRow | null> {
  if (mark.mark === 'waybill') return tx.envelopeOfWaybill(mark.waybill)
  return mark.mark === 'code' ? tx.envelopeOfCode(mark.code) : null
}

/** An envelope that nobody has registered yet, as a mark makes it. */
export function fromMark(mark: StackMark | null) {
  const code = mark?.mark === 'code' ? mark.code : newLetterCode(() => randomInt(2 ** 32) / 2 ** 32)
  const waybill = mark?.mark === 'waybill' ? mark.waybill : null
  return { waybill, code, postmark: null, contents: null, cleared: null, revision: 1 }
}

/** What a letter has from its envelope. */
export function letterDates({ id, waybill, postmark, channel, registeredAt, receivedOn }: EnvelopeRow) {
  const registered = new Date(registeredAt)
  // Beeped on another day than it was received: noon of that day is that day wherever it is read.
  const receivedAt = dayOf(registered) === receivedOn ? registeredAt : new Date(`${receivedOn}T12:00:00`).toISOString()
  return { envelope: id, waybill, postmark, channel, receivedAt }
}

/** `2021-08-01`, in the time of the place. */
export function dayOf(at: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

async function carryOver(tx: StoreTransaction, row: EnvelopeRow): Promise<LetterRow[]> {
  const letters = await tx.lettersOfEnvelope(row.id)
  for (const { id } of letters) await tx.updateLetter(id, letterDates(row))
  return letters.map((letter) => ({ ...letter, ...letterDates(row) }))
}

async function envelopeView(
  tx: StoreReads,
  row: EnvelopeRow,
  windows: EnvelopeFacts['windows'],
): Promise<EnvelopeView> {
  const pages = await tx.pagesOfEnvelope(row.id)
  const letters = await tx.lettersOfEnvelope(row.id)
  const written = pages.filter((page) => page.letter !== null && (page.state === 'placed' || page.state === 'queued'))
  const seen = {
    forms: letters.length,
    pages: written.filter(({ kind }) => kind === 'form').length,
    attachments: written.filter(({ kind }) => kind === 'attachment').length,
    blank: pages.filter(({ state }) => state === 'blank').length,
    held: pages.filter(isInTrouble).length,
  }
  const pagesMissing = letters.reduce((sum, letter) => sum + letter.pagesMissing.length, 0)
  const { contents, postmark, clerk } = row
  return {
    ...row,
    seen,
    letters: letters.map(({ id, state, pagesMissing }) => ({ id, state, pagesMissing })),
    problems: checkContents({ registered: clerk !== null, contents, seen, pagesMissing, postmark, windows }),
  }
}

function markOf(text: string): StackMark | null {
  if (text.trim() === '') return null
  const mark = parseStackMark(text)
  if (mark !== null && mark.mark !== 'separator') return mark
  throw badNumber(text)
}

async function numberFor(tx: StoreReads, id: string, text: string): Promise<string> {
  const waybill = parseWaybill(text)
  if (waybill.state === 'bad') throw badNumber(text)
  const there = await tx.envelopeOfWaybill(waybill.waybill)
  if (there !== null && there.id !== id)
    throw new XianceError('WAYBILL_TAKEN', { waybill: waybill.waybill, envelope: there.id })
  return waybill.waybill
}

function badNumber(text: string): XianceError {
  const waybill = parseWaybill(text)
  const problem = waybill.state === 'bad' ? waybill.problem : 'SIGNS'
  return new XianceError('WAYBILL_INVALID', { problem, groups: waybill.state === 'bad' ? waybill.groups : text })
}

async function known(tx: StoreReads, id: string): Promise<EnvelopeRow> {
  const row = await tx.envelope(id)
  if (row === null) throw new XianceError('ENVELOPE_UNKNOWN', { envelope: id })
  return row
}

async function unchanged(tx: StoreReads, id: string, revision: number): Promise<EnvelopeRow> {
  const row = await known(tx, id)
  if (row.revision !== revision) throw new XianceError('STALE_ENVELOPE', { envelope: id })
  return row
}

const MOST_DAYS = 60
const MOST_GAPS = 500
