import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pagesOf, takeStack } from '../pipeline/stackFile.ts'
import { seriousFindings } from './axe.ts'
import { lookAt } from './browser.ts'
import { openMailroomDesk, type MailroomDesk } from './mailroomDesk.ts'

/** What is wrong with a scan and what is to be scanned again, in a real browser and by keyboard. */
describe('the rescan list on the screen', () => {
  let desk: MailroomDesk
  let page: Page
  let held: string
  let letter: string

  beforeAll(async () => {
    desk = await openMailroomDesk(async (office) => {
      const first = await pagesOf(office, await takeStack(office, 'W0 a1 ?', 1))
      held = first[2]!.id
      const second = await pagesOf(office, await takeStack(office, 'b1 b2', 2))
      letter = second[0]!.letter!
      const { revision } = (await office.store.letter(letter))!
      await office.office.setAside(letter, 'clerk', { revision, how: 'rescan', note: '第二页太淡' })
    })
    ;({ page } = desk)
    await page.addInitScript('window.prints = 0; window.print = () => void (window.prints += 1)')
    await page.goto(`${desk.url}/#/intake`)
    await page.locator('[data-arrival]').nth(1).waitFor()
  }, 500_000)
  afterAll(() => desk.close())

  it('tells beside a held page what is wrong with its scan, and where', async () => {
    await page.keyboard.press('ArrowRight')
    const item = page.locator(`.held-pages li[data-page="${held}"]`)
    await item.waitFor()
    expect(await item.locator('[data-finding="CODE_UNREADABLE"]').innerText()).toMatch(
      /页码标识（二维码）读不出.*\d+%.*盖住/,
    )
    expect(await item.locator('.finding-boxes rect').count()).toBeGreaterThan(0)
    await lookAt(page, 'findings-zh')
  })

  it('lists what to scan again by key, with number, file, place, note and advice', async () => {
    // As fast as a hand that knows the way: the second before the browser tells of the first.
    await page.evaluate(() => {
      const press = { key: 'ArrowRight', bubbles: true, cancelable: true }
      for (let n = 0; n < 2; n++)
        (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', press))
    })
    await page.locator('[data-rescan]').nth(1).waitFor()
    const texts = await page.locator('[data-rescan]').allInnerTexts()
    expect(texts[0]).toMatch(
      /退回重扫[\s\S]*第二页太淡[\s\S]*stack 2\.tif[\s\S]*第 1 张，共 2 张[\s\S]*第 2 张，共 2 张/,
    )
    expect(texts[1]).toMatch(
      /邮件号 EA[\s\S]*页码标识读不出[\s\S]*stack 1\.tif[\s\S]*第 3 张，共 3 张[\s\S]*页码标识（二维码）读不出/,
    )
    const inHand = () => page.locator('[data-rescan].current').getAttribute('data-rescan')
    expect(await inHand()).toBe(letter)
    await page.keyboard.press('j')
    expect(await inHand()).toBe(held)
    await lookAt(page, 'rescan-zh')
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
    expect((await page.locator('[data-rescan]').allInnerTexts())[0]).toMatch(/sent back by clerk[\s\S]*image 2 of 2/)
    await lookAt(page, 'rescan-en-dark')
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
  })

  it('prints it by key, without what is of no use on paper', async () => {
    await page.keyboard.press('p')
    expect(await page.evaluate('window.prints')).toBe(1)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.rescans .on-paper').isVisible()).toBe(true)
    for (const hidden of ['.rescans .off-paper', '.header', '.intake .toolbar'])
      expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false)
    await lookAt(page, 'rescan-paper')
    await page.emulateMedia({ media: 'screen' })
  })

  it('opens the split of the stack by key, and takes an entry off when the page came again', async () => {
    await page.keyboard.press('s')
    await expect.poll(() => page.url()).toMatch(/#\/split\/A-/)
    await page.goBack()
    await page.locator(`[data-rescan="${held}"]`).waitFor()
    await takeStack(desk.office, 'a2', 1)
    await page.locator(`[data-rescan="${held}"]`).waitFor({ state: 'detached', timeout: 60_000 })
    expect(await page.locator('[data-rescan]').count()).toBe(1)
  }, 400_000)
})
