import { createHash } from 'node:crypto'
import type { KeyingRow } from '../contract/rows.ts'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'

/**
 * What a save changed, without any value: which keyings, and the revisions between whose decisions the difference lies. `sha256` is of
 * what was keyed, salted with the save's key: the key is random and goes with the save when a letter is erased, so the hash
 * that stays in the audit can then be tried against nothing.
 */
export async function auditSave(
  tx: StoreTransaction,
  keyings: readonly KeyingRow[],
  before: number,
  after: number,
  what: (typeof SAVES)[number] = 'letter.saved',
): Promise<void> {
  const { letter, by, at, save } = keyings[0]!
  const kept = keyings.map(({ id }) => id).join(' ')
  const ids = { letter, before, after, keyings: kept, save: sha256(save), sha256: hashOf(keyings) }
  await tx.addAudit({ at, who: by, what, ids })
}

/** Number of the first save in the audit whose keyings are not what was keyed then; null when all are. Those erased are passed over. */
export async function savesBreak(store: StoreReads): Promise<number | null> {
  const saves = new Map<string, string>()
  for (let after = 0; ; after += CHUNK) {
    const entries = await store.audit({ after, limit: CHUNK })
    for (const { number, what, ids } of entries) {
      if (!SAVES.some((save) => save === what) || ids['sha256'] === undefined) continue
      const letter = String(ids['letter'])
      if (!saves.has(letter)) for (const row of await store.keyingsEver(letter)) saves.set(sha256(row.save), row.save)
      const key = saves.get(String(ids['save']))
      if (key === undefined) {
        if ((await store.letter(letter)) !== null) return number
        continue
      }
      const rows = await store.keyingsOfSave(key)
      if (hashOf(rows) !== ids['sha256']) return number
    }
    if (entries.length < CHUNK) return null
  }
}

/** A sample's keying changes nothing: it stands between a revision and the same revision. */
const SAVES = ['letter.saved', 'sample.keyed'] as const
const CHUNK = 1000

function hashOf(keyings: readonly KeyingRow[]): string {
  const rows = keyings.map(({ id, letter, field, state, value, by, at, save, part }) => {
    return [id, letter, field, state, value, by, at, save, ...(part === undefined ? [] : [part])]
  })
  return sha256(JSON.stringify(rows))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
