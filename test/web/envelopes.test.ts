import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/api/app.ts'
import { listen } from '../../src/api/listen.ts'
import { randomSerial } from '../../src/cli/formPrint.ts'
import { roles } from '../../src/contract/people.ts'
import { s10CheckDigit } from '../../src/contract/waybill.ts'
import { appOver } from '../api/appOver.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { seriousFindings } from './axe.ts'
import { builtScreens, giveCookie, lookAt, openBrowser } from './browser.ts'

const waybillOf = (n: number): string => {
  const number = String(12_345_678 + n * 137)
  return `EA${number}${s10CheckDigit(number)}CN`
}

/** The mail desk in a real browser, by keyboard and bar-code gun alone: a gun is a keyboard that ends with Enter. */
describe('the mail desk', () => {
  let office: QuickOffice
  let app: App
  let context: BrowserContext
  let page: Page
  let url: string
  let screens: string
  let closeBrowser: () => Promise<void>

  beforeAll(async () => {
    office = await openQuickOffice()
    screens = await builtScreens()
    const over = await appOver(office, { 王小明: roles }, screens, { newSerial: randomSerial })
    app = over.app
    url = await listen(app, '127.0.0.1', 0, false)
    const browser = await openBrowser()
    closeBrowser = () => browser.close()
    context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
    await giveCookie(context, url, over.cookies['王小明']!)
    page = await context.newPage()
    await page.goto(`${url}/#/letters/review`)
    await page.locator('.letters, .empty').first().waitFor()
    await page.keyboard.press('Alt+m')
    await page.locator('#desk-number').waitFor()
  }, 400_000)
  afterAll(async () => {
    await closeBrowser()
    await app.close()
    await office.remove()
  })

  const look = (name: string): Promise<void> => lookAt(page, name)
  const beep = async (text: string): Promise<void> => {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '')
  const envelopeOf = async (waybill: string) => (await office.store.envelopeOfWaybill(waybill))!

  it('says at once that a check digit is wrong, in groups, and registers nothing', async () => {
    const wrong = waybillOf(0).replace(/\d(?=CN$)/, (digit) => String((Number(digit) + 1) % 10))
    await page.keyboard.type(wrong)
    await page.locator('[data-bad="CHECK_DIGIT"]').waitFor()
    expect(await page.locator('.bad .groups').innerText()).toBe(
      wrong.replace(/^(..)(...)(...)(...)(..)$/, '$1 $2 $3 $4 $5'),
    )
    await look('desk-bad-zh')
    await page.keyboard.press('Enter')
    expect((await office.office.mail.day(null)).envelopes).toEqual([])
    // The next beep writes over it.
    await beep(waybillOf(0))
    await page.locator('[data-envelope]').first().waitFor()
    expect(await page.locator('[data-bad]').count()).toBe(0)
    expect(await page.locator('.envelope-card .big').innerText()).toMatch(/^EA \d{3} \d{3} \d{3} CN$/)
  })

  it('shows the first time when a number is beeped again, and makes no second envelope', async () => {
    const first = await envelopeOf(waybillOf(0))
    await beep(waybillOf(1))
    await expect.poll(async () => (await office.office.mail.day(null)).envelopes.length).toBe(2)
    await beep(waybillOf(0).toLowerCase())
    await page.locator('.envelope-card .before').waitFor()
    expect(await page.locator('.envelope-card').getAttribute('data-in-hand')).toBe(first.id)
    expect(await page.locator('.envelope-card .before').innerText()).toMatch(/以前登记过：.*王小明/)
    expect(await envelopeOf(waybillOf(0))).toEqual(first)
    expect((await office.office.mail.day(null)).envelopes).toHaveLength(2)
    await look('desk-again-zh')
  })

  it('takes twenty envelopes with the keyboard alone: number, postmark, counts, and on to the next', async () => {
    for (let n = 2; n < 20; n++) {
      await beep(waybillOf(n))
      await expect.poll(() => page.locator('.envelope-card .big').innerText()).toContain(waybillOf(n).slice(8, 11))
      await page.keyboard.press('Enter')
      await expect.poll(focused).toBe('desk-postmark')
      for (const text of [n === 3 ? '2021-11-02' : '20210810', '1', '2', n % 3 === 0 ? '1' : '0']) await beep(text)
      await expect.poll(focused).toBe('desk-enclosures')
      // In the middle of one envelope the gun may speak of the next: what was typed is kept first.
      if (n % 2 === 0) await beep('')
      if (n % 2 === 0) await expect.poll(focused).toBe('desk-number')
    }
    await expect.poll(async () => (await office.office.mail.day(null)).envelopes.length).toBe(20)
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => (await envelopeOf(waybillOf(19))).contents).not.toBeNull()
    for (let n = 2; n < 20; n++) {
      const { contents, postmark, clerk } = await envelopeOf(waybillOf(n))
      expect(contents, String(n)).toEqual({ forms: 1, pages: 2, attachments: n % 3 === 0 ? 1 : 0, enclosures: '' })
      expect([postmark, clerk]).toEqual([n === 3 ? '2021-11-02' : '2021-08-10', '王小明'])
    }
    const late = page.locator(`[data-envelope="${(await envelopeOf(waybillOf(3))).id}"]`)
    expect(await late.innerText()).toMatch(/邮戳不在征集期内/)
    await look('desk-day-zh')
  }, 120_000)

  it('clears an envelope with a note where something is open', async () => {
    const { id } = await envelopeOf(waybillOf(19))
    await page.keyboard.press('F7')
    await expect.poll(focused).toBe('desk-note')
    expect((await office.store.envelope(id))!.cleared).toBeNull()
    await look('desk-note-zh')
    await beep('寄件人电话更正')
    await expect.poll(async () => (await office.store.envelope(id))!.cleared).toMatchObject({ note: '寄件人电话更正' })
    await expect.poll(focused).toBe('desk-number')
  })

  it('gives a code of ours where no number can be read, and tells what never came', async () => {
    await page.keyboard.press('F8')
    await expect.poll(async () => (await office.office.mail.day(null)).envelopes.length).toBe(21)
    const { envelopes } = await office.office.mail.day(null)
    const last = envelopes.at(-1)!
    expect(last.waybill).toBeNull()
    await expect
      .poll(() => page.locator('.envelope-card .big').innerText())
      .toBe(`${last.code.slice(0, 4)}-${last.code.slice(4)}`)
    const [sheet] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('F9')])
    expect(sheet.url()).toMatch(new RegExp(`/api/envelopes/${last.id}/separator$|^about:blank$|^:$`))
    await sheet.close()
    await page.keyboard.press('F6')
    await page.locator('[data-gap]').first().waitFor()
    expect(await page.locator('[data-gap]').count()).toBe(20)
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
    await look('desk-gaps-en-dark')
    await page.keyboard.press('F6')
    await page.locator('[data-envelope]').first().waitFor()
    await look('desk-day-en-dark')
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
    expect(await seriousFindings(page)).toEqual([])
  })

  it('prints separator sheets, stickers, the divider and the hand-over sheet', async () => {
    const { envelopes, day } = await office.office.mail.day(null)
    const { id } = envelopes[0]!
    for (const path of [
      `/api/envelopes/${id}/separator`,
      `/api/envelopes/${id}/sticker`,
      '/api/stickers',
      '/api/divider',
      `/api/handover?day=${day}`,
    ]) {
      const answer = await page.request.get(`${url}${path}`)
      expect([answer.status(), answer.headers()['content-type']], path).toEqual([200, 'application/pdf'])
      expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
    }
  })
})
