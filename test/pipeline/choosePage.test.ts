import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtModule } from '../run/builtModules.ts'
import type { App } from '../../src/api/app.ts'
import type { ChoiceRequest } from '../../src/contract/choice.ts'
import { appOver } from '../api/appOver.ts'
import { PLAN, TRIES, type FaultPlan } from '../faults/faultyReader.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { asPdf, asPng, serialOf, smallPage } from '../faults/smallPages.ts'

/** Two scans of one page, asked of the real service by the route a browser calls. */
describe('choosing between two scans of a page', () => {
  let office: QuickOffice
  let app: App
  let cookies: Record<string, string>

  beforeAll(async () => {
    office = await openQuickOffice({
      readerModule: await builtModule('faultyReader'),
    })
    await mkdir(dirname(join(office.folders.derived, PLAN)), { recursive: true })
    await writeFile(join(office.folders.derived, TRIES), '')
    await fail({})
    const people = {
      clerk: ['clerk'],
      supervisor: ['supervisor'],
      reviewer: ['reviewer'],
      analyst: ['analyst'],
    } as const
    ;({ app, cookies } = await appOver(office, people, null))
  }, 120_000)
  afterAll(async () => {
    await app.close()
    await office.remove()
  })

  const fail = (plan: FaultPlan) => writeFile(join(office.folders.derived, PLAN), JSON.stringify(plan))
  const choose = (id: string, body: ChoiceRequest, who = 'clerk') =>
    app.inject({
      method: 'POST',
      url: `/api/pages/${id}/choose`,
      headers: { host: '127.0.0.1:8788', cookie: cookies[who]! },
      payload: body,
    })
  const codeOf = (answer: Awaited<ReturnType<typeof choose>>) => answer.json<{ code?: string }>().code ?? 'done'
  const page = async (id: string) => (await office.store.page(id))!
  const take = async (name: string, bytes: Buffer): Promise<string> => {
    const path = join(office.data, name)
    await writeFile(path, bytes)
    return (await office.office.intakePaths([path]))[0]!.id
  }
  let used = 0
  /** A letter of two pages that was read, and a second scan of its first page. */
  async function letterTwice() {
    const serial = serialOf(1000 + used++)
    const whole = await take(`${serial}.pdf`, await asPdf([smallPage(serial, 1), smallPage(serial, 2)]))
    const again = await take(`${serial} again.png`, await asPng(smallPage(serial, 1)))
    const first = (await office.store.pagesOfArrivals([whole]))[0]!
    const second = (await office.store.pagesOfArrivals([again]))[0]!
    expect([first.state, second.state, second.reason]).toEqual(['placed', 'held', 'PAGE_TWICE'])
    return { serial, letter: first.letter!, first: first.id, second: second.id, whole, again }
  }
  const held = async (which: 'open' | 'chosen') =>
    (await office.office.heldPages({ which, offset: 0, limit: 200 })).pages
  const key = (letter: string, revision: number, field: string, value: string) =>
    office.office.save(letter, 'reviewer', {
      revision,
      key: `save-${letter}-${revision}`,
      keyings: [{ field, state: 'read', value }],
    })
  const said = async (...whats: string[]) =>
    (await office.store.audit({ after: 0, limit: 10_000 })).filter(({ what }) => whats.includes(what))

  it('takes the second: it lies in the letter and is read, the first is set aside, what a person keyed stays', async () => {
    const { letter, first, second, whole, again } = await letterTwice()
    await key(letter, (await office.office.letter(letter)).letter.revision, 'note1', '人录的')
    const before = await office.store.readingsOfPage(first)
    const { page: shown, beside } = (await held('open')).find(({ page: one }) => one.id === second)!
    expect([shown.reason, beside?.id]).toEqual(['PAGE_TWICE', first])

    expect(codeOf(await choose(second, { keep: 'this', beside: first }))).toBe('done')
    await office.office.idle()
    expect(await page(first)).toMatchObject({ state: 'held', reason: 'PAGE_OTHER_KEPT', letter: null })
    expect(await page(second)).toMatchObject({ state: 'placed', reason: null, letter })
    // Read by a run that the first scan never had: what was confirmed of its ink sign by sign counts no more.
    expect((await page(second)).run).toBeGreaterThan((await page(first)).run)
    expect((await office.store.readingsOfPage(second)).at(-1)).toMatchObject({
      run: (await page(second)).run,
      field: 'note1',
    })
    expect(await office.store.readingsOfPage(first)).toEqual(before)
    const { fields, pages } = await office.office.letter(letter)
    expect(pages.map(({ id }) => id)).toContain(second)
    const note = fields.find(({ id }) => id === 'note1')!
    expect([note.pageId, note.decision.how, note.decision.value]).toEqual([second, 'person', '人录的'])
    expect((await said('page.chosen')).at(-1)).toMatchObject({
      who: 'clerk',
      ids: { page: second, beside: first, letter },
    })
    // Neither file is in trouble any more, and every page of them is still counted.
    const files = await office.arrivals()
    expect(files.find(({ id }) => id === whole)!.pages).toMatchObject({ total: 2, placed: 1, held: 0, aside: 1 })
    expect(files.find(({ id }) => id === again)).toMatchObject({
      state: 'done',
      reason: null,
      pages: { placed: 1, held: 0 },
    })
    expect((await held('open')).map(({ page: one }) => one.id)).not.toContain(second)

    // The same dialog puts the first one back.
    const back = (await held('chosen')).find(({ page: one }) => one.id === first)!
    expect(back.beside?.id).toBe(second)
    expect(codeOf(await choose(first, { keep: 'this', beside: second }, 'supervisor'))).toBe('done')
    await office.office.idle()
    expect(await page(first)).toMatchObject({ state: 'placed', letter })
    expect(await page(second)).toMatchObject({ state: 'held', reason: 'PAGE_OTHER_KEPT', letter: null })
    const now = await office.office.letter(letter)
    expect(now.fields.find(({ id }) => id === 'note1')!.decision).toMatchObject({ how: 'person', value: '人录的' })
  })

  it('keeps the first: the letter is as it was, and trying the page again opens the question again', async () => {
    const { letter, first, second, again } = await letterTwice()
    const before = await office.office.letter(letter)
    expect(codeOf(await choose(second, { keep: 'there', beside: first }))).toBe('done')
    expect(await page(second)).toMatchObject({ state: 'held', reason: 'PAGE_OTHER_KEPT', letter: null })
    expect(await office.office.letter(letter)).toEqual(before)
    expect((await said('page.setAside')).at(-1)).toMatchObject({
      who: 'clerk',
      ids: { page: second, beside: first, letter },
    })
    // What is decided is no trouble: a retry of the file has nothing to do.
    await expect(office.office.retryArrival(again, 'clerk')).rejects.toMatchObject({ code: 'RETRY_USELESS' })
    await office.office.retryPage(second, 'clerk')
    await office.office.idle()
    expect(await page(second)).toMatchObject({ state: 'held', reason: 'PAGE_TWICE' })
    expect(await page(first)).toMatchObject({ state: 'placed', letter })
  })

  it('lets one of two clerks decide, and tells the other', async () => {
    const { serial, first, second } = await letterTwice()
    const third = (
      await office.store.pagesOfArrivals([await take(`${serial} third.png`, await asPdf([smallPage(serial, 1)]))])
    )[0]!.id
    const codes = (await Promise.all([second, third].map((id) => choose(id, { keep: 'this', beside: first })))).map(
      codeOf,
    )
    expect(codes.toSorted()).toEqual(['STALE_PAGES', 'done'])
    await office.office.idle()
    const states = await Promise.all([first, second, third].map(async (id) => (await page(id)).state))
    expect(states.filter((state) => state === 'placed')).toHaveLength(1)
    expect(codeOf(await choose(second, { keep: 'this', beside: 'P-999999' }))).toMatch(/STALE_PAGES|CHOICE_USELESS/)
    expect(codeOf(await choose('P-999999', { keep: 'this', beside: null }))).toBe('PAGE_UNKNOWN')
    expect(codeOf(await choose(first, { keep: 'this', beside: 'P-000001' }))).toBe('STALE_PAGES')
  })

  it('changes nothing under the hand of a reviewer, nor of a page that waits to be read', async () => {
    const { serial, letter, first, second } = await letterTwice()
    await office.office.claim(letter, 'reviewer')
    expect(codeOf(await choose(second, { keep: 'this', beside: first }))).toBe('LETTER_HELD')
    await office.office.release(letter, 'reviewer')
    await office.office.operate({ part: 'reading', paused: true }, 'clerk')
    await office.office.reread(letter, 'reviewer')
    expect(codeOf(await choose(second, { keep: 'this', beside: first }))).toBe('PAGE_BEING_READ')
    expect((await page(second)).reason).toBe('PAGE_TWICE')
    await office.office.operate({ part: 'reading', paused: false }, 'clerk')
    await office.office.idle()
    expect(await page(first), serial).toMatchObject({ state: 'placed', letter })
  })

  it('keeps both when the chosen one cannot be read: the letter lacks the page until one of them is taken', async () => {
    const { serial, letter, first, second } = await letterTwice()
    await fail({ [`${serial}/1`]: new Array<'throws'>(1000).fill('throws') })
    expect(codeOf(await choose(second, { keep: 'this', beside: first }))).toBe('done')
    await office.office.idle()
    expect(await page(second)).toMatchObject({ state: 'failed', reason: 'PAGE_READ_FAILED', letter: null })
    expect((await office.office.letter(letter)).letter).toMatchObject({ state: 'receiving', pagesMissing: [1] })
    await fail({})
    expect(codeOf(await choose(first, { keep: 'this', beside: null }))).toBe('done')
    await office.office.idle()
    expect(await page(first)).toMatchObject({ state: 'placed', letter })
    expect((await office.office.letter(letter)).letter.pagesMissing).toEqual([])
  })

  it('is for the mailroom and its supervisor', async () => {
    const { first, second } = await letterTwice()
    for (const who of ['reviewer', 'analyst'])
      expect(codeOf(await choose(second, { keep: 'this', beside: first }, who))).toBe('NOT_ALLOWED')
    expect((await page(second)).reason).toBe('PAGE_TWICE')
  })
})
