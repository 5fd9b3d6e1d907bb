import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Conflict } from '../../src/contract/routes.ts'
import { builtScreens, giveCookie, openBrowser } from '../web/browser.ts'
import { migrations } from '../intake/desk.ts'
import { openStore } from '../../src/store/openStore.ts'
import { prepareDesks, UNREAD, type Desks, type RunningDesk } from './desks.ts'
import { foldersIn } from './quickOffice.ts'

/** Two people in two real browsers on one real service, which is killed while they save. */
let desks: Desks
let browser: Browser
let service: RunningDesk
let web: string
let pages: Record<'anna' | 'boris', Page>
beforeAll(async () => {
  ;[web, browser, desks] = await Promise.all([
    builtScreens(),
    openBrowser(),
    prepareDesks(5, { anna: ['reviewer'], boris: ['reviewer'] }),
  ])
  service = await desks.start({ webFolder: web, dieAt: 'saved' })
  pages = { anna: await pageOf('anna'), boris: await pageOf('boris') }
})
afterAll(async () => {
  await browser?.close()
  await service?.stop()
  await desks?.remove()
})

async function pageOf(name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await giveCookie(context, service.url, desks.cookies[name]!)
  const page = await context.newPage()
  await page.goto(service.url)
  await page.locator('table.rows tbody tr').first().waitFor()
  return page
}

/** The same service again where it was, to die at the next save (or not). */
async function again(dieAt: 'asked' | 'saved' | null): Promise<void> {
  await service.stop()
  const port = Number(new URL(service.url).port)
  service = await desks.start({ webFolder: web, port, dieAt })
}

const opened = async (page: Page): Promise<string> => {
  await page.locator('.card.active').waitFor()
  return (await page.locator('.letter').getAttribute('data-letter'))!
}
const leaves = (page: Page, letter: string) =>
  page.waitForFunction((id) => document.querySelector('.letter')?.getAttribute('data-letter') !== id, letter)
const line = (page: Page) => page.locator(`[data-field="${UNREAD}"] input`)
async function key(page: Page, text: string): Promise<void> {
  await page.locator(`[data-field="${UNREAD}"]`).click()
  await line(page).fill(text)
}
/** Who keyed what into a letter, by the database itself. */
async function keyed(letter: string) {
  const store = await openStore(foldersIn(desks.data).database, migrations)
  const rows = await store.keyings(letter)
  await store.close()
  return rows.map(({ by, value }) => [by, value])
}
/** From the list to the next letter, with something typed into it. */
async function typeInNext(page: Page, text: string): Promise<string> {
  await page.goto(`${service.url}/#/letters/review`)
  await page.locator('table.rows tbody tr').first().waitFor()
  await page.keyboard.press('b')
  const letter = await opened(page)
  await key(page, text)
  return letter
}
const as = (name: string, body: unknown) => ({
  method: 'POST',
  headers: { cookie: desks.cookies[name]!, 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

it('keys once when the service is killed between a save and its answer: the browser asks again by itself', async () => {
  const { anna } = pages
  const letter = await typeInNext(anna, '写过一次')
  await anna.keyboard.press('Control+Enter')
  await service.ended
  await anna.locator('.notice.problem').waitFor()
  expect(await line(anna).inputValue()).toBe('写过一次')
  expect(await keyed(letter)).toEqual([['anna', '写过一次']])
  await again(null)
  await leaves(anna, letter)
  expect(await keyed(letter)).toEqual([['anna', '写过一次']])
  await anna.keyboard.press('Escape')
})

it('gives two people two letters, says who has which, and hands one over as soon as it is given back', async () => {
  const { anna, boris } = pages
  await anna.locator('table.rows tbody tr').first().waitFor()
  await anna.keyboard.press('b')
  const first = await opened(anna)
  await boris.locator('tr [data-holder="anna"]').waitFor()
  await boris.keyboard.press('b')
  expect(await opened(boris)).not.toBe(first)

  // Boris looks at Anna's letter: he is told, and a save of his writes nothing and names her.
  await boris.goto(`${service.url}/#/letter/${first}`)
  await boris.locator('.banner[data-holder="anna"]').waitFor()
  await key(boris, '乙写')
  await boris.keyboard.press('Control+Enter')
  await boris.getByText('anna 正在校对信件').waitFor()
  expect(await line(boris).inputValue()).toBe('乙写')

  await anna.keyboard.press('Escape')
  await boris.locator('.banner[data-holder]').waitFor({ state: 'detached' })
  await boris.locator(`[data-field="${UNREAD}"]`).click()
  await boris.keyboard.press('Control+Enter')
  await leaves(boris, first)

  // Anna's request comes late, by a revision that is gone: both values, and nothing written.
  const late = { revision: 1, key: 'late-save-of-anna', keyings: [{ field: UNREAD, state: 'read', value: '甲写' }] }
  const answer = await fetch(`${service.url}/api/letters/${first}/save`, as('anna', late))
  expect(answer.status).toBe(409)
  const { code, yours, theirs, holder } = (await answer.json()) as Conflict
  expect({ code, holder }).toEqual({ code: 'STALE_SAVE', holder: null })
  expect(yours.keyings[0]!.value).toBe('甲写')
  expect(theirs.fields.find(({ id }) => id === UNREAD)!.decision.value).toBe('乙写')
  expect(await keyed(first)).toEqual([['boris', '乙写']])
})

it('gives what was typed back when service and browser both die before anything was written', async () => {
  await again('asked')
  const letter = await typeInNext(pages.anna, '两边都断')
  await pages.anna.keyboard.press('Control+Enter')
  await service.ended
  const context = pages.anna.context()
  await pages.anna.close()
  expect(await keyed(letter)).toEqual([])
  await again(null)
  const anna = await context.newPage()
  await anna.goto(`${service.url}/#/letter/${letter}`)
  await opened(anna)
  expect(await line(anna).inputValue()).toBe('两边都断')
  await anna.keyboard.press('Control+Enter')
  await leaves(anna, letter)
  expect(await keyed(letter)).toEqual([['anna', '两边都断']])
})
