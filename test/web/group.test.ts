import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../../src/api/listen.ts'
import type { GroupList } from '../../src/contract/group.ts'
import type { LetterView } from '../../src/contract/letter.ts'
import { savesBreak } from '../../src/pipeline/auditSave.ts'
import { serveSamples, type Served } from '../api/served.ts'
import { seriousFindings } from './axe.ts'
import { builtScreens, giveCookie, openBrowser } from './browser.ts'

/** The same field of many letters, by keyboard in a real browser against the real server. */
let served: Served
let browser: Browser
let context: BrowserContext
let page: Page
let url: string
let web: string

beforeAll(async () => {
  web = await builtScreens()
  const scans = ['ideas-clean-bits.pdf', 'ideas-normal-grey.pdf']
  ;[served, browser] = await Promise.all([serveSamples(scans, web), openBrowser()])
  url = await listen(served.app, '127.0.0.1', 0)
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await giveCookie(context, url, served.cookie)
  page = await context.newPage()
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

const office = () => served.product.office
const heap = (list: GroupList, name: string) => list.find((candidate) => candidate.heap === name)
async function letters(): Promise<LetterView[]> {
  const { letters: rows } = await office().letters({ offset: 0, limit: 10 })
  return Promise.all(rows.map(({ id }) => office().letter(id, 'tester')))
}
const field = (view: LetterView, id: string) => view.fields.find((candidate) => candidate.id === id)!
const shown = () => page.locator('.piece')
const sheetKey = () => page.locator('.crops').getAttribute('data-sheet')

describe('the group view', () => {
  it('offers what needs a person and breaks no rule, and shows nothing of whose it is', async () => {
    const list = await office().groups()
    const open = (await letters()).flatMap(({ fields }) => fields.filter(({ needsPerson }) => needsPerson))
    const names = open.filter(({ id, reading }) => id === 'name' && reading?.state === 'read')
    expect(heap(list, 'name')?.waiting).toBe(names.length)
    await page.goto(`${url}/#/group`)
    await shown().first().waitFor()
    await page.waitForFunction(() => [...document.images].every((image) => image.complete && image.naturalWidth > 20))
    const html = await page.content()
    for (const { letter, pages } of await letters()) {
      for (const secret of [letter.id, letter.serial!, ...pages.map(({ id }) => id)]) expect(html).not.toContain(secret)
    }
    expect(await seriousFindings(page)).toEqual([])
  })

  it('confirms a screen with one key but not what was taken out, and takes it back with another', async () => {
    await page.goto(`${url}/#/group`)
    await shown().first().waitFor()
    const before = await letters()
    const name = heap(await office().groups(), 'name')!
    while (!(await page.locator('.pick[aria-pressed="true"]').innerText()).startsWith('姓名'))
      await nextSheet(() => page.keyboard.press('j'))
    const count = await shown().count()
    expect(count).toBe(name.waiting)

    await page.keyboard.press('x')
    expect(await page.locator('.piece.out').count()).toBe(1)
    const odd = await office().groupSheet({ form: name.form, version: name.version, heap: 'name', limit: 120 })
    await nextSheet(() => page.keyboard.press('Enter'))
    const byHand = async () => (await letters()).filter((view) => field(view, 'name').decision.how === 'person')
    // The next sheet is laid out before this one is written.
    await expect.poll(async () => (await byHand()).length).toBe(count - 1)
    const keyed = await byHand()
    for (const view of keyed) {
      const was = field(
        before.find(({ letter }) => letter.id === view.letter.id)!,
        'name',
      )
      expect(field(view, 'name').keyings.at(-1)).toMatchObject({ by: 'tester', state: 'read' })
      expect(field(view, 'name').decision.value).toBe(was.reading?.state === 'read' ? was.reading.value : null)
      expect(field(view, 'name').reading).toEqual(was.reading)
    }
    // What was taken out waits in its letter and is not offered again.
    expect(heap(await office().groups(), 'name')).toBeUndefined()
    expect(odd.crops).toHaveLength(count)

    await nextSheet(() => page.keyboard.press('u'))
    const back = await letters()
    expect(back.every((view) => field(view, 'name').decision.how === 'none')).toBe(true)
    expect(heap(await office().groups(), 'name')?.waiting).toBe(count - 1)
    const [kept] = await served.product.store
      .audit({ after: 0, limit: 1000 })
      .then((rows) => rows.filter(({ what }) => what === 'sheet.withdrawn'))
    expect(kept?.who).toBe('tester')
    // What was taken back is kept, and the audit still knows it.
    expect(await savesBreak(served.product.store)).toBeNull()
  })

  async function nextSheet(act: () => Promise<void>): Promise<void> {
    const was = await sheetKey()
    await act()
    await page.waitForFunction((key) => document.querySelector('.crops')?.getAttribute('data-sheet') !== key, was)
  }

  it('writes nothing for a field that was keyed since it was shown, and answers a replay as the first time', async () => {
    const name = heap(await office().groups(), 'name')!
    const { crops } = await office().groupSheet({ form: name.form, version: name.version, heap: 'name', limit: 120 })
    const view = (await letters()).find((letter) => field(letter, 'name').needsPerson)!
    await served.product.people.add('wang', ['reviewer'], null, 'test')
    for (const other of await letters())
      await office().save(other.letter.id, 'wang', {
        revision: other.letter.revision,
        key: `key-of-${other.letter.id}`,
        keyings: [{ field: 'name', state: 'read', value: '王五' }],
      })
    const ids = crops.map(({ id }) => id)
    const request = { key: 'sheet-0001', confirmed: ids, odd: [] }
    const outcome = await office().confirmSheet('tester', request)
    expect(outcome).toEqual({ confirmed: 0, odd: 0, changed: ids })
    expect(await office().confirmSheet('tester', request)).toEqual(outcome)
    await expect(office().confirmSheet('tester', { ...request, odd: [1] })).rejects.toThrow('REQUEST_INVALID')
    await expect(office().withdrawSheet('wang', 'sheet-0001')).rejects.toThrow('REQUEST_INVALID')
    expect(field(await office().letter(view.letter.id), 'name').decision.value).toBe('王五')
  })

  it('keys a field when its last doubtful character is confirmed, and calls those characters doubtful no more', async () => {
    const list = await office().groups()
    const cells = list.filter(({ heap: name }) => name.startsWith('#'))
    expect(cells.length).toBeGreaterThan(0)
    const { form, version, heap: name } = cells[0]!
    const sheet = await office().groupSheet({ form, version, heap: name, limit: 120 })
    const { confirmed } = await office().confirmSheet('tester', {
      key: 'sheet-cells',
      confirmed: sheet.crops.map(({ id }) => id),
      odd: [],
    })
    expect(confirmed).toBe(sheet.crops.length)
    const marked = (await letters()).flatMap(({ fields }) =>
      fields.flatMap(({ confirmedCells = [] }) => confirmedCells),
    )
    expect(marked).toHaveLength(confirmed)
    await office().withdrawSheet('tester', 'sheet-cells')
    const again = (await letters()).flatMap(({ fields }) => fields.flatMap(({ confirmedCells = [] }) => confirmedCells))
    expect(again).toEqual([])
  })
})
