import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/api/app.ts'
import type { RescanList } from '../../src/contract/rescan.ts'
import { appOver } from '../api/appOver.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { stackForms } from '../faults/smallStack.ts'
import { serialOf } from '../faults/smallPages.ts'
import { pagesOf, stackTruth, takeStack } from './stackFile.ts'

/** What the mailroom has to scan again, asked by the route a browser calls. */
describe('the rescan list', () => {
  let office: QuickOffice
  let app: App
  let cookies: Record<string, string>
  beforeAll(async () => {
    office = await openQuickOffice({ forms: stackForms })
    ;({ app, cookies } = await appOver(office, { clerk: ['clerk'], reviewer: ['reviewer'] } as const, null))
  }, 400_000)
  afterAll(async () => {
    await app.close()
    await office.remove()
  })
  const ask = async (who: string) =>
    app.inject({ url: '/api/rescans', headers: { host: '127.0.0.1:8788', cookie: cookies[who]! } })
  const list = async () => (await ask('clerk')).json<RescanList>().entries

  it('has a page whose code is unreadable with its envelope, serial and place, until the page came again', async () => {
    const arrival = await takeStack(office, 'W0 a1 ?', 1)
    const pages = await pagesOf(office, arrival)
    const letter = pages[1]!.letter!
    const [entry, ...others] = await list()
    expect(others).toEqual([])
    expect(entry).toMatchObject({
      kind: 'page',
      letter,
      serial: serialOf(100),
      waybill: stackTruth('W0', 1).letters[0]!.waybill,
      sentBack: null,
    })
    expect(entry!.pages).toHaveLength(1)
    expect(entry!.pages[0]).toMatchObject({ file: 'stack 1.tif', of: 3, page: { id: pages[2]!.id, index: 2 } })
    expect(entry!.pages[0]!.page.findings!.map(({ code }) => code)).toContain('CODE_UNREADABLE')
    // Something else of the letter came, which still lacks a page: the sheet is still to be scanned.
    await takeStack(office, 'b1', 1)
    expect(await list()).toHaveLength(1)
    await takeStack(office, 'a2', 1)
    expect((await office.store.letter(letter))!.pagesMissing).toEqual([])
    expect(await list()).toEqual([])
    expect((await office.store.page(pages[2]!.id))!.state).toBe('held')
  }, 400_000)

  it('has a letter that was sent back, with the note, until a better scan was chosen', async () => {
    const arrival = await takeStack(office, 'a1 a2', 2)
    const { letter } = (await pagesOf(office, arrival))[0]!
    const { revision } = (await office.store.letter(letter!))!
    await office.office.setAside(letter!, 'reviewer', { revision, how: 'rescan', note: '第一页折了' })
    const [entry] = await list()
    expect(entry).toMatchObject({ kind: 'letter', letter, serial: serialOf(200) })
    expect(entry!.sentBack).toMatchObject({ by: 'reviewer', note: '第一页折了' })
    expect(entry!.pages.map(({ page, of }) => [page.page, page.index, of])).toEqual([
      [1, 0, 2],
      [2, 1, 2],
    ])
    const [again] = await pagesOf(office, await takeStack(office, 'a1', 2))
    expect(again).toMatchObject({ state: 'held', reason: 'PAGE_TWICE' })
    expect(await list()).toHaveLength(1)
    const first = (await pagesOf(office, arrival))[0]!
    await office.office.choosePage(again!.id, 'clerk', { keep: 'this', beside: first.id })
    await office.office.idle()
    expect(await list()).toEqual([])
  }, 400_000)

  it('has nothing that is for the split and not for the scanner', async () => {
    const between = (await pagesOf(office, await takeStack(office, 'c1 x d1', 3)))[1]!
    expect(between).toMatchObject({ state: 'held', reason: 'PAGE_BETWEEN_LETTERS' })
    expect(await list()).toEqual([])
  }, 400_000)

  it('is the mailroom’s', async () => {
    expect((await ask('reviewer')).statusCode).toBe(403)
  })
})
