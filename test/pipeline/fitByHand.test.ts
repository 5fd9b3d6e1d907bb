import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/api/app.ts'
import type { HandFitRequest, HandFitView } from '../../src/contract/handFit.ts'
import { readableSerial } from '../../src/contract/serial.ts'
import { appOver } from '../api/appOver.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { serialOf } from '../faults/smallPages.ts'
import { stackForms } from '../faults/smallStack.ts'
import { pagesOf, takeStack } from './stackFile.ts'

/** A person says which page a held one is, by the route a browser calls: kept, read so, never against what is on record. */
describe('fitting a page by hand', () => {
  let office: QuickOffice
  let app: App
  let cookies: Record<string, string>
  beforeAll(async () => {
    office = await openQuickOffice({ forms: stackForms })
    const people = { clerk: ['clerk'], zhou: ['clerk'], reviewer: ['reviewer'] } as const
    ;({ app, cookies } = await appOver(office, people, null))
  }, 90_000)
  afterAll(async () => {
    expect(office.errors).toEqual([])
    await app.close()
    await office.remove()
  })
  const headers = (who: string) => ({ host: '127.0.0.1:8788', cookie: cookies[who]! })
  const show = async (id: string, who = 'clerk') => app.inject({ url: `/api/pages/${id}/fit`, headers: headers(who) })
  const fit = async (id: string, given: Partial<HandFitRequest>, who = 'clerk') => {
    const payload = { run: 0, id: null, handles: null, ...given }
    const answer = await app.inject({ method: 'POST', url: `/api/pages/${id}/fit`, headers: headers(who), payload })
    const { code, what } = answer.json<{ code?: string; what?: { zh: string } }>()
    return { status: answer.statusCode, code, zh: what?.zh ?? '' }
  }
  const printed = (n: number): string => readableSerial(serialOf(n))

  it('puts the page into the letter of the serial that was typed, reads it, and keeps what people keyed', async () => {
    const arrival = await takeStack(office, 'W0 a1 ?', 1)
    const [, first, held] = await pagesOf(office, arrival)
    const letter = first!.letter!
    const before = (await office.store.letter(letter))!
    expect(before.pagesMissing).toEqual([2])
    await office.office.save(letter, 'reviewer', {
      revision: before.revision,
      key: 'keyed-before',
      keyings: [{ field: 'note1', state: 'read', value: '人手所录' }],
    })
    const view = (await show(held!.id)).json<HandFitView>()
    expect(view).toMatchObject({ run: 0, code: null, widthPx: held!.widthPx })
    expect(view.rough).toHaveLength(9)
    expect(view.forms.map(({ version }) => version)).toEqual([1, 2])

    const handles = view.forms[0]!.pages[0]!.fiducials.map(({ id }, i) => ({ id, xPx: 10 * i, yPx: 20 }))
    expect(await fit(held!.id, { id: `${printed(100)} p2`, handles })).toMatchObject({ status: 200 })
    await office.office.idle()
    expect(await office.store.page(held!.id)).toMatchObject({
      state: 'placed',
      letter,
      run: 1,
      code: { page: 2, version: 1 },
    })
    const after = (await office.store.letter(letter))!
    expect(after.pagesMissing).toEqual([])
    expect((await office.store.readingsOfPage(held!.id)).map(({ field }) => field)).toEqual(['note2'])
    const decisions = await office.store.decisions(letter)
    expect(decisions.find(({ field }) => field === 'note1')).toMatchObject({ how: 'person', value: '人手所录' })
    expect(await office.store.handFit(held!.id)).toMatchObject({
      by: 'clerk',
      handles,
      code: { serial: serialOf(100) },
    })
    const audit = (await office.store.audit({ after: 0, limit: 1000 })).find(({ what }) => what === 'page.fittedByHand')
    expect(audit).toMatchObject({ who: 'clerk', ids: { page: held!.id, run: 1, number: 2, handles: 6 } })
    // It is fitted now, and needs no hand.
    expect((await show(held!.id)).json<{ code: string }>().code).toBe('PAGE_FITTED')
  }, 90_000)

  it('answers the second of two clerks with 409, before and after it was read', async () => {
    const [held] = await pagesOf(office, await takeStack(office, '?', 2))
    await office.office.operate({ part: 'reading', paused: true }, 'clerk')
    const id = `small v1 p1/2 ${printed(777)}`
    expect((await fit(held!.id, { id })).status).toBe(200)
    expect(await fit(held!.id, { id }, 'zhou')).toMatchObject({ status: 409, code: 'PAGE_BEING_READ' })
    await office.office.operate({ part: 'reading', paused: false }, 'clerk')
    await office.office.idle()
    expect(await fit(held!.id, { id }, 'zhou')).toMatchObject({ status: 409, code: 'PAGE_FITTED' })
    const [again] = await pagesOf(office, await takeStack(office, '? _', 3))
    await office.office.retryPage(again!.id, 'clerk')
    await office.office.idle()
    expect((await office.store.page(again!.id))!).toMatchObject({ state: 'held', run: 1 })
    expect(await fit(again!.id, { id }, 'zhou')).toMatchObject({ status: 409, code: 'STALE_PAGES' })
    expect(await office.store.handFit(again!.id)).toBeNull()
  }, 90_000)

  it('refuses rather than guess, and names both letters where the id speaks against the stack', async () => {
    const other = (await pagesOf(office, await takeStack(office, 'b1', 4)))[0]!.letter!
    const [, own, held] = await pagesOf(office, await takeStack(office, 'W0 a1 ?', 5))
    const conflict = await fit(held!.id, { id: `${printed(401)} p2` })
    expect(conflict).toMatchObject({ status: 409, code: 'ID_ELSEWHERE' })
    expect(conflict.zh).toContain(other)
    expect(conflict.zh).toContain(own!.letter!)
    const serial = serialOf(500)
    const wrong = serial.slice(0, 7) + (serial[7] === '7' ? '8' : '7')
    for (const id of [null, '', 'p1', `${wrong} p2`])
      expect(await fit(held!.id, { id }), String(id)).toMatchObject({ status: 422, code: 'ID_INVALID' })
    // A page that no form has, a form that was never printed, and a new serial that may be of either version.
    for (const id of [`${printed(500)} p9`, `other v1 p1 ${printed(500)}`, `${printed(888)} p2`])
      expect(await fit(held!.id, { id }), id).toMatchObject({ status: 422, code: 'ID_NOT_PRINTED' })
    expect(await office.store.page(held!.id)).toMatchObject({ state: 'held', run: 0 })
    expect((await fit(held!.id, { id: `${printed(500)} p2` }, 'reviewer')).status).toBe(403)
    // The page that lies there already: a person chooses, as between any two scans.
    expect((await fit(held!.id, { id: `${printed(500)} p1` })).status).toBe(200)
    await office.office.idle()
    expect(await office.store.page(held!.id)).toMatchObject({ state: 'held', reason: 'PAGE_TWICE' })
  }, 90_000)
})
