import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pagesOf, takeStack } from '../pipeline/stackFile.ts'
import { pointsOf, upright } from '../../src/web/steps/upright.ts'
import { seriousFindings } from './axe.ts'
import { lookAt } from './browser.ts'
import { openMailroomDesk, type MailroomDesk } from './mailroomDesk.ts'

describe('a scan set upright', () => {
  it('puts every corner where the sheet has it, by points and by the matrix of its picture', () => {
    // The page's own top-left corner in a scan of 300 × 200, for each way the sheet lay.
    const corners = { 0: [0, 0], 1: [0, 200], 2: [300, 200], 3: [300, 0] } as const
    for (const [turn, [x, y]] of Object.entries(corners)) {
      const scan = { widthPx: 300, heightPx: 200, turn: Number(turn) as 0 | 1 | 2 | 3 }
      expect(upright(scan).place(x, y), turn).toEqual([0, 0])
      const [a, b, c, d, e, f] = upright(scan).matrix.match(/-?\d+/g)!.map(Number) as [number, number, number, number, number, number] // prettier-ignore
      expect([a * x + c * y + e, b * x + d * y + f], turn).toEqual([0, 0])
    }
    expect(pointsOf([0, 0, 10, 0], { widthPx: 300, heightPx: 200, turn: 2 })).toBe('300.0,200.0 290.0,200.0')
  })
})

/** What the machine saw of a held page and of one in a letter, in a real browser by keyboard alone. */
describe('what the machine saw, on the screen', () => {
  let desk: MailroomDesk
  let page: Page
  let held: string
  let read: { readonly id: string; readonly letter: string }
  const section = () => page.locator('.header nav a[aria-current]').getAttribute('href')

  beforeAll(async () => {
    desk = await openMailroomDesk(async (office) => {
      const rows = await pagesOf(office, await takeStack(office, 'W0 a1 ?', 1))
      held = rows[2]!.id
      read = { id: rows[1]!.id, letter: rows[1]!.letter! }
    })
    ;({ page } = desk)
    await page.goto(`${desk.url}/#/intake/held`)
    await page.locator(`.held-pages li[data-page="${held}"]`).waitFor()
  }, 400_000)
  afterAll(() => desk.close())

  it('opens from a held page: five steps, what was found, and why the rest did not happen', async () => {
    await page.keyboard.press('v')
    await page.locator('.steps[data-kept="true"] .stepRow > li').nth(4).waitFor()
    expect(await page.locator('.stepRow > li[data-done="false"] [data-why="PAGE_CODE_UNREADABLE"]').count()).toBe(3)
    expect(await page.locator('[data-step="found"] [data-fiducial]').count()).toBe(6)
    expect(await page.locator('[data-step="found"] [data-code="place"]').count()).toBe(1)
    await lookAt(page, 'steps-held-zh')
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('2')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowDown')
    const line = page.locator('.stepLarge [data-item="0"]')
    expect(await line.getAttribute('aria-current')).toBe('true')
    expect(await line.innerText()).toContain('f0')
    // The same disc is marked on the picture, and nearer when asked.
    expect(await page.locator('.stage [data-fiducial="f0"] .halo').count()).toBe(1)
    const whole = await page.locator('.stage svg').getAttribute('viewBox')
    await page.keyboard.press('z')
    expect(await page.locator('.stage svg').getAttribute('viewBox')).not.toBe(whole)
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
    await page.locator('.stepLarge aside', { hasText: 'What is wrong with the scan' }).waitFor()
    await lookAt(page, 'steps-found-en-dark')
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
    await page.keyboard.press('?')
    await page.locator('dialog.help [data-key="stepCloser"]').waitFor()
    await page.keyboard.press('Escape')
  }, 60_000)

  it('goes to the page before, drawn again, and back to where it was opened', async () => {
    await page.keyboard.press('PageUp')
    await page.locator('.steps[data-kept="false"]').waitFor()
    expect(page.url()).toContain(read.id)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.url()).toMatch(/#\/intake\/held$/)
  }, 60_000)

  it('opens from a file, from a stack and from a letter', async () => {
    // The address changes before the screen does, and keys are the screen's.
    await page.locator('.held-pages li.current').waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.locator('table.arrivals tr.current').waitFor()
    await page.keyboard.press('v')
    await page.locator('.steps[data-kept="true"]').waitFor()
    expect(page.url()).toContain(held)
    await page.keyboard.press('Escape')
    await page.locator('table.arrivals tr.current').waitFor()
    await page.keyboard.press('s')
    await page.locator('.split .stack li.current').waitFor()
    await page.keyboard.press('v')
    await page.locator('.steps .stepRow').waitFor()
    expect(await section()).toBe('#/intake')
    await page.keyboard.press('Escape')
    await page.locator('.split .stack li.current').waitFor()
    await page.goto(`${desk.url}/#/letter/${read.letter}`)
    await page.locator('.pagePane img').waitFor()
    await page.keyboard.press('F3')
    await page.locator('.steps .stepRow').waitFor()
    expect(page.url()).toContain(read.id)
    expect(await section()).toBe('#/letters/review')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.url()).toContain(read.letter)
  }, 60_000)
})
