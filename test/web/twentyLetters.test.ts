import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/api/app.ts'
import { listen } from '../../src/api/listen.ts'
import type { StackLetter, StackSheet } from '../../src/contract/stackTruth.ts'
import { s10CheckDigit } from '../../src/contract/waybill.ts'
import { appOver } from '../api/appOver.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { serialOf } from '../faults/smallPages.ts'
import { smallStack, stackForms } from '../faults/smallStack.ts'
import { builtScreens, giveCookie, lookAt, openBrowser } from './browser.ts'

const LETTERS = 20
/** Envelopes whose number nobody can read, one with a drawing in it, and one whose second page did not go through the scanner. */
const WITHOUT_NUMBER = [6, 13]
const WITH_ATTACHMENT = 4
const LACKING = 9

/** A morning at the mail desk, with the keyboard and the bar-code gun alone: twenty letters are registered, scanned as one stack, and cleared. */
describe('twenty letters', () => {
  let office: QuickOffice
  let app: App
  let page: Page
  let closeBrowser: () => Promise<void>
  /** Any use of the mouse would be told here. */
  let pointed = 0

  beforeAll(async () => {
    office = await openQuickOffice({ forms: stackForms, settings: { XIANCE_FILE_MB: '50' } })
    const { app: over, cookies } = await appOver(office, { 王小明: ['clerk'] }, await builtScreens())
    app = over
    const url = await listen(app, '127.0.0.1', 0, false)
    const browser = await openBrowser()
    closeBrowser = () => browser.close()
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
    await giveCookie(context, url, cookies['王小明']!)
    page = await context.newPage()
    await page.exposeFunction('pointerUsed', () => pointed++)
    await page.addInitScript(() => {
      const { pointerUsed } = globalThis as unknown as { pointerUsed: () => void }
      addEventListener('pointerdown', () => pointerUsed(), true)
    })
    await page.goto(url)
    await page.locator('main').first().waitFor()
  }, 400_000)
  afterAll(async () => {
    await closeBrowser()
    await app.close()
    await office.remove()
  })

  const envelopes = async () => (await office.office.mail.day(null)).envelopes
  const inHand = () => page.locator('[data-in-hand]').getAttribute('data-in-hand')
  const focused = () => page.evaluate(() => document.activeElement?.id)
  const beep = async (text: string): Promise<void> => {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  const numberOf = (n: number): string => {
    const digits = String(20_210_800 + n * 31)
    return `EA${digits}${s10CheckDigit(digits)}CN`
  }
  const inBothLanguages = async (name: string): Promise<void> => {
    await lookAt(page, `twenty-${name}-zh`)
    await page.keyboard.press('F2')
    await lookAt(page, `twenty-${name}-en`)
    await page.keyboard.press('F2')
  }

  it('are registered: number, postmark, what is in the envelope', async () => {
    await page.keyboard.press('Alt+m')
    await page.locator('#desk-number').waitFor()
    for (let n = 0; n < LETTERS; n++) {
      if (WITHOUT_NUMBER.includes(n)) await page.keyboard.press('F8')
      else await beep(numberOf(n))
      await expect.poll(async () => (await envelopes()).length).toBe(n + 1)
      const { id } = (await envelopes())[n]!
      await expect.poll(inHand).toBe(id)
      await page.keyboard.press('Enter')
      await expect.poll(focused).toBe('desk-postmark')
      for (const text of ['20210810', '1', '2', n === WITH_ATTACHMENT ? '1' : '0', '']) await beep(text)
      await expect.poll(focused).toBe('desk-number')
      await expect.poll(async () => (await office.store.envelope(id))!.contents).not.toBeNull()
    }
    for (const [n, { contents, clerk, waybill, problems }] of (await envelopes()).entries()) {
      const attachments = n === WITH_ATTACHMENT ? 1 : 0
      expect(contents).toEqual({ forms: 1, pages: 2, attachments, enclosures: '' })
      expect([clerk, waybill]).toEqual(['王小明', WITHOUT_NUMBER.includes(n) ? null : numberOf(n)])
      expect(problems).toContain('NOT_SCANNED')
    }
    await inBothLanguages('registered')
  })

  it('are scanned: one stack, chosen on the intake page, told apart by their labels and our separator sheets', async () => {
    const path = join(office.data, '上午.tif')
    await writeFile(path, await theStack())
    await page.keyboard.press('Alt+i')
    await page.locator('.drop button').waitFor()
    const chooser = page.waitForEvent('filechooser')
    for (let tabs = 0; tabs < 40; tabs++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate(() => document.activeElement?.closest('.drop') !== null)) break
    }
    await page.keyboard.press('Enter')
    await (await chooser).setFiles(path)
    await page.locator('[data-arrival][data-state="done"]').waitFor({ timeout: 60_000 })
    expect(await page.locator('[data-arrival]').innerText()).not.toMatch(/搁置|失败/)
    await inBothLanguages('scanned')
  }, 120_000)

  it('are cleared one after the other, with a note where a page never came', async () => {
    const all = await envelopes()
    await page.keyboard.press('Alt+m')
    await page
      .locator('[data-envelope]')
      .nth(LETTERS - 1)
      .waitFor()
    await page.keyboard.press('Escape')
    while ((await inHand().catch(() => null)) !== all[0]!.id) await page.keyboard.press('ArrowUp')
    for (const [n, { id, problems }] of all.entries()) {
      await expect.poll(inHand).toBe(id)
      expect(problems, String(n)).toEqual(n === LACKING ? ['FEWER_PAGES', 'PAGES_MISSING'] : [])
      await page.keyboard.press('F7')
      if (n === LACKING) {
        await expect.poll(focused).toBe('desk-note')
        await inBothLanguages('lacking')
        await beep('第二页未寄来，已去电')
      }
      await expect.poll(async () => (await office.store.envelope(id))!.cleared?.by).toBe('王小明')
      await page.keyboard.press('ArrowDown')
    }
    expect((await office.store.envelope(all[LACKING]!.id))!.cleared!.note).toBe('第二页未寄来，已去电')
    await inBothLanguages('cleared')
  }, 120_000)

  it('lie with their envelopes, each page on its own, and the mouse was not needed', async () => {
    for (const [n, { id, letters, seen }] of (await envelopes()).entries()) {
      const [letter] = letters
      expect(letters, String(n)).toHaveLength(1)
      const { serial, waybill, postmark, pagesMissing } = (await office.office.letter(letter!.id)).letter
      expect([serial, waybill]).toEqual([serialOf(n), WITHOUT_NUMBER.includes(n) ? null : numberOf(n)])
      expect([postmark, pagesMissing]).toEqual(['2021-08-10', n === LACKING ? [2] : []])
      expect(seen).toMatchObject({ forms: 1, pages: n === LACKING ? 1 : 2, attachments: n === WITH_ATTACHMENT ? 1 : 0 })
      expect((await office.store.envelope(id))!.cleared).not.toBeNull()
    }
    expect(pointed).toBe(0)
  })

  async function theStack(): Promise<Buffer> {
    const rows = await envelopes()
    const letters = rows.map((row, n): StackLetter => {
      return {
        waybill: row.waybill,
        code: row.waybill === null ? row.code : null,
        serial: serialOf(n),
        copyOf: null,
        version: 1,
      }
    })
    const sheet = (what: StackSheet['what'], letter: number, number: number | null = null): StackSheet => {
      return { what, letter, page: number, turn: 0, mustBePlaced: true, reasons: [] }
    }
    const sheets = letters.flatMap(({ waybill }, n) => [
      sheet(waybill === null ? 'code' : 'waybill', n),
      sheet('form', n, 1),
      ...(n === LACKING ? [] : [sheet('form', n, 2)]),
      ...(n === WITH_ATTACHMENT ? [sheet('attachment', n)] : []),
    ])
    return smallStack({ letters, sheets })
  }
})
