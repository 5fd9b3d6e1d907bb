import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../../src/api/listen.ts'
import type { LetterView } from '../../src/contract/letter.ts'
import { serveSamples, type Served } from '../api/served.ts'
import { seriousFindings } from './axe.ts'
import { builtScreens, giveCookie, openBrowser } from './browser.ts'

/** What a letter asks, where it may be laid, and every screen under axe: keyboard only, real browser, real server. */
let served: Served
let browser: Browser
let context: BrowserContext
let page: Page
let url: string
let web: string

beforeAll(async () => {
  web = await builtScreens()
  ;[served, browser] = await Promise.all([
    serveSamples(['ideas-normal-grey.pdf', 'slip-clean-p1.png'], web),
    openBrowser(),
  ])
  url = await listen(served.app, '127.0.0.1', 0)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await served?.close()
})
afterEach(() => context?.close())

async function open(hash: string, look: { lang?: 'zh' | 'en'; theme?: 'light' | 'dark' } = {}): Promise<void> {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await context.addInitScript(
    ([lang, theme]) => {
      localStorage.setItem('xiance.lang', lang!)
      localStorage.setItem('xiance.theme', theme!)
    },
    [look.lang ?? 'zh', look.theme ?? 'light'] as const,
  )
  await giveCookie(context, url, served.cookie)
  page = await context.newPage()
  await page.goto(`${url}/${hash}`)
}

const office = () => served.product.office
async function ideas(): Promise<LetterView> {
  const { letters } = await office().letters({ offset: 0, limit: 10 })
  return office().letter(letters.find(({ form }) => form.startsWith('golden'))!.id, 'tester')
}
const inHand = () => page.locator('.card.active').getAttribute('data-field')
async function openLetter(id: string): Promise<void> {
  await open(`#/letter/${id}`)
  await page.locator('.card.active').waitFor()
}
async function goTo(field: string): Promise<void> {
  for (let i = 0; i < 30 && (await inHand()) !== field; i++) await page.keyboard.press('Tab')
  expect(await inHand()).toBe(field)
}

describe('a value that breaks a rule', () => {
  it('is kept only with a reason, which stays with the keying', async () => {
    const before = await ideas()
    await openLetter(before.letter.id)
    await goTo('telephone')
    for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft')
    await page.keyboard.type('12345678901')
    expect(await page.locator('.card.active .trust').innerText()).toContain('电话号码不合规则')
    await page.keyboard.press('Enter')
    await page.locator('.asking').waitFor()
    // Asked, nothing else is a key: no saving past the question.
    await page.keyboard.press('Control+Enter')
    expect(await inHand()).toBe('telephone')
    await page.keyboard.press('4')
    await page.keyboard.type('号码少一位 1')
    await page.keyboard.press('Enter')
    await page.locator('.asking').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Control+Enter')
    await expect
      .poll(async () => (await ideas()).letter.revision, { timeout: 30_000 })
      .toBeGreaterThan(before.letter.revision)
    const field = (await ideas()).fields.find(({ id }) => id === 'telephone')!
    // It is keyed twice: the other person has not seen it yet.
    expect(field.decision).toMatchObject({ how: 'none', value: '12345678901', reasons: ['SECOND_PERSON'] })
    expect(field.keyings.at(-1)).toMatchObject({ value: '12345678901', why: '号码少一位 1' })
  })

  it('shows who keyed it, and goes back to what the machine read with one number', async () => {
    const before = await ideas()
    const machine = before.fields.find(({ id }) => id === 'telephone')!.reading!
    await openLetter(before.letter.id)
    await goTo('telephone')
    expect(await page.locator('.card.active .trust').innerText()).toContain('号码少一位 1')
    await page.keyboard.press('F6')
    const lines = page.locator('.asking li')
    expect(await lines.count()).toBe(2)
    expect(await lines.first().innerText()).toContain('12345678901')
    await page.keyboard.press('2')
    await page.locator('.asking').waitFor({ state: 'detached' })
    const shown = await page.locator('[data-field="telephone"] .char').allInnerTexts()
    expect(shown.map((text) => text.trim()).join('')).toBe('value' in machine ? machine.value : '')
    await page.keyboard.press('Control+z')
    expect((await page.locator('[data-field="telephone"] .char').allInnerTexts()).join('')).toBe('12345678901')
  })

  it('may be one that does not concern the citizen', async () => {
    await openLetter((await ideas()).letter.id)
    await goTo('name')
    await page.keyboard.press('Control+e')
    await page.keyboard.press('Enter')
    expect(await page.locator('.asking').count()).toBe(0)
    expect(await page.locator('[data-field="name"] .trust').innerText()).not.toContain('必填')
  })
})

describe('a letter laid aside', () => {
  it('leaves the queue with its note, keeps the draft, and comes back with one key', async () => {
    const { letter } = await ideas()
    await openLetter(letter.id)
    await goTo('unit')
    await page.keyboard.type('某单位')
    await page.keyboard.press('F7')
    await page.keyboard.press('2')
    await page.locator('.asking input').waitFor()
    await page.keyboard.press('Enter')
    expect(await page.locator('.asking').count()).toBe(1)
    await page.keyboard.type('两个电话，用哪个？')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await ideas()).letter.state, { timeout: 30_000 }).toBe('held')
    expect((await ideas()).letter.aside).toMatchObject({ how: 'referred', note: '两个电话，用哪个？' })
    expect(await office().nextLetter(null, 'tester')).not.toBe(letter.id)

    await page.waitForFunction((id) => document.querySelector('.letter')?.getAttribute('data-letter') !== id, letter.id)
    await page.goto(`${url}/#/letters/held`)
    await page.locator('table.rows', { hasText: '已请主管定' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.banner.aside').waitFor()
    expect(await page.locator('.banner.aside').innerText()).toContain('两个电话，用哪个？')
    expect(await page.locator('[data-field="unit"] input').inputValue()).toContain('某单位')
    await page.keyboard.press('F7')
    await page.locator('.banner.aside').waitFor({ state: 'detached' })
    expect((await ideas()).letter).toMatchObject({ state: 'review', aside: null })
    expect(await page.locator('[data-field="unit"] input').inputValue()).toContain('某单位')
    const kinds = (await served.product.store.audit({ after: 0, limit: 500 })).map(({ what }) => what)
    expect(kinds).toEqual(expect.arrayContaining(['letter.referred', 'letter.takenBack']))
  })

  it('is refused when it changed since it was seen', async () => {
    const { letter } = await ideas()
    const answer = await served.app.inject({
      method: 'POST',
      url: `/api/letters/${letter.id}/aside`,
      headers: { host: 'localhost', cookie: served.cookie },
      payload: { revision: letter.revision - 1, how: 'rescan', note: '' },
    })
    expect(answer.statusCode).toBe(409)
    expect((await ideas()).letter.aside).toBeNull()
  })
})

describe('thresholds', () => {
  it('are tried with the keyboard, and change nothing', async () => {
    const report = await office().scores()
    const { kind, bins } = report.kinds.find((one) => one.bins.some(({ stood }) => stood > 0))!
    const count = (from: number) => bins.slice(from).reduce((sum, { stood, person }) => sum + stood + person, 0)
    await open('#/thresholds')
    await page.locator('.thresholds select').selectOption(kind)
    const stands = () => page.locator('[data-zone="stands"] .number').first().innerText().then(Number)
    expect(await stands()).toBe(count(bins.findIndex(({ stood }) => stood > 0)))
    const upper = page.locator('[data-threshold="upper"]')
    await upper.focus()
    await page.keyboard.press('Home')
    expect(await stands()).toBe(count(0))
    await page.keyboard.press('End')
    expect(await stands()).toBe(0)
    expect(await upper.getAttribute('aria-valuetext')).toBe('从不')
    expect(await office().scores()).toEqual(report)
  })
})

describe('every screen', () => {
  const looks = [
    { lang: 'zh', theme: 'light' },
    { lang: 'en', theme: 'dark' },
  ] as const
  for (const { lang, theme } of looks)
    it(`has no serious finding of axe: ${lang}, ${theme}`, async () => {
      const found: string[] = []
      const look = async (name: string) => {
        found.push(...(await seriousFindings(page)).map((finding) => `${name} ${finding}`))
      }
      await open('#/letters/all', { lang, theme })
      await page.locator('table.rows tbody tr').first().waitFor()
      await look('letters')
      await page.keyboard.press('?')
      await page.locator('dialog').waitFor()
      await look('help')
      await page.keyboard.press('Escape')
      for (const { id } of (await office().letters({ offset: 0, limit: 10 })).letters) {
        await page.goto(`${url}/#/letter/${id}`)
        await page.locator(`[data-letter="${id}"] .card.active`).waitFor()
        await look('letter')
      }
      for (const key of ['F6', 'F7']) {
        await page.keyboard.press(key)
        await page.locator('.asking').waitFor()
        await look(key)
        await page.keyboard.press('Escape')
      }
      await page.goto(`${url}/#/intake`)
      await page.locator('table tbody tr').first().waitFor()
      await look('intake')
      await page.goto(`${url}/#/forms`)
      await page.locator('[data-form]').first().waitFor()
      await look('forms')
      await page.goto(`${url}/#/thresholds`)
      await page.locator('[data-zone="stands"]').waitFor()
      await look('thresholds')
      expect(found).toEqual([])
    })
})
