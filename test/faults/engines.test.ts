import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtModule } from '../run/builtModules.ts'
import { PLAN, TRIES, type FaultPlan } from './faultyReader.ts'
import { foldersIn, openQuickOffice, type QuickOffice } from './quickOffice.ts'
import { asPdf, asPng, serialOf, smallPage } from './smallPages.ts'

/** Rows A15, B1, B2 (an engine that never ends) and B3. */
describe('engines that fail mid-page', () => {
  const faults = ['killed', 'segfault', 'memory', 'abort', 'hangs', 'throws'] as const
  const once = new Map(faults.map((fault, n) => [fault, serialOf(n)]))
  const hopeless = serialOf(100)
  let office: QuickOffice
  const triesOf = async (name: string): Promise<number> => {
    const text = await readFile(join(office.folders.derived, TRIES), 'utf8')
    return text.split('\n').filter((line) => line === name).length
  }
  const pageOf = async (serial: string, number: number) => {
    const { letters } = await office.office.letters({ offset: 0, limit: 100 })
    const letter = letters.find((row) => row.serial === serial)
    return letter === undefined
      ? undefined
      : (await office.office.letter(letter.id)).pages.find((p) => p.page === number)
  }

  beforeAll(async () => {
    const plan: FaultPlan = {
      ...Object.fromEntries(faults.map((fault) => [`${once.get(fault)!}/1`, { fault, times: 1 }])),
      [`${hopeless}/2`]: { fault: 'killed', times: 5 },
    }
    office = await openQuickOffice({
      readerModule: await builtModule('faultyReader'),
      // A quick page takes a tenth of a second; a start of a reader under load some more.
      settings: { XIANCE_PAGE_SECONDS: '20', XIANCE_READER_MB: '600', XIANCE_READERS: '2' },
    })
    const { derived, inbox } = foldersIn(office.data)
    await mkdir(dirname(join(derived, PLAN)), { recursive: true })
    await writeFile(join(derived, PLAN), JSON.stringify(plan))
    await writeFile(join(derived, TRIES), '')
    await office.office.watchInbox()
    for (const serial of [...once.values(), hopeless])
      await writeFile(join(inbox, `${serial}.pdf`), await asPdf([smallPage(serial, 1), smallPage(serial, 2)]))
    for (let n = 50; n < 60; n++) await writeFile(join(inbox, `${n}.png`), await asPng(smallPage(serialOf(n), 1)))
    await office.until(faults.length + 11)
  }, 600_000)
  afterAll(() => office.remove())

  it.each(faults)('%s: that page is tried again and no other', async (fault) => {
    const serial = once.get(fault)!
    expect(await triesOf(`${serial}/1`)).toBe(2)
    expect(await triesOf(`${serial}/2`)).toBe(1)
    expect(await pageOf(serial, 1)).toMatchObject({ state: 'placed' })
  })

  it('says in the audit what each of them did', async () => {
    const entries = await office.store.audit({ after: 0, limit: 10_000 })
    const kinds = entries.map(({ what }) => what).filter((what) => what.startsWith('reader.'))
    expect(new Set(kinds)).toEqual(new Set(['reader.crashed', 'reader.memory', 'reader.timeout', 'reader.error']))
  })

  it('goes on with the others while a page fails five times, and calls that page failed, never blank', async () => {
    expect(await triesOf(`${hopeless}/2`)).toBe(5)
    const arrival = (await office.arrivals()).find(({ name }) => name === `${hopeless}.pdf`)!
    expect(arrival.pages).toMatchObject({ total: 2, placed: 1, failed: 1, blank: 0 })
    // The letter waits for that page: nothing of it is taken for an empty answer.
    const { letters } = await office.office.letters({ offset: 0, limit: 100 })
    const letter = letters.find(({ serial }) => serial === hopeless)!
    expect(letter).toMatchObject({ state: 'receiving', pagesMissing: [2] })
    const field = (await office.office.letter(letter.id)).fields.find(({ id }) => id === 'note2')!
    expect(field.reading).toBeNull()
    expect(
      (await office.arrivals()).filter(({ name }) => name.endsWith('.png')).map(({ pages }) => pages.placed),
    ).toEqual(Array.from({ length: 10 }, () => 1))
  })

  it('reads a failed page when it is asked to again', async () => {
    const [arrival] = (await office.arrivals()).filter(({ name }) => name === `${hopeless}.pdf`)
    const failed = (await office.store.pagesOfArrivals([arrival!.id])).find(({ state }) => state === 'failed')!
    expect(failed.reason).toBe('PAGE_READ_FAILED')
    await office.office.retryPage(failed.id, 'wang')
    await office.office.idle()
    expect(await pageOf(hopeless, 2)).toMatchObject({ state: 'placed', reason: null })
  })

  it('changes no human value when a letter is read again, and keeps both readings', async () => {
    const serial = once.get('throws')!
    const { letters } = await office.office.letters({ offset: 0, limit: 100 })
    const letter = letters.find((row) => row.serial === serial)!
    const tester = { name: 'tester', roles: ['reviewer' as const], password: 'x', disabled: false, since: 'now' }
    await office.store.transaction((tx) => tx.addPerson(tester))
    const keyings = [{ field: 'note1', state: 'read' as const, value: '人写的' }]
    await office.office.save(letter.id, 'tester', { revision: letter.revision, key: 'key-of-b6', keyings })
    await office.office.reread(letter.id, 'wang')
    await office.office.idle()
    const field = (await office.office.letter(letter.id)).fields.find(({ id }) => id === 'note1')!
    expect(field.decision).toMatchObject({ how: 'person', value: '人写的' })
    expect(field.reading).toMatchObject({ state: 'read', value: `${serial}/1` })
    const page = await pageOf(serial, 1)
    expect(await office.store.readingsOfPage(page!.id)).toHaveLength(2)
  })
})
