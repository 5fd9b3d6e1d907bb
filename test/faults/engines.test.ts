import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtModule } from '../run/builtModules.ts'
import { BACKOFF_MS } from '../../src/pipeline/office.ts'
import { LET_GO, PLAN, TRIES, type FaultPlan } from './faultyReader.ts'
import { foldersIn, openQuickOffice, pause, QUICKER, type QuickOffice } from './quickOffice.ts'
import { asPdf, asPng, serialOf, smallPage } from './smallPages.ts'

/** Rows A15, B1, B2 (an engine that never ends) and B3. */
describe('engines that fail mid-page', () => {
  const faults = ['killed', 'segfault', 'memory', 'exhausted', 'abort', 'hangs', 'throws'] as const
  const once = new Map(faults.map((fault, n) => [fault, serialOf(n)]))
  const [hopeless, unseen] = [serialOf(100), serialOf(101)]
  let office: QuickOffice
  /** Names of pages and when they were tried, in the order of the tries. */
  const tries = async (): Promise<{ name: string; at: number }[]> => {
    const lines = (await readFile(join(office.folders.derived, TRIES), 'utf8')).trimEnd().split('\n')
    return lines.map((line) => line.split('\t')).map(([name, at]) => ({ name: name!, at: Number(at) }))
  }
  const triesOf = async (page: string): Promise<number[]> =>
    (await tries()).filter(({ name }) => name === page).map(({ at }) => at)
  const pageOf = async (serial: string, number: number) => {
    const { letters } = await office.office.letters({ offset: 0, limit: 100 })
    const letter = letters.find((row) => row.serial === serial)
    return letter === undefined
      ? undefined
      : (await office.office.letter(letter.id)).pages.find((p) => p.page === number)
  }

  beforeAll(async () => {
    const plan: FaultPlan = {
      ...Object.fromEntries(faults.map((fault) => [`${once.get(fault)!}/1`, [fault]])),
      [`${hopeless}/2`]: ['killed', 'throws', 'throws', 'throws', 'throws'],
      [`look ${unseen}/2`]: ['throws', 'throws', 'throws', 'killed', 'throws'],
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
    // The hopeless first, or all others may be done before them.
    for (const serial of [hopeless, unseen, ...once.values()])
      await writeFile(join(inbox, `${serial}.pdf`), await asPdf([smallPage(serial, 1), smallPage(serial, 2)]))
    for (let n = 50; n < 60; n++) await writeFile(join(inbox, `${n}.png`), await asPng(smallPage(serialOf(n), 1)))
    await office.until(faults.length + 12)
  }, 600_000)
  afterAll(() => office.remove())

  it.each(faults)('%s: that page is tried again and no other', async (fault) => {
    const serial = once.get(fault)!
    expect(await triesOf(`${serial}/1`)).toHaveLength(2)
    for (const other of [`${serial}/2`, `look ${serial}/1`, `look ${serial}/2`])
      expect(await triesOf(other), other).toHaveLength(1)
    expect(await pageOf(serial, 1)).toMatchObject({ state: 'placed' })
  })

  it('says in the audit what each of them did', async () => {
    const entries = await office.store.audit({ after: 0, limit: 10_000 })
    const kinds = entries.map(({ what }) => what).filter((what) => what.startsWith('reader.'))
    expect(new Set(kinds)).toEqual(new Set(['reader.crashed', 'reader.memory', 'reader.timeout', 'reader.error']))
  })

  it('tries a page five times, each time later, and goes on with the others meanwhile', async () => {
    for (const page of [`${hopeless}/2`, `look ${unseen}/2`]) {
      const at = await triesOf(page)
      expect(at, page).toHaveLength(5)
      const waits = at.slice(1).map((time, n) => time - at[n]!)
      for (const [n, wait] of waits.entries())
        expect(wait, `${page} ${n}`).toBeGreaterThanOrEqual(BACKOFF_MS[n]! / QUICKER)
      const between = (await tries()).filter((one) => one.at > at[0]! && one.at < at[4]! && one.name !== page)
      expect(between.length, page).toBeGreaterThan(0)
    }
    expect(
      (await office.arrivals()).filter(({ name }) => name.endsWith('.png')).map(({ pages }) => pages.placed),
    ).toEqual(Array.from({ length: 10 }, () => 1))
  })

  it.each([
    ['read', hopeless],
    ['looked at', unseen],
  ])(
    'calls a page that cannot be %s failed, with the reason, never blank: its letter waits for it',
    async (_, serial) => {
      const arrival = (await office.arrivals()).find(({ name }) => name === `${serial}.pdf`)!
      expect(arrival.pages).toMatchObject({ total: 2, placed: 1, failed: 1, blank: 0, held: 0 })
      const failed = (await office.store.pagesOfArrivals([arrival.id]))[1]!
      expect(failed).toMatchObject({ state: 'failed', reason: 'PAGE_READ_FAILED', letter: null })
      // Nothing of it is taken for an empty answer.
      const { letters } = await office.office.letters({ offset: 0, limit: 100 })
      const letter = letters.find((one) => one.serial === serial)!
      expect(letter).toMatchObject({ state: 'receiving', pagesMissing: [2] })
      const { reading, decision } = (await office.office.letter(letter.id)).fields.find(({ id }) => id === 'note2')!
      expect([reading, decision.how, decision.state]).toEqual([null, 'none', 'unclear'])
    },
  )

  it('starts a reader anew that died while it had nothing to do', async () => {
    const before = office.pids()
    for (const pid of before) process.kill(pid, 'SIGKILL')
    await pause(300)
    const serial = serialOf(102)
    await writeFile(join(foldersIn(office.data).inbox, `${serial}.png`), await asPng(smallPage(serial, 1)))
    await office.until(faults.length + 13)
    expect(await pageOf(serial, 1)).toMatchObject({ state: 'placed' })
    expect(office.pids().filter((pid) => before.includes(pid))).toEqual([])
    expect(office.errors).toEqual([])
  })

  it('keeps both readers at work, and locks nothing while they read', async () => {
    const pages = [103, 104].map((n) => `${serialOf(n)}/1`)
    const plan: FaultPlan = Object.fromEntries(pages.map((page) => [page, ['dawdles']]))
    await writeFile(join(office.folders.derived, PLAN), JSON.stringify(plan))
    for (const n of [103, 104])
      await writeFile(join(office.folders.inbox, `${n}.png`), await asPng(smallPage(serialOf(n), 1)))
    const begun = async () => (await Promise.all(pages.map(triesOf))).flat().length
    await expect.poll(begun, { timeout: 30_000, interval: 20 }).toBe(2)
    // Both lie with a reader until they are let go, and the database takes a write.
    await office.store.transaction(async (tx) => tx.setPaused('intake', false))
    const waiting = async () => (await office.arrivals()).filter(({ pages: { queued } }) => queued > 0).length
    expect(await waiting()).toBe(2)
    await writeFile(join(office.folders.derived, LET_GO), '')
    await office.until(faults.length + 15)
  })

  it.each([hopeless, unseen])('reads a failed page when it is asked to again', async (serial) => {
    const [arrival] = (await office.arrivals()).filter(({ name }) => name === `${serial}.pdf`)
    const failed = (await office.store.pagesOfArrivals([arrival!.id])).find(({ state }) => state === 'failed')!
    await office.office.retryPage(failed.id, 'wang')
    await office.office.idle()
    expect(await pageOf(serial, 2)).toMatchObject({ state: 'placed', reason: null })
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

  it('ends within ten seconds while an engine hangs', async () => {
    const page = `${serialOf(105)}/1`
    await writeFile(join(office.folders.derived, PLAN), JSON.stringify({ [page]: ['hangs'] } satisfies FaultPlan))
    await writeFile(join(office.folders.inbox, '105.png'), await asPng(smallPage(serialOf(105), 1)))
    await expect.poll(async () => (await triesOf(page)).length, { timeout: 30_000, interval: 20 }).toBe(1)
    const start = performance.now()
    await office.close()
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
