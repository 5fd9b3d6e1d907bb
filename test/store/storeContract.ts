import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reading } from '../../src/contract/reading.ts'
import type { ArrivalRow, FormRow, LetterRow } from '../../src/contract/rows.ts'
import type { Store, StoreTransaction } from '../../src/contract/store.ts'
import { findingsContract } from './findingsContract.ts'
import { sampleContract } from './sampleContract.ts'

/** What `open` makes for one test: a fresh, empty store, a second look at the same rows after `close`, and a clean-up. */
export interface StoreUnderTest {
  store: Store
  reopen(): Promise<Store>
  remove(): Promise<void>
}

const HASH = 'a'.repeat(64)
const AT = '2021-08-01T00:00:00.000Z'

export const arrivalRow: Omit<ArrivalRow, 'id'> = {
  name: 'scan.pdf',
  sizeBytes: 3,
  sha256: HASH,
  source: 'inbox',
  sourceKey: '1:2:3:4',
  sourceMoved: false,
  at: AT,
  state: 'stored',
  reason: null,
  sameAs: null,
  finishedAt: null,
}

export const letterRow: Omit<LetterRow, 'id'> = {
  form: 'golden-ideas',
  version: 1,
  fingerprint: '01234567',
  serial: 'K7QF3M9D',
  waybill: null,
  channel: 'paper',
  state: 'review',
  receivedAt: AT,
  postmark: null,
  pages: 1,
  pagesMissing: [2],
  needsReview: 3,
  title: '一个点子',
  revision: 1,
  aside: null,
  waits: 'first',
}

export const formRow: FormRow = {
  form: 'golden-ideas',
  version: 1,
  fingerprint: '01234567',
  title: { zh: '金点子', en: 'Golden Ideas' },
  layout: {
    form: 'golden-ideas',
    version: 1,
    fingerprint: '01234567',
    pageSize: { widthMm: 210, heightMm: 297 },
    pages: [],
  },
  campaign: {
    id: 'c',
    title: { zh: '甲', en: 'a' },
    organisers: [],
    window: { from: '2021-07-15', to: '2021-09-30' },
    address: { postcode: '410004', zh: '甲', en: 'a' },
    promise: { zh: '甲', en: 'a' },
  },
}

/** A letter of a known form. */
export async function oneLetter(tx: StoreTransaction): Promise<string> {
  await tx.putForm(formRow)
  return (await tx.addLetter(letterRow)).id
}

/** An arrival with one page, as most tests need it. */
export async function onePage(tx: StoreTransaction): Promise<{ arrival: string; page: string }> {
  await tx.putBlob({ sha256: HASH, sizeBytes: 3, mime: 'application/pdf' })
  const arrival = await tx.addArrival(arrivalRow)
  const page = await tx.addPage({ arrival: arrival.id, sha256: HASH, index: 0 })
  return { arrival: arrival.id, page: page.id }
}

/** Every store passes this. */
export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`store: ${name}`, () => {
    let under: StoreUnderTest
    let store: Store
    beforeEach(async () => {
      under = await open()
      store = under.store
    })
    afterEach(() => under.remove())

    it('keeps what was committed across a restart, and answers null for what is not there', async () => {
      const { arrival, page } = await store.transaction(onePage)
      await store.close()
      const again = await under.reopen()
      expect(await again.arrival(arrival)).toEqual({ id: arrival, ...arrivalRow })
      expect(await again.page(page)).toMatchObject({ id: page, arrival, index: 0, state: 'queued', run: 0, fit: null })
      expect(await again.blob(HASH)).toEqual({ sha256: HASH, sizeBytes: 3, mime: 'application/pdf' })
      expect(await again.arrival('A-999999')).toBeNull()
      expect(await again.page('P-999999')).toBeNull()
      expect(await again.letter('X-999999')).toBeNull()
      expect(await again.blob('b'.repeat(64))).toBeNull()
      expect(await again.job('page', page)).toBeNull()
      expect(await again.save('nothing')).toBeNull()
      expect(await again.form('none', 1, '01234567')).toBeNull()
      await again.close()
    })

    it('keeps nothing of a transaction that throws, wherever it throws', async () => {
      const failing = store.transaction(async (tx) => {
        await onePage(tx)
        await oneLetter(tx)
        await tx.addAudit({ at: AT, who: 'system', what: 'test', ids: {} })
        throw new Error('power cut')
      })
      await expect(failing).rejects.toThrow('power cut')
      expect((await store.arrivals({ offset: 0, limit: 10 })).total).toBe(0)
      expect(await store.letters({ offset: 0, limit: 10 })).toEqual([])
      expect(await store.audit({ after: 0, limit: 10 })).toEqual([])
      expect(await store.transaction(async (tx) => (await onePage(tx)).arrival)).toBe('A-000001')
    })

    it('shows a transaction its own writes, and nobody else anything before it commits', async () => {
      let inside: number | null = null
      let outside: number | null = null
      await store.transaction(async (tx) => {
        await onePage(tx)
        inside = (await tx.arrivals({ offset: 0, limit: 1 })).total
        outside = (await store.arrivals({ offset: 0, limit: 1 })).total
      })
      expect({ inside, outside }).toEqual({ inside: 1, outside: 0 })
      expect((await store.arrivals({ offset: 0, limit: 1 })).total).toBe(1)
    })

    it('runs transactions that are started together one after the other', async () => {
      const { page } = await store.transaction(onePage)
      await Promise.all(
        Array.from({ length: 20 }, () =>
          store.transaction(async (tx) => {
            const { run } = (await tx.page(page))!
            await new Promise((resolve) => setImmediate(resolve))
            await tx.updatePage(page, { run: run + 1 })
          }),
        ),
      )
      expect((await store.page(page))!.run).toBe(20)
    })

    it('gives ids that sort in the order of arrival, and lists arrivals newest first', async () => {
      const ids = await store.transaction(async (tx) => {
        await onePage(tx)
        return [(await tx.addArrival(arrivalRow)).id, (await tx.addArrival(arrivalRow)).id]
      })
      expect(ids).toEqual(['A-000002', 'A-000003'])
      const list = await store.arrivals({ offset: 1, limit: 2 })
      expect(list.total).toBe(3)
      expect(list.arrivals.map((row) => row.id)).toEqual(['A-000002', 'A-000001'])
      expect((await store.arrivalsOfBlob(HASH)).map((row) => row.id)).toEqual(['A-000001', 'A-000002', 'A-000003'])
    })

    it('knows which sources have not been moved', async () => {
      const { arrival } = await store.transaction(onePage)
      expect((await store.unmovedArrivals()).map((row) => row.id)).toEqual([arrival])
      await store.transaction((tx) => tx.updateArrival(arrival, { sourceMoved: true, state: 'done', finishedAt: AT }))
      expect(await store.unmovedArrivals()).toEqual([])
      expect(await store.arrival(arrival)).toMatchObject({ state: 'done', finishedAt: AT })
    })

    it('never holds two pages of one number in a letter, nor two letters of one serial', async () => {
      const code = { form: 'golden-ideas', version: 1, page: 1, pages: 2, serial: 'K7QF3M9D', fingerprint: '00000000' }
      const { first, second, letter } = await store.transaction(async (tx) => {
        const { arrival, page } = await onePage(tx)
        const other = await tx.addPage({ arrival, sha256: HASH, index: 1 })
        const id = await oneLetter(tx)
        await tx.updatePage(page, { letter: id, code, state: 'placed' })
        return { first: page, second: other.id, letter: id }
      })
      const twice = store.transaction((tx) => tx.updatePage(second, { letter, code, state: 'placed' }))
      await expect(twice).rejects.toThrow(/UNIQUE/)
      await expect(store.transaction((tx) => tx.addLetter(letterRow))).rejects.toThrow(/UNIQUE/)
      expect((await store.pagesOfLetter(letter)).map((row) => row.id)).toEqual([first])
      expect((await store.letterOfSerial('golden-ideas', 1, 'K7QF3M9D'))!.id).toBe(letter)
      expect(await store.letterOfSerial('golden-ideas', 2, 'K7QF3M9D')).toBeNull()
    })

    it('lists letters by state, counts them, and goes round the ones in review', async () => {
      await store.transaction(async (tx) => {
        await tx.putForm(formRow)
        for (const [i, state] of (['review', 'accepted', 'review', 'receiving', 'review'] as const).entries())
          await tx.addLetter({ ...letterRow, serial: `S${i}`, state })
      })
      expect(await store.letterCounts()).toEqual({ receiving: 1, review: 3, accepted: 1, held: 0 })
      const inReview = await store.letters({ state: 'review', offset: 1, limit: 5 })
      expect(inReview.map((row) => row.id)).toEqual(['X-000003', 'X-000005'])
      const next = (after: string | null) => store.nextLetterInReview({ after, by: 'a', roles: ['reviewer'], now: 0 })
      const round = ['X-000001', 'X-000003', 'X-000005'].map(next)
      expect(await Promise.all(round)).toEqual(['X-000003', 'X-000005', 'X-000001'])
      expect(await next(null)).toBe('X-000001')
      await store.transaction(async (tx) => {
        await tx.updateLetter('X-000001', { state: 'accepted' })
        await tx.updateLetter('X-000003', { state: 'accepted' })
      })
      expect(await next('X-000005')).toBeNull()
      expect((await store.lettersById(['X-000005', 'X-000002'])).map((row) => row.id)).toEqual(['X-000002', 'X-000005'])
    })

    it('lets the newest run of readings stand and keeps every earlier one', async () => {
      const { page } = await store.transaction(onePage)
      const reading = (value: string): Reading => ({
        state: 'read',
        value,
        confidence: 0.9,
        candidates: [],
        engine: 'test',
      })
      const letter = await store.transaction(async (tx) => {
        const id = await oneLetter(tx)
        await tx.updatePage(page, { letter: id, run: 1 })
        await tx.addReadings([{ page, run: 1, field: 'name', reading: reading('张'), at: AT }])
        await tx.updatePage(page, { run: 2 })
        await tx.addReadings([{ page, run: 2, field: 'name', reading: reading('章'), at: AT }])
        return id
      })
      expect((await store.readingsOfLetter(letter)).map((row) => row.reading)).toEqual([reading('章')])
      expect((await store.readingsOfPage(page)).map((row) => [row.run, row.reading])).toEqual([
        [1, reading('张')],
        [2, reading('章')],
      ])
      const again = store.transaction((tx) =>
        tx.addReadings([{ page, run: 2, field: 'name', reading: reading('彰'), at: AT }]),
      )
      await expect(again).rejects.toThrow(/UNIQUE/)
    })

    it('takes a save key once, with its keyings or not at all', async () => {
      const letter = await store.transaction(oneLetter)
      const row = { key: 'key-00000001', letter, by: 'clerk', at: AT, requestSha256: HASH }
      const keyed = [
        { field: 'topics', state: 'read' as const, value: ['a', 'b'] },
        { field: 'name', state: 'unclear' as const, value: null },
      ]
      await store.transaction((tx) => tx.addSave(row, keyed))
      await expect(store.transaction((tx) => tx.addSave(row, keyed))).rejects.toThrow(/UNIQUE/)
      expect(await store.save(row.key)).toEqual(row)
      const shared = { letter, by: 'clerk', at: AT, save: row.key }
      expect(await store.keyings(letter)).toEqual([
        { id: 'K-000001', ...keyed[0], ...shared },
        { id: 'K-000002', ...keyed[1], ...shared },
      ])
    })

    it('answers with the standing decision of each field and keeps the history', async () => {
      const letter = await store.transaction(oneLetter)
      const decision = { letter, field: 'name', state: 'unclear', value: null, reasons: ['UNCLEAR'], at: AT } as const
      const machine = { ...decision, reasons: [...decision.reasons], how: 'none' as const, revision: 1 }
      const person = {
        ...machine,
        how: 'person' as const,
        state: 'read' as const,
        value: '张',
        reasons: [],
        revision: 2,
      }
      await store.transaction((tx) => tx.addDecisions([machine]))
      await store.transaction((tx) => tx.addDecisions([person]))
      expect(await store.decisions(letter)).toEqual([person])
      expect(await store.decisionHistory(letter)).toEqual([machine, person])
    })

    it('leases a job once, gives it back when the lease ends or is released, and counts failures', async () => {
      await store.transaction(async (tx) => {
        await tx.addJob('page', 'P-000001', 100)
        await tx.addJob('page', 'P-000001', 100)
        await tx.addJob('page', 'P-000002', 50)
      })
      const claim = (now: number) => store.transaction((tx) => tx.claimJob(now, now + 1000))
      expect(await claim(40)).toBeNull()
      expect(await store.jobsOpen()).toEqual({ open: 2, nextAt: 50 })
      expect((await claim(60))!.subject).toBe('P-000002')
      const first = (await claim(200))!
      expect(first).toMatchObject({ subject: 'P-000001', attempts: 0, leaseUntil: 1200 })
      expect(await claim(300)).toBeNull()
      expect((await claim(1300))!.subject).toBe('P-000001')
      await store.transaction((tx) => tx.retryJob(first.id, 5000, 'crashed'))
      expect(await store.job('page', 'P-000001')).toMatchObject({ attempts: 1, lastError: 'crashed', leaseUntil: null })
      expect(await store.transaction((tx) => tx.finishJob(first.id))).toBe(true)
      expect(await store.transaction((tx) => tx.finishJob(first.id))).toBe(false)
      expect(await store.transaction((tx) => tx.releaseLeases())).toBe(1)
      expect((await claim(1400))!.subject).toBe('P-000002')
    })

    it('chains the audit and notices every kind of tampering it can see', async () => {
      for (let i = 0; i < 5; i++)
        await store.transaction((tx) => tx.addAudit({ at: AT, who: 'clerk', what: 'letter.saved', ids: { letter: i } }))
      expect(await store.auditBreak()).toBeNull()
      const entries = await store.audit({ after: 1, limit: 2 })
      expect(entries.map((entry) => entry.number)).toEqual([2, 3])
      expect(entries[1]!.previousHash).toBe(entries[0]!.hash)
    })

    it('keeps a form version, and beside it one that was printed from another layout', async () => {
      await store.transaction((tx) => tx.putForm(formRow))
      const retitled = { ...formRow, title: { zh: '新', en: 'New' } }
      await store.transaction((tx) => tx.putForm(retitled))
      await store.transaction((tx) => tx.putForm({ ...formRow, fingerprint: '89abcdef' }))
      expect(await store.form(formRow.form, 1, formRow.fingerprint)).toEqual(retitled)
      expect(await store.form(formRow.form, 1, '89abcdef')).toEqual({ ...formRow, fingerprint: '89abcdef' })
    })

    sampleContract(() => store)
    findingsContract(() => store)
  })
}
