import type { Diagnosis, Finding } from '../contract/finding.ts'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'

/** With the look at a page, what it found wrong with the scan; nothing is kept of a look that found nothing. */
export async function keepFindings(
  tx: StoreTransaction,
  page: string,
  run: number,
  diagnosis: Diagnosis | undefined,
  at: string,
): Promise<void> {
  if (diagnosis === undefined || (diagnosis.findings.length === 0 && diagnosis.rough === null)) return
  await tx.addFindings({ page, run, ...diagnosis, at })
}

/** What is wrong with the scans of these pages, as they were looked at last. */
export async function findingsOf(
  store: StoreReads,
  pages: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const rows = await store.findingsOf(pages.map(({ id }) => id))
  return new Map(rows.map(({ page, findings }) => [page, findings]))
}
