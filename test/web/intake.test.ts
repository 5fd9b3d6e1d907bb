import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/api/app.ts'
import { listen } from '../../src/api/listen.ts'
import { roles } from '../../src/contract/people.ts'
import { appOver } from '../api/appOver.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { padded } from '../faults/largeFile.ts'
import { asPdf, asPng, codedPage, serialOf, smallPage } from '../faults/smallPages.ts'
import { badFiles } from '../intake/scans.ts'
import { seriousFindings } from './axe.ts'
import { badLineTo } from './badLine.ts'
import { builtScreens, giveCookie, lookAt, openBrowser } from './browser.ts'

/** The mailroom's list in a real browser, by keyboard: what is held and why, retry, pause, alarm. */
describe('the intake screen', () => {
  let office: QuickOffice
  let app: App
  let context: BrowserContext
  let page: Page
  let url: string
  let screens: string
  let closeBrowser: () => Promise<void>

  beforeAll(async () => {
    office = await openQuickOffice({ settings: { XIANCE_FILE_MB: '20' } })
    const { inbox } = office.folders
    const aside = join(office.data, 'aside')
    await badFiles(aside)
    const [serial, other] = [serialOf(1), serialOf(2)]
    const put = (name: string, bytes: Uint8Array): Promise<void> => writeFile(join(inbox, name), bytes)
    await put('letter.pdf', await asPdf([smallPage(serial, 1), smallPage(serial, 2)]))
    await put('other.png', await asPng(smallPage(other, 1)))
    await office.office.watchInbox()
    await office.until(2)
    await put('letter again.png', await asPng(smallPage(serial, 1)))
    await put('foreign.png', await asPng(codedPage('https://example.org/')))
    await rename(join(aside, 'corrupt.pdf'), join(inbox, 'corrupt.pdf'))
    await office.until(5)

    screens = await builtScreens()
    const over = await appOver(office, { clerk: roles }, screens)
    app = over.app
    url = await listen(app, '127.0.0.1', 0, false)
    const browser = await openBrowser()
    closeBrowser = () => browser.close()
    context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
    await giveCookie(context, url, over.cookies['clerk']!)
    page = await context.newPage()
    await page.goto(`${url}/#/intake`)
    await page.locator('[data-switch="intake"]').waitFor()
  }, 400_000)
  afterAll(async () => {
    await closeBrowser()
    await app.close()
    await office.remove()
  })

  const look = (name: string): Promise<void> => lookAt(page, name)

  it('gives every arrival a state, what is wrong its reason and advice, and its original back', async () => {
    await page.locator('[data-arrival]').nth(4).waitFor()
    const rows = await page.locator('[data-arrival]').allInnerTexts()
    expect(rows).toHaveLength(5)
    const row = (name: string): string => rows.find((text) => text.includes(name))!
    expect(row('corrupt.pdf')).toMatch(/拒收[\s\S]*文件内容已损坏[\s\S]*重试/)
    expect(row('letter again.png')).toMatch(/完成[\s\S]*这封信已有这一页[\s\S]*重试/)
    expect(row('letter.pdf')).not.toMatch(/重试/)
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('d')])
    expect(download.suggestedFilename()).toMatch(/\.(pdf|png)$/)
    await look('arrivals-zh')
  })

  it('lays a page that came twice beside the one that is there, and shows how the others look', async () => {
    await page.keyboard.press('ArrowRight')
    await page.locator('.held-pages li').nth(1).waitFor()
    const twice = page.locator('.held-pages li', { hasText: 'letter again.png' })
    expect(await twice.locator('img').count()).toBe(2)
    const shown = await twice
      .locator('img')
      .evaluateAll((images) =>
        Promise.all(
          images.map(
            async (image) => [await (image as HTMLImageElement).decode(), (image as HTMLImageElement).naturalWidth][1],
          ),
        ),
      )
    expect(shown).toEqual([240, 240])
    expect(await page.locator('.held-pages li', { hasText: 'foreign.png' }).locator('img').count()).toBe(1)
    await look('held-zh')
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
    expect(await twice.innerText()).toMatch(/in the letter already[\s\S]*came again/)
    await look('held-en-dark')
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
  })

  it('takes the second of two scans by key, and the first again under Chosen', async () => {
    const twice = page.locator('.held-pages li', { hasText: 'letter again.png' })
    const second = (await twice.getAttribute('data-page'))!
    const { id } = (await office.arrivals()).find(({ name }) => name === 'letter.pdf')!
    const first = (await office.store.pagesOfArrivals([id]))[0]!
    const inHand = () => page.locator('.held-pages li.current').getAttribute('data-page')
    while ((await inHand()) !== second) await page.keyboard.press('j')
    await look('two-zh')
    await page.keyboard.press('2')
    await twice.waitFor({ state: 'detached' })
    await expect.poll(async () => (await office.store.page(second))!.state, { timeout: 30_000 }).toBe('placed')
    expect((await office.store.page(first.id))!).toMatchObject({ reason: 'PAGE_OTHER_KEPT', letter: null })
    await page.keyboard.press('ArrowRight')
    const aside = page.locator(`.held-pages li[data-page="${first.id}"]`)
    await aside.waitFor()
    expect(await aside.innerText()).toMatch(/信件中已有的一份[\s\S]*未选用的一份[\s\S]*已选用同一页的另一份扫描/)
    await expect.poll(() => aside.locator('img').count()).toBe(2)
    await look('chosen-zh')
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
    await look('chosen-en-dark')
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
    expect(await seriousFindings(page)).toEqual([])
    // The one in the letter cannot be kept again: only the other taken.
    await page.keyboard.press('1')
    await page.keyboard.press('2')
    await expect.poll(async () => (await office.store.page(first.id))!.state, { timeout: 30_000 }).toBe('placed')
    await page.locator(`.held-pages li[data-page="${second}"]`).waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.locator('.held-pages li', { hasText: 'foreign.png' }).waitFor()
  })

  it('goes on with an upload where the connection was lost, and sends no more than a piece of it twice', async () => {
    const bytes = padded(await asPdf([1, 2].map((number) => smallPage(serialOf(3), number))), 9e6)
    const line = await badLineTo(Number(new URL(url).port))
    const own = await context.newPage()
    await own.goto(`http://127.0.0.1:${line.port}/#/intake`)
    await own.locator('[data-arrival]').first().waitFor()
    line.cutAfter(line.sent() + 6e6)
    await own.locator('.drop input').setInputFiles({ name: '长文件.pdf', mimeType: 'application/pdf', buffer: bytes })
    await own.locator('[data-upload="lost"]').waitFor()
    await lookAt(own, 'upload-lost-zh')
    const before = line.sent()
    line.mend()
    await own.locator('[data-arrival]', { hasText: '长文件.pdf' }).waitFor()
    expect(line.sent() - before).toBeLessThan(4e6)
    const arrival = (await office.arrivals()).find(({ name }) => name === '长文件.pdf')!
    expect((await office.originalOf(arrival)).equals(bytes)).toBe(true)
    expect(await own.locator('[data-upload]').count()).toBe(0)
    await own.close()
    await line.close()
    await office.office.idle()
  })

  it('has the row in hand tried again', async () => {
    const id = (await page.locator('.held-pages li.current').getAttribute('data-page'))!
    const before = (await office.store.page(id))!.run
    await page.keyboard.press('r')
    await expect.poll(async () => (await office.store.page(id))!.run, { timeout: 30_000 }).toBe(before + 1)
    expect((await office.store.page(id))!.state).toBe('held')
    await page.keyboard.press('ArrowLeft')
    const corrupt = (await office.arrivals()).find(({ name }) => name === 'corrupt.pdf')!
    await page.locator(`[data-arrival="${corrupt.id}"] button`).click()
    const tries = async () =>
      (await office.store.audit({ after: 0, limit: 1000 })).filter(({ what }) => what === 'arrival.retried').length
    await expect.poll(tries).toBe(1)
    await expect.poll(async () => (await office.store.arrival(corrupt.id))!.state, { timeout: 30_000 }).toBe('refused')
    await expect(office.office.retryArrival('A-000001', 'tester')).rejects.toMatchObject({ code: 'RETRY_USELESS' })
  })

  it('pauses and resumes intake and reading apart', async () => {
    for (const [key, part] of [
      ['F6', 'intake'],
      ['F7', 'reading'],
    ] as const) {
      await page.keyboard.press(key)
      await page.locator(`[data-switch="${part}"][data-state="paused"]`).waitFor()
      const operation = await office.office.operation()
      expect([operation.intake.paused, operation.reading.paused]).toEqual([part === 'intake', part === 'reading'])
      if (part === 'intake') await look('paused-zh')
      await page.keyboard.press(key)
      await page.locator(`[data-switch="${part}"][data-state="runs"]`).waitFor()
    }
  })

  it('raises the alarm in words while the inbox is gone, and takes it down by itself', async () => {
    await rename(office.folders.inbox, `${office.folders.inbox}.away`)
    await page.locator('[data-alarm="INBOX_GONE"]').waitFor()
    expect(await page.locator('[data-alarm]').innerText()).toMatch(/收件夹不见了.*自动继续/)
    await look('alarm-zh')
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
    await look('alarm-en-dark')
    await page.keyboard.press('F2')
    await page.keyboard.press('F4')
    await rename(`${office.folders.inbox}.away`, office.folders.inbox)
    await page.locator('[data-alarm]').waitFor({ state: 'detached' })
  })
})
