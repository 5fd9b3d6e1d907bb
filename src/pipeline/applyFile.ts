import type { InspectResult } from '../contract/digitize.ts'
import type { FileReason } from '../contract/reasons.ts'
import type { ArrivalRow, JobRow } from '../contract/rows.ts'
import type { StoreTransaction } from '../contract/store.ts'

/** Keeps what a reader found in a file: its pages, each with a job, or its refusal. One transaction with the end of the job. */
export async function applyFile(
  tx: StoreTransaction,
  job: JobRow,
  arrival: ArrivalRow,
  result: InspectResult,
  { filePages, now }: { filePages: number; now: number },
): Promise<void> {
  if (!(await tx.finishJob(job.id))) return
  if (result.state === 'refused') return refuse(tx, arrival, result.reason, now)
  if (result.pages > filePages) return refuse(tx, arrival, 'FILE_TOO_MANY_PAGES', now)
  for (let index = 0; index < result.pages; index++) {
    const page = await tx.addPage({ arrival: arrival.id, sha256: arrival.sha256!, index })
    await tx.addJob('sort', page.id, now)
  }
  await tx.updateArrival(arrival.id, { state: 'reading' })
  const ids = { arrival: arrival.id, pages: result.pages }
  await tx.addAudit({ at: new Date(now).toISOString(), who: 'system', what: 'arrival.opened', ids })
}

/** Those that brought the same bytes meanwhile share the verdict. */
async function refuse(tx: StoreTransaction, arrival: ArrivalRow, reason: FileReason, now: number): Promise<void> {
  const at = new Date(now).toISOString()
  const twins = (await tx.arrivalsOfBlob(arrival.sha256!)).filter((row) => row.sameAs === arrival.id)
  for (const { id } of [arrival, ...twins]) {
    await tx.updateArrival(id, { state: 'refused', reason, finishedAt: at })
    await tx.addAudit({ at, who: 'system', what: 'arrival.refused', ids: { arrival: id } })
  }
}
