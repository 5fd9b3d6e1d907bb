import type { FileReason } from '../contract/reasons.ts'
import type { ArrivalRow, BlobRow } from '../contract/rows.ts'
import type { StoreTransaction } from '../contract/store.ts'

export interface Incoming {
  readonly name: string
  readonly source: ArrivalRow['source']
  readonly sizeBytes: number
  /** The bytes as kept; null when they could not or must not be. */
  readonly blob: BlobRow | null
  /** Of the file in the inbox that must be moved away afterwards; null when there is none. */
  readonly sourceKey: string | null
  /** null: take it in. */
  readonly refused: FileReason | null
  /** The person who brought it, where one is known. */
  readonly by?: string
}

/**
 * Step 6: arrival, blob, job and audit in one transaction. The same source file again (a crash came before it was moved)
 * is the arrival it was; the same bytes again are a new arrival that points to the first and is not read again.
 */
export async function recordArrival(tx: StoreTransaction, incoming: Incoming, now: number): Promise<ArrivalRow> {
  const { name, source, sizeBytes, blob, sourceKey, refused } = incoming
  const already = sourceKey === null ? undefined : await unmoved(tx, sourceKey)
  if (already !== undefined) return already
  if (blob !== null) await tx.putBlob(blob)
  const twin = blob === null || refused !== null ? undefined : await firstOf(tx, blob.sha256)
  const at = new Date(now).toISOString()
  const state = refused !== null ? 'refused' : twin !== undefined ? 'done' : 'stored'
  const arrival = await tx.addArrival({
    name,
    sizeBytes,
    sha256: blob?.sha256 ?? null,
    source,
    sourceKey,
    sourceMoved: sourceKey === null,
    at,
    state,
    reason: refused,
    sameAs: twin?.id ?? null,
    finishedAt: state === 'stored' ? null : at,
  })
  if (state === 'stored') await tx.addJob('file', arrival.id, now)
  await tx.addAudit({
    at,
    who: incoming.by ?? source,
    what: refused === null ? 'arrival.stored' : 'arrival.refused',
    ids: { arrival: arrival.id, sizeBytes, ...(blob === null ? {} : { sha256: blob.sha256 }) },
  })
  return arrival
}

async function unmoved(tx: StoreTransaction, sourceKey: string): Promise<ArrivalRow | undefined> {
  return (await tx.unmovedArrivals()).find((row) => row.sourceKey === sourceKey)
}

/** A refused file brought again is tried again: what refused it may have been mended. */
async function firstOf(tx: StoreTransaction, sha256: string): Promise<ArrivalRow | undefined> {
  return (await tx.arrivalsOfBlob(sha256)).find((row) => row.sameAs === null && row.state !== 'refused')
}
