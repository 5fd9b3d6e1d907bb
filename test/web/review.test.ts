import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import { listen } from '../../src/api/listen.ts'
import type { LetterView } from '../../src/contract/letter.ts'
import { samples, serveSamples, type Served } from '../api/served.ts'
import { seriousFindings } from './axe.ts'
import { builtScreens, giveCookie, openBrowser } from './browser.ts'

/** Keyboard only, in a real browser, against the real server over real scans. */
let served: Served
let browser: Browser
let context: BrowserContext
let page: Page
let url: string
let web: string
const asked: string[] = []
const complaints: string[] = []

beforeAll(async () => {
  web = await builtScreens()
  const scans = ['ideas-clean-bits.pdf', 'ideas-normal-grey.pdf']
  ;[served, browser] = await Promise.all([serveSamples(scans, web), openBrowser()])
  url = await listen(served.app, '127.0.0.1', 0)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
})
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  context.on('request', (request) => asked.push(request.url()))
  await giveCookie(context, url, served.cookie)
  page = await newPage()
})
afterEach(() => context.close())

async function newPage(): Promise<Page> {
  const fresh = await context.newPage()
  fresh.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('409')) complaints.push(message.text())
  })
  fresh.on('pageerror', (error) => complaints.push(error.message))
  return fresh
}

const office = () => served.product.office
const letterIds = async () => (await office().letters({ offset: 0, limit: 10 })).letters.map(({ id }) => id)
const find = (view: LetterView, id: string) => view.fields.find((field) => field.id === id)!
const inHand = (on = page) => on.locator('.card.active').getAttribute('data-field')
const revision = (on = page) => on.locator('.letter').getAttribute('data-revision').then(Number)

/** The ideas letter that is still open, as the office knows it. */
async function ideas(): Promise<LetterView> {
  for (const id of await letterIds()) {
    const view = await office().letter(id)
    if (view.letter.form.startsWith('golden')) return view
  }
  throw new Error('no letter of the ideas form')
}

async function openLetter(id: string, on = page): Promise<void> {
  await on.goto(`${url}/#/letter/${id}`)
  await on.locator('.card.active').waitFor()
}

async function goTo(field: string, on = page): Promise<void> {
  for (let i = 0; i < 30 && (await inHand(on)) !== field; i++) await on.keyboard.press('Tab')
  expect(await inHand(on)).toBe(field)
}

/** What stands in the cells of a field on the screen. */
const cellsShown = (field: string, on = page) =>
  on
    .locator(`[data-field="${field}"] .char`)
    .allInnerTexts()
    .then((texts) => texts.map((text) => text.trim()).join(''))

describe('a letter', () => {
  it('leaves the number of letters that wait true while it is open', async () => {
    await page.goto(url)
    await page.locator('table.rows tbody tr').first().waitFor()
    await page.keyboard.press('b')
    await page.locator('.card.active').waitFor()
    const open = await page.locator('.letter').getAttribute('data-letter')
    const waiting = async (): Promise<number> =>
      Number(
        await page
          .locator('nav .count')
          .innerText({ timeout: 1000 })
          .catch(() => 0),
      )
    const before = await waiting()
    const { letters } = await office().letters({ state: 'review', offset: 0, limit: 200 })
    expect(before).toBe(letters.length)
    const other = letters.find(({ id }) => id !== open)!
    const aside = async (how: 'postponed' | null) => {
      const { revision } = (await office().letter(other.id)).letter
      await office().setAside(other.id, 'somebody', { revision, how, note: '' })
    }
    await aside('postponed')
    await expect.poll(waiting, { timeout: 10_000 }).toBe(before - 1)
    await aside(null)
    await expect.poll(waiting, { timeout: 10_000 }).toBe(before)
  })

  it('is opened, corrected, saved and followed by the next, without a mouse', async () => {
    await page.goto(url)
    await page.locator('table.rows tbody tr').first().waitFor()
    await page.keyboard.press('b')
    await page.locator('.card.active').waitFor()
    const first = (await page.locator('.letter').getAttribute('data-letter'))!
    const before = await office().letter(first)
    expect(await inHand()).toBe(before.fields.find(({ needsPerson }) => needsPerson)!.id)

    // Correct the title, character by character, from its first cell.
    const title = before.fields.find(({ kind }) => kind === 'grid' || kind === 'comb')!
    await goTo(title.id)
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowLeft')
    await page.keyboard.type('让数据多跑路')
    expect(await cellsShown(title.id)).toMatch(/^让数据多跑路/)

    // A key for each field that needs a look, at most one a doubtful place in the long text.
    for (let i = 0; i < 60 && !(await nothingLeft()); i++) await acceptOrKey()
    expect(await nothingLeft()).toBe(true)
    await page.keyboard.press('Control+Enter')
    await page.waitForFunction((id) => document.querySelector('.letter')?.getAttribute('data-letter') !== id, first)

    const after = await office().letter(first)
    expect(find(after, title.id).decision).toMatchObject({ how: 'person', state: 'read' })
    expect(String(find(after, title.id).decision.value)).toMatch(/^让数据多跑路/)
    // What the machine read is kept beside it.
    expect(find(after, title.id).reading).toEqual(find(before, title.id).reading)
    // What is left is what two people key: it waits for the other one.
    const left = after.fields.filter(({ decision }) => decision.how === 'none')
    expect(left.every(({ waits }) => waits === 'second')).toBe(true)
    expect(await page.locator('.letter').getAttribute('data-letter')).not.toBe(first)
    await page.keyboard.press('Escape')
    await page.locator('table.rows').waitFor()
  })

  const nothingLeft = async () => (await page.getByTestId('left').innerText()) === '没有需要人看的字段了'
  // What the machine could not read must be keyed: here it is marked illegible.
  async function acceptOrKey(): Promise<void> {
    const [was, left] = [await inHand(), await page.getByTestId('left').innerText()]
    await page.keyboard.press('Shift+Enter')
    if (
      (await inHand()) === was &&
      (await page.getByTestId('left').innerText()) === left &&
      (await page.locator('.asking').count()) === 0
    ) {
      await page.keyboard.press('Control+u')
      await page.keyboard.press('Shift+Enter')
    }
    // A value that breaks a rule is kept with a reason: written so on the paper.
    if ((await page.locator('.asking').count()) > 0) await page.keyboard.press('1')
  }

  it('takes what an input method composes, and no key of ours while it does', async () => {
    const { letter, fields } = await ideas()
    await openLetter(letter.id)
    const grid = fields.find(({ kind }) => kind === 'grid')!.id
    await goTo(grid)
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowLeft')
    const before = await cellsShown(grid)
    const ime = await context.newCDPSession(page)
    await ime.send('Input.imeSetComposition', { text: 'xiang', selectionStart: 5, selectionEnd: 5 })
    expect(await cellsShown(grid)).toBe(before)
    // The Enter, the digit and the Escape of an input method arrive as 229 and are its own.
    for (const key of ['Enter', '1', 'Escape', 'Tab'])
      await ime.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: 229 })
    expect(await inHand()).toBe(grid)
    expect(await cellsShown(grid)).toBe(before)
    await ime.send('Input.insertText', { text: '湘江' })
    expect(await cellsShown(grid)).toMatch(/^湘江/)
    expect(await page.locator(`[data-field="${grid}"] .char.hand`).getAttribute('data-place')).toBe('2')
    await page.keyboard.press('Control+z')
    expect(await cellsShown(grid)).toBe(before)
    await page.keyboard.press('Control+y')
    expect(await cellsShown(grid)).toMatch(/^湘江/)
  })

  it('puts the hand into a line where it is clicked, at the first click', async () => {
    const letter = await ideas()
    await openLetter(letter.letter.id)
    const line = letter.fields.find(({ kind, decision }) => kind === 'line' && String(decision.value).length > 4)!
    expect(await inHand()).not.toBe(line.id)
    const text = page.locator(`[data-field="${line.id}"] .lineText`)
    await text.scrollIntoViewIfNeeded()
    // A font that comes now would move it from under the mouse.
    await page.evaluate(() => document.fonts.ready)
    // Just left of the middle of the third character, and as long as a finger stays down.
    const third = (await text.locator('.behind span').nth(2).boundingBox())!
    await page.mouse.click(third.x + third.width * 0.4, third.y + third.height / 2, { delay: 80 })
    await page.locator(`.card.active[data-field="${line.id}"]`).waitFor()
    await page.keyboard.type('X')
    const value = await text.locator('input').inputValue()
    expect(value.slice(0, 3)).toBe(`${String(line.decision.value).slice(0, 2)}X`)
  })

  it('keeps what was not saved over a closed window', async () => {
    const { letter, fields } = await ideas()
    const grid = fields.find(({ kind }) => kind === 'grid')!.id
    await openLetter(letter.id)
    await goTo(grid)
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowLeft')
    await page.keyboard.type('草稿')
    await page.close()
    page = await newPage()
    await openLetter(letter.id)
    expect(await cellsShown(grid)).toMatch(/^草稿/)
    expect(await page.locator('.banner').innerText()).toContain('已恢复')
    expect((await office().letter(letter.id)).letter.revision).toBe(letter.revision)
  })

  it('shows both values when two save it, and keeps the one chosen', async () => {
    const { letter, fields } = await ideas()
    const grid = fields.find(({ kind }) => kind === 'grid')!.id
    const other = await newPage()
    await openLetter(letter.id)
    await openLetter(letter.id, other)
    for (const [tab, text] of [
      [page, '甲方'],
      [other, '乙方'],
    ] as const) {
      await goTo(grid, tab)
      for (let i = 0; i < 20; i++) await tab.keyboard.press('ArrowLeft')
      await tab.keyboard.type(text)
    }
    const start = await revision()
    await saveAnyway(page)
    await page.waitForFunction((id) => document.querySelector('.letter')?.getAttribute('data-letter') !== id, letter.id)
    await saveAnyway(other)
    const dialog = other.getByRole('dialog')
    await dialog.waitFor()
    expect(await dialog.locator('[data-side="mine"]').first().innerText()).toContain('乙方')
    expect(await dialog.locator('[data-side="theirs"]').first().innerText()).toContain('甲方')
    expect(String(find(await office().letter(letter.id), grid).decision.value)).toMatch(/^甲方/)

    for (const colorScheme of ['light', 'dark'] as const) {
      await other.emulateMedia({ colorScheme })
      expect(await seriousFindings(other)).toEqual([])
    }

    // Nothing goes on until a side is chosen for every difference.
    await other.keyboard.press('Enter')
    await dialog.waitFor()
    for (let i = 0; i < (await dialog.locator('section').count()); i++) {
      await other.keyboard.press('ArrowLeft')
      await other.keyboard.press('ArrowDown')
    }
    await other.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await revision(other)).toBeGreaterThan(start)
    await saveAnyway(other)
    await other.waitForFunction(
      (id) => document.querySelector('.letter')?.getAttribute('data-letter') !== id,
      letter.id,
    )
    const end = find(await office().letter(letter.id), grid)
    expect(String(end.decision.value)).toMatch(/^乙方/)
    expect(end.keyings.map(({ value }) => String(value).slice(0, 2))).toEqual(expect.arrayContaining(['甲方', '乙方']))
  })

  async function saveAnyway(tab: Page): Promise<void> {
    await tab.keyboard.press('Control+Enter')
    await tab.keyboard.press('Control+Enter')
  }
})

describe('around the letters', () => {
  it('takes a file in and shows it come through, and says why another did not', async () => {
    await page.goto(`${url}/#/intake`)
    const input = page.locator('input[type=file]')
    await input.setInputFiles([
      { name: 'slip-clean-p1.png', mimeType: 'image/png', buffer: await readFile(join(samples, 'slip-clean-p1.png')) },
      { name: 'note.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no') },
    ])
    await page.locator('tr[data-state="refused"]', { hasText: 'note.pdf' }).waitFor()
    expect(await page.locator('tr[data-state="refused"]', { hasText: 'note.pdf' }).innerText()).toContain(
      '不认识的文件类型',
    )
    await page.locator('tr[data-state="done"]', { hasText: 'slip-clean-p1.png' }).waitFor({ timeout: 50_000 })
  })

  it('speaks both languages at one key, and lists every key in help', async () => {
    await page.goto(url)
    await page.locator('h1').waitFor()
    expect(await page.locator('h1').innerText()).toBe('信件')
    await page.keyboard.press('F2')
    expect(await page.locator('h1').innerText()).toBe('Letters')
    await page.keyboard.press('?')
    const listed = await page.locator('dialog [data-key]').count()
    const { keys } = await import('../../src/web/keys.ts')
    expect(listed).toBe(keys.length)
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await page.reload()
    expect(await page.locator('h1').innerText()).toBe('Letters')
  })

  it('shows the forms and how they look', async () => {
    await page.goto(`${url}/#/forms`)
    const preview = page.locator('[data-form="golden-ideas-2021"] img').first()
    await preview.waitFor()
    await page.waitForFunction(() => {
      const image = document.querySelector<HTMLImageElement>('[data-form="golden-ideas-2021"] img')
      return image !== null && image.complete && image.naturalWidth > 300
    })
  })

  it('draws Chinese with its own font', async () => {
    await page.goto(url)
    const loaded = await page.evaluate(async () => {
      await document.fonts.ready
      return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family)
    })
    expect(loaded.join()).toContain('Noto Sans SC')
  })
})

it('asked nothing of any other machine and broke no policy', () => {
  const hosts = new Set(asked.filter((address) => !address.startsWith('blob:')).map((address) => new URL(address).host))
  expect([...hosts]).toEqual([new URL(url).host])
  expect(complaints).toEqual([])
})
