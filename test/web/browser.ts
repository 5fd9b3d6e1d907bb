import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'

export { openBrowser } from '../../src/bench/review/openBrowser.ts'
export { builtScreens } from '../run/builtScreens.ts'

/** Signs the pages of a context in with a session that is there already; how people sign in is in signIn.test.ts. */
export async function giveCookie(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const [name, value] = cookie.split('=')
  await context.addCookies([{ name: name!, value: value!, url, httpOnly: true, sameSite: 'Strict' }])
}

/** A page of whoever has this session; what the service answers it, events apart, is added to `sent`. */
export async function listenedPage(browser: Browser, url: string, cookie: string, sent: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await giveCookie(context, url, cookie)
  const page = await context.newPage()
  page.on('response', (response) => {
    if (response.url().includes('/api/') && !response.url().endsWith('/events'))
      void response
        .text()
        .then((text) => sent.push(text))
        .catch(() => undefined)
  })
  return page
}

/** For people: with `LOOK_AT_SCREENS=folder` each step leaves its picture there. */
export async function lookAt(page: Page, name: string): Promise<void> {
  const folder = process.env['LOOK_AT_SCREENS']
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.waitForFunction(() =>
    [...document.images].every(({ complete, loading }) => complete || loading === 'lazy'),
  )
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
