import { createHash } from 'node:crypto'
import { XianceError } from '../contract/errors.ts'
import type { SampleKeying } from '../contract/sample.ts'
import type { StoreTransaction } from '../contract/store.ts'
import { sameAnswer } from '../review/sampled.ts'
import { auditSave } from './auditSave.ts'
import { ours, placeOf, readingRight, stoodIn } from './samplePlace.ts'
import { checkedKeying } from './saveKeyings.ts'

/**
 * Keeps what somebody keyed with nothing but the ink in view, and whether it is what stood. Nothing changes in the letter. A replayed key
 * writes nothing. Throws SAMPLE_GONE, SAMPLE_NOT_YOURS and REQUEST_INVALID.
 */
export async function keySample(
  tx: StoreTransaction,
  number: number,
  by: string,
  { key, ...said }: SampleKeying,
  now: number,
): Promise<void> {
  const requestSha256 = createHash('sha256')
    .update(JSON.stringify([number, said.state, said.value]))
    .digest('hex')
  const earlier = await tx.save(key)
  if (earlier !== null) {
    if (earlier.by === by && earlier.requestSha256 === requestSha256) return
    throw new XianceError('REQUEST_INVALID', { problem: 'this key was used for something else' })
  }
  const row = await ours(tx, number, { by, state: 'open', now })
  const { letter, field } = await placeOf(tx, row)
  const { state, value } = checkedKeying(field, { field: field.id, ...said })
  const at = new Date(now).toISOString()
  const save = { key, letter: letter.id, by, at, requestSha256 }
  const kept = await tx.addSave(save, [{ field: field.id, state, value, part: 'sample' }])
  const same = sameAnswer(field, await stoodIn(tx, row), { state, value })
  await tx.updateSample(number, {
    state: same ? 'same' : 'differs',
    keying: kept[0]!.id,
    keyedBy: by,
    keyedAt: at,
    machineRight: same ? await readingRight(tx, row, field, { state, value }) : null,
    heldBy: null,
    heldUntil: null,
  })
  await auditSave(tx, kept, letter.revision, letter.revision, 'sample.keyed')
}
