import { createHash, randomUUID } from 'node:crypto'
import { XianceError } from '../contract/errors.ts'
import type { SheetOutcome, SheetRequest } from '../contract/group.ts'
import type { Decision } from '../contract/letter.ts'
import type { GlanceRow, LetterRow } from '../contract/rows.ts'
import type { Store, StoreTransaction } from '../contract/store.ts'
import { auditSave } from './auditSave.ts'
import { proposalOf, WHOLE } from './glances.ts'
import { settleInStore } from './settle.ts'

/**
 * A person confirmed a sheet of crops: each whole field becomes a keying of what was read, each character a word on that cell;
 * a field whose characters are all confirmed, and for which nothing else speaks, becomes a keying too. A crop whose field changed
 * since it was shown is gone by its number: it is answered as `changed` and nothing is written for it. A replayed key is
 * answered as the first time. Throws REQUEST_INVALID for a key used for another sheet.
 */
export async function confirmSheet(
  store: Store,
  by: string,
  request: SheetRequest,
  now: number,
): Promise<{ outcome: SheetOutcome; letters: LetterRow[] }> {
  const { key } = request
  return store.transaction(async (tx) => {
    const requestSha256 = hashOf(request)
    const earlier = await tx.sheet(key)
    if (earlier !== null) {
      if (earlier.requestSha256 === requestSha256) return { outcome: earlier.outcome, letters: [] }
      throw new XianceError('REQUEST_INVALID', { problem: 'this key was used for another sheet' })
    }
    const at = new Date(now).toISOString()
    const rows = await tx.glancesByNumber(request.confirmed)
    const odd = await tx.glancesByNumber(request.odd)
    const found = new Set([...rows, ...odd].map(({ number }) => number))
    const changed = [...request.confirmed, ...request.odd].filter((number) => !found.has(number))
    const outcome = { confirmed: rows.length, odd: odd.length, changed }
    await tx.addSheet({ key, by, at, requestSha256, outcome })
    await tx.markOdd(odd.map(({ number }) => number))
    await tx.addCellKeyings(
      rows
        .filter(({ cell }) => cell !== WHOLE)
        .map(({ letter, field, cell, run, value }) => {
          return { letter, field, cell, run, value: JSON.parse(value) as string, by, at, sheet: key }
        }),
    )
    const letters: LetterRow[] = []
    for (const letter of new Set(rows.map((row) => row.letter)))
      letters.push(
        await keyLetter(
          tx,
          letter,
          rows.filter((row) => row.letter === letter),
          { key, by, at },
        ),
      )
    await tx.addAudit({ at, who: by, what: 'sheet.confirmed', ids: { confirmed: rows.length, odd: odd.length } })
    return { outcome, letters }
  })
}

/** Takes a sheet back: what it confirmed waits again. Only by its own person; a second time does nothing. */
export async function withdrawSheet(store: Store, by: string, key: string, now: number): Promise<LetterRow[]> {
  return store.transaction(async (tx) => {
    const sheet = await tx.sheet(key)
    if (sheet === null || sheet.by !== by)
      throw new XianceError('REQUEST_INVALID', { problem: 'no such sheet of yours' })
    const at = new Date(now).toISOString()
    if (!(await tx.withdrawSheet(key, at))) return []
    await tx.addAudit({ at, who: by, what: 'sheet.withdrawn', ids: { confirmed: sheet.outcome.confirmed } })
    const letters: LetterRow[] = []
    for (const id of await tx.lettersOfSheet(key)) letters.push(await settleInStore(tx, id, at))
    return letters
  })
}

interface Sheet {
  readonly key: string
  readonly by: string
  readonly at: string
}

async function keyLetter(
  tx: StoreTransaction,
  letter: string,
  rows: readonly GlanceRow[],
  { key, by, at }: Sheet,
): Promise<LetterRow> {
  const readings = new Map((await tx.readingsOfLetter(letter)).map((row) => [row.field, row.reading]))
  const form = await formOf(tx, letter)
  const fields = new Map(form.layout.pages.flatMap((page) => page.fields).map((field) => [field.id, field]))
  const whole = rows.filter(({ cell }) => cell === WHOLE).map(({ field }) => field)
  const byCells = await confirmedByCells(tx, letter, rows)
  const keyings = [...new Set([...whole, ...byCells])].flatMap((id) => {
    const [field, reading] = [fields.get(id), readings.get(id)]
    const proposal = field === undefined || reading === undefined ? null : proposalOf(field, reading)
    return proposal === null ? [] : [{ field: id, state: proposal.state, value: proposal.value }]
  })
  if (keyings.length > 0) {
    // One save a letter. The sheet's key is what a replay is known by; this one is its salt in the audit.
    const save = randomUUID()
    const before = (await tx.letter(letter))!.revision
    const kept = await tx.addSave({ key: save, letter, by, at, requestSha256: '', sheet: key }, keyings)
    const settled = await settleInStore(tx, letter, at)
    await auditSave(tx, kept, before, settled.revision)
    return settled
  }
  return settleInStore(tx, letter, at)
}

/** Fields whose last doubtful character was confirmed just now, when doubt about characters was all that spoke against them. */
async function confirmedByCells(tx: StoreTransaction, letter: string, rows: readonly GlanceRow[]): Promise<string[]> {
  const fields = new Set(rows.filter(({ cell }) => cell !== WHOLE).map(({ field }) => field))
  if (fields.size === 0) return []
  const just = new Set(rows.map(({ number }) => number))
  const left = (await tx.glancesOfLetter(letter)).filter(({ number, cell }) => cell !== WHOLE && !just.has(number))
  const onlyDoubt = ({ how, reasons }: Decision): boolean =>
    how === 'none' && reasons.length > 0 && reasons.every((reason) => reason === 'LOW_CONFIDENCE')
  const decisions = (await tx.decisions(letter)).filter(onlyDoubt).map(({ field }) => field)
  return [...fields].filter((id) => decisions.includes(id) && !left.some(({ field }) => field === id))
}

async function formOf(tx: StoreTransaction, letter: string) {
  const { form, version, fingerprint } = (await tx.letter(letter))!
  return (await tx.form(form, version, fingerprint))!
}

function hashOf({ confirmed, odd }: SheetRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([confirmed, odd]))
    .digest('hex')
}
