import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/api/app.ts'
import { listen } from '../../src/api/listen.ts'
import { appOver } from '../api/appOver.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { asPdf, serialOf, smallPage } from '../faults/smallPages.ts'
import { twiceForm } from '../faults/twiceForm.ts'
import { builtModule } from '../run/builtModules.ts'
import { builtScreens, giveCookie, openBrowser } from './browser.ts'

/** Letters whose answers come late, in a real browser against the real service. */
let quick: QuickOffice
let app: App
let browser: Browser
let page: Page
let url: string

beforeAll(async () => {
  const [web, readerModule] = await Promise.all([builtScreens(), builtModule('doubtfulReader')])
  ;[browser, quick] = await Promise.all([openBrowser(), openQuickOffice({ forms: [twiceForm], readerModule })])
  const files = [0, 1].map((n) => join(quick.data, `${n}.pdf`))
  for (const [n, file] of files.entries())
    await writeFile(file, await asPdf([smallPage(serialOf(n), 1), smallPage(serialOf(n), 2)]))
  await quick.office.intakePaths(files)
  const over = await appOver(quick, { anna: ['reviewer'] }, web)
  app = over.app
  url = await listen(app, '127.0.0.1', 0)
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await giveCookie(context, url, over.cookies.anna!)
  page = await context.newPage()
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  await quick?.remove()
})

const follow = (hash: string) => page.evaluate((to) => void (location.hash = to), hash)

/** Keeps the answers about a letter back until they are let go; then resolves when all that were asked have come. */
async function holdBack(id: string): Promise<() => Promise<void>> {
  let letGo = (): void => undefined
  const released = new Promise<void>((resolve) => (letGo = resolve))
  const asked: Promise<unknown>[] = []
  await page.route(`**/api/letters/${id}`, async (route) => {
    asked.push(route.request().response())
    await released
    await route.continue()
  })
  return async () => {
    letGo()
    expect(asked.length).toBeGreaterThan(0)
    await Promise.all(asked)
    await page.evaluate(async () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 50))))
    await page.unroute(`**/api/letters/${id}`)
  }
}

describe('a letter whose answer is awaited', () => {
  it('is left by Escape, and not drawn under the address of the letter the person has gone on to', async () => {
    const [slow, other] = (await quick.office.letters({ offset: 0, limit: 2 })).letters.map(({ id }) => id)
    const letGo = await holdBack(slow!)
    await page.goto(`${url}/#/letters/review`)
    const list = page.locator('table.rows')
    await list.waitFor()
    await follow(`#/letter/${slow!}`)
    await list.waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await list.waitFor()

    await follow(`#/letter/${slow!}`)
    await list.waitFor({ state: 'detached' })
    await follow(`#/letter/${other!}`)
    await page.locator(`.letter[data-letter="${other!}"]`).waitFor()
    await letGo()
    expect(await page.locator('.letter').getAttribute('data-letter')).toBe(other)
  })
})
