import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/api/app.ts'
import { listen } from '../../src/api/listen.ts'
import { roles } from '../../src/contract/people.ts'
import { readableSerial } from '../../src/contract/serial.ts'
import { appOver } from '../api/appOver.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { serialOf } from '../faults/smallPages.ts'
import { stackForms } from '../faults/smallStack.ts'
import { pagesOf, takeStack } from '../pipeline/stackFile.ts'
import { seriousFindings } from './axe.ts'
import { builtScreens, giveCookie, lookAt, openBrowser } from './browser.ts'

/** A held page fitted by hand in a real browser: by keyboard alone, and dragged. */
describe('fitting a page by hand on the screen', () => {
  let office: QuickOffice
  let app: App
  let page: Page
  let closeBrowser: () => Promise<void>
  let held: string
  let letter: string

  beforeAll(async () => {
    office = await openQuickOffice({ forms: stackForms })
    const rows = await pagesOf(office, await takeStack(office, 'W0 a1 ?', 1))
    held = rows[2]!.id
    letter = rows[1]!.letter!
    const over = await appOver(office, { clerk: roles }, await builtScreens())
    app = over.app
    const url = await listen(app, '127.0.0.1', 0, false)
    const browser = await openBrowser()
    closeBrowser = () => browser.close()
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    await giveCookie(context, url, over.cookies['clerk']!)
    page = await context.newPage()
    await page.goto(`${url}/#/intake/held`)
    await page.locator(`.held-pages li[data-page="${held}"]`).waitFor()
  }, 400_000)
  afterAll(async () => {
    await closeBrowser()
    await app.close()
    await office.remove()
  })

  const handle = (id: string) => page.locator(`[data-handle="${id}"]`)
  const placeOf = async (id: string) => [
    Number(await handle(id).getAttribute('cx')),
    Number(await handle(id).getAttribute('cy')),
  ]

  it('opens by key with the layout over the page where the discs are, and moves one handle at a time', async () => {
    await page.keyboard.press('f')
    await handle('f0').waitFor()
    // 14.75 pixels a millimetre: the disc is drawn from 5 to 9 mm.
    expect(Math.abs((await placeOf('f0'))[0]! - 103)).toBeLessThan(15)
    expect(await page.locator('.fitSheet .laid polygon').count()).toBe(3)
    expect(await page.evaluate('document.activeElement.id')).toBe('fitId')
    await page.keyboard.press('Tab')
    await page.locator('.fitSheet').focus()
    const [before, other] = [await placeOf('f1'), await placeOf('f5')]
    await page.keyboard.press('j')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowDown')
    const after = await placeOf('f1')
    expect(after[0]! - before[0]!).toBeCloseTo(14.8, 0)
    expect(after[1]! - before[1]!).toBeCloseTo(1.5, 0)
    // The first that is put takes the others along.
    expect((await placeOf('f5'))[0]! - other[0]!).toBeCloseTo(14.8, 0)
    expect(await handle('f1').getAttribute('class')).toContain('pinned')
    await lookAt(page, 'fit-zh')
    expect(await seriousFindings(page)).toEqual([])
  }, 60_000)

  it('drags a handle, and the others stay where they were put', async () => {
    const box = (await handle('f4').boundingBox())!
    const [before, pinned] = [await placeOf('f4'), await placeOf('f1')]
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + 30, box.y + box.height / 2 - 12, { steps: 4 })
    await page.mouse.up()
    const after = await placeOf('f4')
    expect(after[0]! - before[0]!).toBeGreaterThan(20)
    expect(after[1]! - before[1]!).toBeLessThan(-5)
    expect(await placeOf('f1')).toEqual(pinned)
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
    await lookAt(page, 'fit-en-dark')
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
  }, 60_000)

  it('says what is wrong with the id, then has the page read so', async () => {
    await page.locator('#fitId').focus()
    await page.keyboard.type('7777-7777 p2')
    await page.keyboard.press('Enter')
    await page.locator('.notices', { hasText: '不是印在页码标识旁的编号' }).waitFor()
    expect((await office.store.page(held))!.state).toBe('held')
    await page.keyboard.press('Control+a')
    await page.keyboard.type(`${readableSerial(serialOf(100))} p2`)
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await office.store.page(held))!.state, { timeout: 30_000 }).toBe('placed')
    expect(await office.store.page(held)).toMatchObject({ letter, code: { page: 2 } })
    const kept = (await office.store.handFit(held))!
    expect(kept.handles).toHaveLength(6)
    await expect.poll(() => page.url()).toMatch(/#\/intake\/held/)
    await page.locator(`.held-pages li[data-page="${held}"]`).waitFor({ state: 'detached' })
  }, 60_000)
})
