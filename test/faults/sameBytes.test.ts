import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtModule } from '../run/builtModules.ts'
import { startOffice } from '../../src/pipeline/startOffice.ts'
import { openQuickOffice, quickConfig, type QuickOffice } from './quickOffice.ts'
import { asPdf, serialOf, smallPage } from './smallPages.ts'

/** Rows A10 and A11. */
describe('the same bytes again and again', () => {
  let office: QuickOffice
  let bytes: Buffer
  beforeAll(async () => {
    office = await openQuickOffice()
    bytes = await asPdf([smallPage(serialOf(1), 1), smallPage(serialOf(1), 2)])
    const { inbox } = office.folders
    await office.office.watchInbox()
    const upload = () => office.office.receive('same.pdf', Readable.from([bytes]), 'upload', 'clerk')
    // Five by upload and five by the inbox, all at once; two more after a restart.
    await Promise.all([1, 2, 3, 4, 5].flatMap((n) => [upload(), writeFile(join(inbox, `${n}.pdf`), bytes)]))
    await office.until(10)
    await office.close()
    office = await openQuickOffice({ data: office.data })
    await office.office.watchInbox()
    await office.office.receive('again.pdf', Readable.from([bytes]), 'upload', 'clerk')
    await writeFile(join(inbox, 'again.pdf'), bytes)
    await office.until(12)
  }, 300_000)
  afterAll(() => office.remove())

  it('are one original and as many arrivals as they came, all to be seen', async () => {
    const kept: string[] = []
    for await (const sha256 of office.blobs.list()) kept.push(sha256)
    expect(kept).toHaveLength(1)
    const arrivals = await office.arrivals()
    expect(arrivals).toHaveLength(12)
    const first = arrivals.filter(({ sameAs }) => sameAs === null)
    expect(first).toHaveLength(1)
    expect(new Set(arrivals.flatMap(({ sameAs }) => sameAs ?? []))).toEqual(new Set([first[0]!.id]))
    for (const arrival of arrivals) expect(await office.originalOf(arrival)).toEqual(bytes)
  })

  it('are read once', async () => {
    const { letters } = await office.office.letters({ offset: 0, limit: 10 })
    expect(letters.map(({ serial, pages }) => [serial, pages])).toEqual([[serialOf(1), 2]])
    const pages = await office.store.pagesOfArrivals((await office.arrivals()).map(({ id }) => id))
    expect(pages.map(({ run }) => run)).toEqual([1, 1])
  })

  it('are not worked on by a second service: it refuses the folder', async () => {
    const second = startOffice(quickConfig(office.data, { readerModule: await builtModule('quickReader') }))
    await expect(second).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' })
    // The first was not disturbed.
    await office.office.receive('after.pdf', Readable.from([bytes]), 'upload', 'clerk')
    expect(await office.until(13)).toHaveLength(13)
  })
})
