import { createHash } from 'node:crypto'
import { XianceError } from '../contract/errors.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { KeyingPart } from '../contract/letter.ts'
import type { SaveRequest, SaveResult } from '../contract/office.ts'
import type { LetterRow } from '../contract/rows.ts'
import type { Store, StoreTransaction } from '../contract/store.ts'
import { checkValue } from '../judge/checkValue.ts'
import { isoDay } from '../judge/rules/date.ts'
import type { JudgeContext } from '../judge/rule.ts'
import { auditSave } from './auditSave.ts'
import { holderBeside } from './claimLetter.ts'
import { partOf } from '../review/standing.ts'
import { letterSummary, letterView, rolesOf } from './letterView.ts'
import { settleInStore } from './settle.ts'

type Keyed = SaveRequest['keyings'][number]

/**
 * A person's save: all keyings or none. A replayed key is answered as the first time and writes nothing; a letter that
 * changed since it was seen, or that somebody else holds now, is answered with `stale` and nothing is written. Throws
 * LETTER_UNKNOWN, FIELD_UNKNOWN, KEYING_NOT_YOURS, REASON_NEEDED (a value breaks a rule and no reason is given) and REQUEST_INVALID (a
 * value of the wrong shape, a key used for something else). Answers also whether anything changed.
 */
export async function saveKeyings(
  store: Store,
  id: string,
  by: string,
  request: SaveRequest,
  now: number,
): Promise<{ result: SaveResult; changed: LetterRow | null }> {
  return store.transaction(async (tx) => {
    const letter = await tx.letter(id)
    if (letter === null) throw new XianceError('LETTER_UNKNOWN', { letter: id })
    const saved = (row: LetterRow): SaveResult => ({ outcome: 'saved', letter: letterSummary(row) })
    const requestSha256 = hashOf(request)
    const earlier = await tx.save(request.key)
    if (earlier !== null) {
      if (earlier.letter !== id || earlier.requestSha256 !== requestSha256)
        throw new XianceError('REQUEST_INVALID', { problem: 'this save key was used for another save' })
      return { result: saved(letter), changed: null }
    }
    const holder = await holderBeside(tx, id, by, now)
    if (letter.revision !== request.revision || holder !== null)
      return { result: { outcome: 'stale', theirs: await letterView(tx, letter, by), holder }, changed: null }
    const keyings = await checked(tx, letter, by, request.keyings)
    const at = new Date(now).toISOString()
    await tx.addSeen(id, by)
    const kept = await tx.addSave({ key: request.key, letter: id, by, at, requestSha256 }, keyings)
    if (keyings.length === 0) return { result: saved(letter), changed: null }
    const changed = await settleInStore(tx, id, at)
    // Done with it: the next may have it at once.
    await tx.endClaim(id)
    await auditSave(tx, kept, letter.revision, changed.revision)
    return { result: saved(changed), changed }
  })
}

/** Each keying as what it is in the field's way through the hands of people. */
async function checked(
  tx: StoreTransaction,
  letter: LetterRow,
  by: string,
  keyings: readonly Keyed[],
): Promise<(Keyed & { part?: KeyingPart })[]> {
  const form = (await tx.form(letter.form, letter.version, letter.fingerprint))!
  const fields = new Map(form.layout.pages.flatMap((page) => page.fields).map((field) => [field.id, field]))
  const roles = await rolesOf(tx, by)
  const before = await tx.keyings(letter.id)
  return keyings.map((keying) => {
    const field = fields.get(keying.field)
    if (field === undefined) throw new XianceError('FIELD_UNKNOWN', { letter: letter.id, field: keying.field })
    const words = before.filter((row) => row.field === field.id)
    const part = partOf(field, words, by, roles)
    if (part === null) throw new XianceError('KEYING_NOT_YOURS', { letter: letter.id, field: field.id })
    const sound = explained(field, checkedKeying(field, keying), form.campaign.window)
    return { ...sound, ...(part === 'keyed' ? {} : { part }) }
  })
}

/** An empty value is a blank field; blank and unclear have no value. */
export function checkedKeying(field: LayoutField, { field: id, state, value, why }: Keyed): Keyed {
  const invalid = (problem: string): XianceError => new XianceError('REQUEST_INVALID', { problem: `${id}: ${problem}` })
  const because = why === undefined ? {} : { why }
  if (state !== 'read') {
    if (value !== null && value.length > 0) throw invalid(`a value beside the state ${state}`)
    return { field: id, state, value: null, ...because }
  }
  if (value === null) throw invalid('no value')
  if (field.kind === 'choice') {
    if (!Array.isArray(value)) throw invalid('a choice is a list of options')
    const known = new Set((field.options ?? []).map((option) => option.value))
    if (value.some((option) => !known.has(option)) || new Set(value).size !== value.length)
      throw invalid('an option that the field does not have')
  } else if (typeof value !== 'string') throw invalid('text expected')
  else if (value.length > MOST_CHARACTERS) throw invalid(`more than ${MOST_CHARACTERS} characters`)
  return value.length === 0
    ? { field: id, state: 'blank', value: null, ...because }
    : { field: id, state, value: field.decoder === 'date' ? (isoDay(String(value)) ?? value) : value, ...because }
}

/** A value that breaks a rule stands with a reason, whoever sends it: without one nobody can later tell a faithful copy from a slip. */
export function explained(field: LayoutField, keyed: Keyed, window: JudgeContext['window']): Keyed {
  const broken = checkValue(field, keyed.state, keyed.value, { window })
  if (broken.length > 0 && (keyed.why ?? '').trim() === '')
    throw new XianceError('REASON_NEEDED', { field: keyed.field, rules: broken.join(' ') })
  return keyed
}

function hashOf({ revision, keyings }: SaveRequest): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        revision,
        keyings.map(({ field, state, value, why }) => [field, state, value, ...(why === undefined ? [] : [why])]),
      ]),
    )
    .digest('hex')
}

const MOST_CHARACTERS = 20_000
