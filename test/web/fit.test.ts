import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readableSerial } from '../../src/contract/serial.ts'
import { serialOf } from '../faults/smallPages.ts'
import { pagesOf, takeStack } from '../pipeline/stackFile.ts'
import { seriousFindings } from './axe.ts'
import { lookAt } from './browser.ts'
import { openMailroomDesk, type MailroomDesk } from './mailroomDesk.ts'

/** A held page fitted by hand in a real browser: by keyboard alone, and dragged. */
describe('fitting a page by hand on the screen', () => {
  let desk: MailroomDesk
  let page: Page
  let held: string
  let letter: string

  beforeAll(async () => {
    desk = await openMailroomDesk(async (office) => {
      const rows = await pagesOf(office, await takeStack(office, 'W0 a1 ?', 1))
      held = rows[2]!.id
      letter = rows[1]!.letter!
    })
    ;({ page } = desk)
    await page.goto(`${desk.url}/#/intake/held`)
    await page.locator(`.held-pages li[data-page="${held}"]`).waitFor()
  }, 400_000)
  afterAll(() => desk.close())

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
    expect((await desk.office.store.page(held))!.state).toBe('held')
    await page.keyboard.press('Control+a')
    await page.keyboard.type(`${readableSerial(serialOf(100))} p2`)
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await desk.office.store.page(held))!.state, { timeout: 30_000 }).toBe('placed')
    expect(await desk.office.store.page(held)).toMatchObject({ letter, code: { page: 2 } })
    const kept = (await desk.office.store.handFit(held))!
    expect(kept.handles).toHaveLength(6)
    await expect.poll(() => page.url()).toMatch(/#\/intake\/held/)
    await page.locator(`.held-pages li[data-page="${held}"]`).waitFor({ state: 'detached' })
  }, 60_000)
})
