import { mkdir } from 'node:fs/promises'
import type { KnownForm } from '../contract/digitize.ts'
import { XianceError } from '../contract/errors.ts'
import type { Blobs, Store } from '../contract/store.ts'
import { finishMoves, type InboxFolders } from '../intake/inbox.ts'

/** What a start found of the last run. */
export interface Reconciled {
  readonly halfCopied: number
  readonly moves: number
  readonly leases: number
  /** Originals without a row: their sender never got an answer. They stay, and are used when the bytes come again. */
  readonly unrecorded: number
  /** Rows whose original is gone. */
  readonly missing: readonly string[]
}

/** Step 8: folders, blobs and rows agree again before any work starts. Only for the one service of a data folder. */
export async function reconcile(
  store: Store,
  blobs: Blobs,
  folders: InboxFolders,
  forms: readonly KnownForm[],
  now: number,
): Promise<Reconciled> {
  for (const folder of Object.values(folders))
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw new XianceError('DATA_FOLDER_UNUSABLE', { path: folder }, { cause: error })
    })
  const halfCopied = await blobs.sweep()
  const moves = await finishMoves(folders, store)
  const recorded = new Set((await store.blobs()).map((row) => row.sha256))
  let unrecorded = 0
  const missing = new Set(recorded)
  for await (const sha256 of blobs.list()) {
    if (!recorded.has(sha256)) unrecorded++
    missing.delete(sha256)
  }
  const leases = await store.transaction(async (tx) => {
    for (const { title, layout, campaign } of forms) {
      const { form, version, fingerprint } = layout
      await tx.putForm({ form, version, fingerprint, title, layout, campaign })
    }
    const ids = { halfCopied, moves, unrecorded, missing: missing.size }
    await tx.addAudit({ at: new Date(now).toISOString(), who: 'system', what: 'service.started', ids })
    return tx.releaseLeases()
  })
  return { halfCopied, moves, leases, unrecorded, missing: [...missing] }
}
