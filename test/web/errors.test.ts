import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/api/app.ts'
import { listen } from '../../src/api/listen.ts'
import type { OwnWork } from '../../src/contract/ownWork.ts'
import type { Role } from '../../src/contract/people.ts'
import { appOver } from '../api/appOver.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { asPdf, serialOf, smallPage } from '../faults/smallPages.ts'
import { seriousFindings } from './axe.ts'
import { builtScreens, giveCookie, lookAt, openBrowser } from './browser.ts'

/** What was measured, for supervisors; own work, for its own person. */
let quick: QuickOffice
let app: App
let url: string
let web: string
let browser: Browser
let cookies: Record<string, string>

beforeAll(async () => {
  ;[web, browser, quick] = await Promise.all([
    builtScreens(),
    openBrowser(),
    openQuickOffice({ settings: { XIANCE_SAMPLE: '100' } }),
  ])
  const files = [0, 1].map((n) => join(quick.data, `${n}.pdf`))
  for (const [n, file] of files.entries())
    await writeFile(file, await asPdf([smallPage(serialOf(n), 1), smallPage(serialOf(n), 2)]))
  await quick.office.intakePaths(files)
  const people: Record<string, readonly Role[]> = { anna: ['reviewer'], boris: ['reviewer'], dora: ['supervisor'] }
  ;({ app, cookies } = await appOver(quick, people, web))
  url = await listen(app, '127.0.0.1', 0)
  // Anna keys one field wrongly, boris measures all: one of four differs, and dora finds that it was wrong.
  const { id, revision } = (await quick.office.letters({ offset: 0, limit: 1 })).letters[0]!
  const keyings = [{ field: 'note1', state: 'read' as const, value: 'planted' }]
  await quick.office.save(id, 'anna', { revision, key: 'planted-by-anna', keyings })
  for (let n = 0; ; n++) {
    const { task } = await quick.office.samples.next('boris')
    if (task === null) break
    const { letter, field } = (await quick.store.sample(task.number))!
    const read = (await quick.store.readingsOfLetter(letter)).find((row) => row.field === field)!.reading
    const value = read.state === 'read' ? read.value : null
    await quick.office.samples.key(task.number, 'boris', { key: `boris-keys-${n}`, state: 'read', value })
  }
  const { dispute } = await quick.office.samples.nextDispute('dora')
  const right = dispute!.values[0]!.value === 'planted' ? 'second' : 'first'
  await quick.office.samples.settle(dispute!.number, 'dora', { key: 'dora-settles', right })
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  await quick?.remove()
})

async function pageOf(name: string, lang: 'zh' | 'en', theme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await context.addInitScript(
    ([l, t]) => {
      localStorage.setItem('xiance.lang', l!)
      localStorage.setItem('xiance.theme', t!)
    },
    [lang, theme] as const,
  )
  await giveCookie(context, url, cookies[name]!)
  return context.newPage()
}

describe('the screen of error rates', () => {
  it('shows a supervisor what was found, by kind and way, drawn and in words, by keyboard alone', async () => {
    const page = await pageOf('dora', 'en', 'light')
    await page.goto(`${url}/#/letters/review`)
    await page.locator('.header').waitFor()
    await page.keyboard.press('Alt+r')
    await page.locator('.errors').waitFor()
    const row = page.locator('[data-rate="line of text person"]')
    expect((await row.innerText()).split(/\s*\t\s*/).slice(1, 7)).toEqual([
      'one person',
      '1',
      '1',
      '0',
      '1',
      '100.00 %',
    ])
    expect(await row.locator('.intervalBar circle').count()).toBe(1)
    const machine = page.locator('[data-rate="line of text machine"]')
    expect(await machine.innerText()).toContain('0.00 %')
    expect(await page.locator('[data-rate="all settled"]').innerText()).toContain('not measured yet')
    expect(await page.locator('[data-rate="all settled"] circle').count()).toBe(0)
    expect(await page.locator('[data-threshold="line"]').innerText()).toContain('not enough sampled: 4 of at least')
    // Half of them may be wrong: four are enough to say so.
    await page.locator('input[name="borne"]').fill('50')
    await page.keyboard.press('Enter')
    await page.locator('[data-threshold="line"]', { hasText: 'from 1.0000 on' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  it('is sound in Chinese and in the dark, and nobody else has a way there', async () => {
    const page = await pageOf('dora', 'zh', 'dark')
    await page.goto(`${url}/#/errors`)
    await page.locator('.errors').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    const anna = await pageOf('anna', 'zh', 'dark')
    await anna.goto(`${url}/#/samples`)
    await anna.locator('.ownWork').waitFor()
    expect(await anna.locator('nav a[href="#/errors"]').count()).toBe(0)
    expect(await seriousFindings(anna)).toEqual([])
  })
})

describe('what a supervisor and a reviewer see', () => {
  // Pictures for people are of all four; what a machine can find does not hang on words and colours together.
  const looks = [
    ['en', 'light'],
    ['zh', 'dark'],
    ['zh', 'light'],
    ['en', 'dark'],
  ] as const
  const looked = process.env['LOOK_AT_SCREENS'] === undefined ? looks.slice(0, 1) : looks
  it.each(looked)('is sound in %s and %s', async (lang, theme) => {
    for (const [name, at, seen] of [
      ['dora', 'errors', '.errors table'],
      ['dora', 'samples', '.samples'],
      ['anna', 'samples', '.ownWork'],
    ] as const) {
      const page = await pageOf(name, lang, theme)
      await page.goto(`${url}/#/${at}`)
      await page.locator(seen).first().waitFor()
      if (at === 'samples') expect(await seriousFindings(page)).toEqual([])
      await lookAt(page, `${at}-${name}-${lang}-${theme}`)
      await page.context().close()
    }
  })
})

describe('own work', () => {
  it('is told to its own person: what was keyed, how fast, how often others said the same', async () => {
    const of = async (name: string): Promise<OwnWork> =>
      (await app.inject({ url: '/api/own-work', headers: { cookie: cookies[name]! } })).json()
    expect(await of('anna')).toMatchObject({
      letters: 1,
      fields: 1,
      lettersPerHour: null,
      second: { compared: 0, agreed: 0 },
      sample: { compared: 1, agreed: 0 },
    })
    // Keyings of samples are no letters' work.
    expect(await of('boris')).toMatchObject({ letters: 0, fields: 0, sample: { compared: 0, agreed: 0 } })
    const page = await pageOf('anna', 'en', 'light')
    await page.goto(`${url}/#/samples`)
    await page.locator('[data-own="sample"]').waitFor()
    expect(await page.locator('[data-own="sample"]').innerText()).toBe('0 / 1')
    expect(await page.locator('[data-own="fields"]').innerText()).toContain('1 ·')
  })
})
