import { XianceError } from '../contract/errors.ts'
import type { AsideRequest, AsideResult } from '../contract/office.ts'
import type { LetterRow } from '../contract/rows.ts'
import type { Store } from '../contract/store.ts'
import { holderBeside } from './claimLetter.ts'
import { letterView } from './letterView.ts'
import { settleInStore } from './settle.ts'

/**
 * Lays a letter aside (held until taken back) or takes it back (its state is again what its fields say). A letter that changed
 * since it was seen, or that somebody else holds, is answered with `stale` and stays where it is. Throws LETTER_UNKNOWN. Answers also whether anything changed.
 */
export async function setAside(
  store: Store,
  id: string,
  by: string,
  { revision, how, note }: AsideRequest,
  now: number,
): Promise<{ result: AsideResult; changed: LetterRow | null }> {
  return store.transaction(async (tx) => {
    const letter = await tx.letter(id)
    if (letter === null) throw new XianceError('LETTER_UNKNOWN', { letter: id })
    const holder = await holderBeside(tx, id, by, now)
    if (letter.revision !== revision || holder !== null)
      return { result: { outcome: 'stale', theirs: await letterView(tx, letter, by), holder }, changed: null }
    if (how === null && letter.aside === null)
      return { result: { outcome: 'saved', letter: await letterView(tx, letter, by) }, changed: null }
    const at = new Date(now).toISOString()
    await tx.updateLetter(id, { aside: how === null ? null : { how, note, by, at } })
    // The note may speak of what stands in the letter: it is kept with the letter, never in the audit.
    await tx.addAudit({ at, who: by, what: how === null ? 'letter.takenBack' : `letter.${how}`, ids: { letter: id } })
    await tx.endClaim(id)
    const changed = await settleInStore(tx, id, at)
    return { result: { outcome: 'saved', letter: await letterView(tx, changed, by) }, changed }
  })
}
