import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/api/app.ts'
import { listen } from '../../src/api/listen.ts'
import type { PageRow } from '../../src/contract/rows.ts'
import { reasons } from '../../src/locale/zh/reasons.ts'
import { appOver } from '../api/appOver.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { stackForms } from '../faults/smallStack.ts'
import { pagesOf, takeStack } from '../pipeline/stackFile.ts'
import { seriousFindings } from './axe.ts'
import { builtScreens, giveCookie, lookAt, openBrowser } from './browser.ts'

/** The split of a stack in a real browser, corrected by keyboard alone. */
describe('the split screen', () => {
  let office: QuickOffice
  let app: App
  let page: Page
  let screens: string
  let closeBrowser: () => Promise<void>
  let arrival: string
  let rows: PageRow[]

  beforeAll(async () => {
    office = await openQuickOffice({ forms: stackForms, settings: { XIANCE_FILE_MB: '50' } })
    // A label nobody read before b1; two letters without serials behind one divider; a smudge in the middle of a letter.
    arrival = await takeStack(office, 'W0 a1 a2 x b1 b2 x / n1 n2 n1 n2 _ W2 c1 c2 x W3 d1 d2 ! x', 1)
    rows = await pagesOf(office, arrival)
    screens = await builtScreens()
    const over = await appOver(office, { 王小明: ['clerk'] }, screens)
    app = over.app
    const url = await listen(app, '127.0.0.1', 0, false)
    const browser = await openBrowser()
    closeBrowser = () => browser.close()
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    await giveCookie(context, url, over.cookies['王小明']!)
    page = await context.newPage()
    await page.goto(`${url}/#/intake`)
    await page.locator('[data-arrival]').first().waitFor()
  }, 400_000)
  afterAll(async () => {
    await closeBrowser()
    await app.close()
    await office.remove()
  })

  const look = (name: string): Promise<void> => lookAt(page, name)
  const inHand = () => page.locator('.stack li.current').getAttribute('data-page')
  async function goTo(place: number): Promise<void> {
    const wanted = rows[place]!.id
    const shown = await page
      .locator('.stack li')
      .evaluateAll((items) => items.map((item) => item.getAttribute('data-page')))
    const by = shown.indexOf(wanted) - shown.indexOf(await inHand())
    for (let n = 0; n < Math.abs(by); n++) await page.keyboard.press(by > 0 ? 'ArrowRight' : 'ArrowLeft')
    expect(await inHand()).toBe(wanted)
  }
  const letterAt = async (place: number) => (await office.store.page(rows[place]!.id))!.letter
  const parts = () => page.locator('.split .part').count()
  const notice = () => page.locator('.notice').innerText()

  it('opens from the row of the file, with the first page that waits for a person in hand', async () => {
    await look('intake-row-zh')
    await page.keyboard.press('s')
    await page.locator('.split .part').first().waitFor()
    expect(await page.locator('.stack li').count()).toBe(rows.length)
    expect(await inHand()).toBe(rows[3]!.id)
    expect(await page.locator('.split .in-hand').innerText()).toContain(reasons.PAGE_BETWEEN_LETTERS.what)
    await expect
      .poll(() => page.locator('.in-hand img').evaluate((image) => (image as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0)
    await look('split-zh')
  })

  it('cuts before the page in hand: what lay between two letters finds its own', async () => {
    const before = await parts()
    await goTo(4)
    await page.keyboard.press('c')
    await expect.poll(parts).toBe(before + 1)
    expect([await letterAt(3), await letterAt(6)]).toEqual([rows[1]!.letter, rows[4]!.letter])
    expect(await inHand()).toBe(rows[4]!.id)
    expect(await notice()).toMatch(/已切开/)
    await goTo(10)
    await page.keyboard.press('c')
    await expect
      .poll(async () => (await pagesOf(office, arrival)).slice(8, 12).map(({ state }) => state), { timeout: 30_000 })
      .toEqual(['placed', 'placed', 'placed', 'placed'])
    expect(await letterAt(8)).not.toBe(await letterAt(10))
    await look('split-cut-zh')
  })

  it('joins with the part before: a smudge is no label', async () => {
    const before = await parts()
    await goTo(20)
    await page.keyboard.press('j')
    await expect.poll(parts).toBe(before - 1)
    expect(await letterAt(21)).toBe(rows[18]!.letter)
    // Two labels that were read are two envelopes, whatever a hand says.
    await goTo(18)
    await page.keyboard.press('j')
    await expect.poll(notice).toMatch(/两个信封/)
    expect(await parts()).toBe(before - 1)
  })

  it('moves a page to another letter by a number, and no page against its code', async () => {
    await goTo(16)
    await page.keyboard.press('m')
    await page.locator('.targets').waitFor()
    const wanted = rows[18]!.letter!
    const offered = await page
      .locator('.targets [data-target]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-target')))
    expect(offered).not.toContain(rows[14]!.letter)
    expect(offered.at(-1)).toBe('')
    await look('split-move-zh')
    await page.keyboard.press(String(offered.indexOf(wanted) + 1))
    await expect.poll(() => letterAt(16)).toBe(wanted)
    const shown = page.locator(`[data-part] li[data-page="${rows[16]!.id}"]`)
    await expect.poll(() => shown.getAttribute('data-letter')).toBe(wanted)

    await goTo(14)
    await page.keyboard.press('m')
    await page.keyboard.press('1')
    await expect.poll(notice).toMatch(/属于另一封信/)
    expect(await letterAt(14)).toBe(rows[14]!.letter)
    await page.keyboard.press('m')
    await page.keyboard.press('Escape')
    await page.locator('.targets').waitFor({ state: 'detached' })
    expect(page.url()).toContain('#/split/')
  })

  it('tells when somebody else was quicker, shows what they did and loses nothing', async () => {
    await goTo(6)
    // What the screen would hear of it by itself is held back: it corrects what it saw.
    let letThrough = (): void => undefined
    const held = new Promise<void>((resolve) => (letThrough = resolve))
    await page.route('**/api/arrivals/*/split', async (route) => {
      if (route.request().method() === 'GET') await held
      await route.continue()
    })
    const { version } = await office.office.split(arrival)
    await office.office.correctSplit(arrival, '别人', { version, correction: { do: 'move', page: rows[6]!.id } })
    const [answer] = await Promise.all([
      page.waitForResponse((one) => one.request().method() === 'POST' && one.url().endsWith('/split')),
      page.keyboard.press('c'),
    ])
    expect(answer.status()).toBe(409)
    letThrough()
    await expect.poll(notice).toMatch(/别人已经动过/)
    await page.unroute('**/api/arrivals/*/split')
    await expect.poll(() => page.locator(`li[data-page="${rows[6]!.id}"]`).getAttribute('data-letter')).toBe('')
    expect(await letterAt(6)).toBeNull()
  })

  it('can be read in both languages and both themes, and by a screen reader', async () => {
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
    await goTo(6)
    await look('split-en-dark')
    await page.keyboard.press('m')
    await page.locator('.targets').waitFor()
    await look('split-move-en-dark')
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.locator('[data-arrival]').first().waitFor()
    expect(page.url()).toMatch(/#\/intake$/)
  })
})
