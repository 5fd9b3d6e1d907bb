import type { StoreTransaction } from '../../src/contract/store.ts'
import { field } from '../judge/fields.ts'
import { arrivalRow, formRow, letterRow } from './storeContract.ts'

/** Letters in review whose form asks one thing, `phone`; their ids. Nothing was read: what is tested is what people do. */
export async function lettersOfOneField(tx: StoreTransaction, count: number): Promise<string[]> {
  const fields = [field({ id: 'phone', kind: 'line', boxMm: { x: 20, y: 20, w: 80, h: 9 } })]
  const code = { xMm: 150, yMm: 20, sizeMm: 20 }
  const pages = [{ page: 1, optional: false, fiducials: [], code, fields }]
  await tx.putForm({ ...formRow, layout: { ...formRow.layout, pages } })
  await tx.putBlob({ sha256: 'a'.repeat(64), sizeBytes: 5, mime: 'image/png' })
  const arrival = await tx.addArrival({ ...arrivalRow, sha256: 'a'.repeat(64) })
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const { id } = await tx.addLetter({ ...letterRow, serial: `S${i}`, pagesMissing: [] })
    const page = await tx.addPage({ arrival: arrival.id, sha256: 'a'.repeat(64), index: i })
    const { form, version, fingerprint } = formRow
    const printed = { form, version, fingerprint, page: 1, pages: 1, serial: `S${i}` }
    await tx.updatePage(page.id, { letter: id, code: printed, state: 'placed', kind: 'form', run: 1 })
    ids.push(id)
  }
  return ids
}
