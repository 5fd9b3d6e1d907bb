import { XianceError } from '../contract/errors.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { FormRow, LetterRow } from '../contract/rows.ts'
import type { Said, SampleOutcome, SampleRow, SampleVerdict } from '../contract/sample.ts'
import type { StoreTransaction } from '../contract/store.ts'
import { inDisputeOrder, sameAnswer } from '../review/sampled.ts'
import { auditSave } from './auditSave.ts'
import { keyedAgain, ours, placeOf, readingRight, stoodIn } from './samplePlace.ts'
import { checkedKeying, explained } from './saveKeyings.ts'
import { settleInStore } from './settle.ts'

export interface SettledSample extends SampleOutcome {
  /** The letter, when its value was corrected. */
  readonly changed: LetterRow | null
}

/**
 * Somebody who keyed neither says, with the ink in view, which of two values was right. When what stood was wrong, the right value is saved
 * as a keying of theirs like any other, unless somebody changed the field since. Settling again what one has settled does nothing.
 * Throws SAMPLE_GONE, SAMPLE_NOT_YOURS, REQUEST_INVALID and REASON_NEEDED.
 */
export async function settleSample(
  tx: StoreTransaction,
  number: number,
  by: string,
  verdict: SampleVerdict,
  now: number,
): Promise<SettledSample> {
  const earlier = await tx.sample(number)
  if (earlier !== null && earlier.settledBy === by) {
    const corrected = (await tx.save(verdict.key)) !== null
    return { found: earlier.state === 'right' ? 'stood' : corrected ? 'corrected' : 'changed', changed: null }
  }
  const row = await ours(tx, number, { by, state: 'differs', now })
  const { letter, form, field } = await placeOf(tx, row)
  const stood = await stoodIn(tx, row)
  const truth = truthOf(verdict, field, inDisputeOrder(row.turn, stood, await keyedAgain(tx, row)))
  const right = sameAnswer(field, stood, truth)
  const at = new Date(now).toISOString()
  await tx.updateSample(number, {
    state: right ? 'right' : 'wrong',
    settledBy: by,
    settledAt: at,
    machineRight: await readingRight(tx, row, field, truth),
    heldBy: null,
    heldUntil: null,
  })
  const ids = { sample: number, letter: letter.id }
  await tx.addAudit({ at, who: by, what: right ? 'sample.stood' : 'sample.wrong', ids })
  if (right) return { found: 'stood', changed: null }
  return correct(tx, { row, letter, form, field, truth, by, at, verdict })
}

interface Correction {
  readonly row: SampleRow
  readonly letter: LetterRow
  readonly form: FormRow
  readonly field: LayoutField
  readonly truth: Said
  readonly by: string
  readonly at: string
  readonly verdict: SampleVerdict
}

async function correct(
  tx: StoreTransaction,
  { row, letter, form, field, truth, by, at, verdict: { key, why } }: Correction,
): Promise<SettledSample> {
  const now = (await tx.decisions(letter.id)).find((decision) => decision.field === field.id)
  // What a person keyed after the draw is newer than what was measured.
  if (now?.revision !== row.revision) return { found: 'changed', changed: null }
  const keyed = { field: field.id, ...truth, ...(why === undefined ? {} : { why }) }
  const sound = explained(field, checkedKeying(field, keyed), form.campaign.window)
  const save = { key, letter: letter.id, by, at, requestSha256: '' }
  const kept = await tx.addSave(save, [{ ...sound, part: 'settled' }])
  const changed = await settleInStore(tx, letter.id, at)
  await auditSave(tx, kept, letter.revision, changed.revision)
  return { found: 'corrected', changed }
}

function truthOf({ right, said }: SampleVerdict, field: LayoutField, [first, second]: readonly [Said, Said]): Said {
  if (right === 'first') return first
  if (right === 'second') return second
  if (said === undefined) throw new XianceError('REQUEST_INVALID', { problem: 'neither, and no value that is right' })
  const { state, value } = checkedKeying(field, { field: field.id, ...said })
  return { state, value }
}
