import { expect, it } from 'vitest'
import type { Finding } from '../../src/contract/finding.ts'
import type { Store } from '../../src/contract/store.ts'
import { onePage } from './storeContract.ts'

const AT = '2021-08-01T00:00:00.000Z'

/** What every store does with what looks at pages found; part of its contract. */
export function findingsContract(store: () => Store): void {
  it('lets what the last look at a page found stand, and keeps every earlier one', async () => {
    const { page } = await store().transaction(onePage)
    const found = (measured: number): Finding[] => [{ code: 'BLURRED', boxMm: null, sides: [], measured, unit: 'mm' }]
    const row = (run: number) => ({ page, run, findings: found(run), rough: run === 0 ? [1, 0, 0, 0, 1, 0, 0, 0, 1] : null, at: AT }) // prettier-ignore
    await store().transaction((tx) => tx.addFindings(row(0)))
    expect(await store().findingsOf([page, 'P-000009'])).toEqual([row(0)])
    await store().transaction(async (tx) => {
      await tx.updatePage(page, { run: 1 })
      await tx.addFindings(row(1))
    })
    expect(await store().findingsOf([page])).toEqual([row(1)])
    // Read again, and nothing found: what was wrong with the look before is not said of this one.
    await store().transaction((tx) => tx.updatePage(page, { run: 2 }))
    expect(await store().findingsOf([page])).toEqual([])
    expect(await store().findingsOf([])).toEqual([])
    await expect(store().transaction((tx) => tx.addFindings(row(1)))).rejects.toThrow(/UNIQUE/)
  })
}
