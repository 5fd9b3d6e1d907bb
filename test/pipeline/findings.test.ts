import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { stackForms } from '../faults/smallStack.ts'
import { pagesOf, takeStack } from './stackFile.ts'

/** What the first look found wrong with a page is kept with it, and told where the page is held. */
describe('findings of a page', () => {
  let office: QuickOffice
  beforeAll(async () => {
    office = await openQuickOffice({ forms: stackForms })
  }, 400_000)
  afterAll(() => office.remove())

  it('says beside the reason that the code is covered, and where', async () => {
    const arrival = await takeStack(office, 'W0 a1 / ? / x', 1)
    const pages = await pagesOf(office, arrival)
    const held = pages[3]!
    expect(held).toMatchObject({ state: 'held', reason: 'PAGE_CODE_UNREADABLE', run: 0 })
    const list = (await office.office.heldPages({ which: 'open', offset: 0, limit: 50 })).pages
    const { findings, widthMm } = list.find(({ page }) => page.id === held.id)!.page
    const [code] = findings!.filter((finding) => finding.code === 'CODE_UNREADABLE')
    expect(code).toMatchObject({ unit: '%', sides: [] })
    // The code of the small form takes half its width.
    expect(code!.boxMm!.w / widthMm).toBeCloseTo(0.5, 1)
    const [row] = await office.store.findingsOf([held.id])
    expect(row!.rough).toHaveLength(9)
    // A page that is one of ours, and one that is bare paper or a mark, were not looked at for this.
    expect(await office.store.findingsOf([pages[0]!.id, pages[1]!.id, pages[2]!.id])).toEqual([])
  }, 400_000)

  it('is silent when the page was read again and nothing was found', async () => {
    const arrival = await takeStack(office, '?', 2)
    const [page] = await pagesOf(office, arrival)
    expect(await office.store.findingsOf([page!.id])).toHaveLength(1)
    // The quick reader measures nothing.
    await office.office.retryPage(page!.id, 'clerk')
    await office.office.idle()
    expect((await office.store.page(page!.id))!.run).toBe(1)
    expect(await office.store.findingsOf([page!.id])).toEqual([])
  }, 400_000)
})
