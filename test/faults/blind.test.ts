import { readSheet } from 'read-excel-file/node'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtModule } from '../run/builtModules.ts'
import type { App } from '../../src/api/app.ts'
import { listen } from '../../src/api/listen.ts'
import { allLetters, exportBytes } from '../../src/cli/export.ts'
import type { ExportedLetter } from '../../src/contract/exported.ts'
import type { LetterView } from '../../src/contract/letter.ts'
import { roles, type Role } from '../../src/contract/people.ts'
import { builtScreens, listenedPage, openBrowser } from '../web/browser.ts'
import { everyRoute, walkRoutes } from './everyRoute.ts'
import { appOver } from '../api/appOver.ts'
import { openQuickOffice, type QuickOffice } from './quickOffice.ts'
import { asPdf, serialOf, smallPage } from './smallPages.ts'
import { shownIn } from './secrets.ts'
import { MACHINE, twiceForm } from './twiceForm.ts'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** C8: the second keyer, whatever their roles, meets the first value nowhere before both have keyed. */
let quick: QuickOffice
let app: App
let url: string
let web: string
let browser: Browser
let letters: string[]
let cookies: Record<string, string>
const told: string[] = []

beforeAll(async () => {
  const reader = await builtModule('doubtfulReader')
  ;[web, browser, quick] = await Promise.all([
    builtScreens(),
    openBrowser(),
    openQuickOffice({ forms: [twiceForm], readerModule: reader }),
  ])
  const files = [0, 1, 2].map((n) => join(quick.data, `${n}.pdf`))
  for (const [n, file] of files.entries())
    await writeFile(file, await asPdf([smallPage(serialOf(n), 1), smallPage(serialOf(n), 2)]))
  await quick.office.intakePaths(files)
  letters = (await quick.office.letters({ offset: 0, limit: 9 })).letters.map(({ id }) => id)
  quick.office.subscribe((event) => told.push(JSON.stringify(event)))
  const people: Record<string, readonly Role[]> = { anna: ['reviewer'], boris: roles, cai: ['settler'] }
  ;({ app, cookies } = await appOver(quick, people, web, {
    newSerial: () => serialOf(99),
    previewPage: async () => new Uint8Array(),
    exportLetters: async (format, { state, personal }) =>
      exportBytes(await allLetters(quick.office, state, personal), format, await quick.office.errors(null)),
  }))
  url = await listen(app, '127.0.0.1', 0)
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  await quick?.remove()
})

const ask = (who: string, method: 'GET' | 'POST', address: string, body?: object) =>
  app.inject({
    method,
    url: address,
    headers: { cookie: cookies[who]! },
    ...(body === undefined ? {} : { payload: body }),
  })
const viewFor = async (who: string, id: string): Promise<LetterView> =>
  (await ask(who, 'GET', `/api/letters/${id}`)).json()
const fieldFor = async (who: string, id: string, field: string) =>
  (await viewFor(who, id)).fields.find((f) => f.id === field)!
const nextFor = async (who: string) =>
  (await ask(who, 'GET', '/api/letters/next')).json<{ letter: string | null }>().letter
async function save(who: string, id: string, values: Readonly<Record<string, string>>) {
  const { revision } = (await viewFor(who, id)).letter
  const keyings = Object.entries(values).map(([field, value]) => ({ field, state: 'read', value }))
  return ask(who, 'POST', `/api/letters/${id}/save`, { revision, key: `${who}-${id}-${revision}`, keyings })
}

// Keyed against the machine, and as the machine read it: neither may be seen.
const FIRST = { phone: '13812345678', mail: MACHINE.mail }
const secrets = [FIRST.phone, FIRST.mail, MACHINE.phone, '1381', 'machine@']
const holds = (text: string): string[] => shownIn(text, secrets)

describe('what one person keyed of a field that two key', () => {
  it('is in no answer of any route that the second may call, and in no event', async () => {
    const letter = letters[0]!
    expect((await viewFor('anna', letter)).letter.waits).toBe('first')
    expect((await save('anna', letter, FIRST)).statusCode).toBe(200)
    const { letter: summary, pages } = await viewFor('boris', letter)
    expect(summary).toMatchObject({ state: 'review', waits: 'second', needsReview: 2 })
    // Whose work it is: not the first keyer's, nor a settler's yet.
    expect([await nextFor('anna'), await nextFor('cai')]).toEqual([letters[1], null])

    const { arrivals } = await quick.office.arrivals({ offset: 0, limit: 9 })
    const all = everyRoute(letter, pages[0]!.id, arrivals.at(-1)!.id)
    const found: string[] = []
    const walk = async (): Promise<void> => {
      const answers = await walkRoutes(all, (method, address, body) => ask('boris', method, address, body))
      for (const { name, statusCode, payload } of answers) {
        expect([200, 400, 404, 409, 422], name).toContain(statusCode)
        found.push(...holds(payload).map((secret) => `${name}: ${secret}`))
      }
    }
    // The other two letters still show the machine's reading: they are out of the way, as keyed by one person too.
    for (const other of letters.slice(1)) expect((await save('anna', other, FIRST)).statusCode).toBe(200)
    await walk()
    await quick.office.idle()
    // What was read again is not shown either.
    await walk()
    await quick.office.idle()
    const sheet = await ask('boris', 'GET', '/api/export?format=xlsx')
    found.push(...holds(JSON.stringify(await readSheet(sheet.rawPayload, '识读与录入 Readings'))))
    found.push(...holds(JSON.stringify(await readSheet(sheet.rawPayload, '信件 Letters'))))
    found.push(...told.flatMap(holds))
    expect(found).toEqual([])
    expect(told.length).toBeGreaterThan(3)

    // Who keyed it sees it, and may correct it.
    expect((await fieldFor('anna', letter, 'phone')).keyings.map(({ value }) => value)).toEqual([FIRST.phone])
    expect(await fieldFor('anna', letter, 'phone')).toMatchObject({ waits: 'second', needsPerson: false })
    expect(await fieldFor('boris', letter, 'phone')).toMatchObject({ blind: true, needsPerson: true, reading: null })
  })

  it('stands when another keys the same apart from it, and goes to a third who sees both when they differ', async () => {
    const letter = letters[0]!
    expect((await save('boris', letter, { phone: '１３８ 1234-5678', mail: 'machine@xiance.com' })).statusCode).toBe(
      200,
    )
    const phone = await fieldFor('boris', letter, 'phone')
    expect(phone.decision).toMatchObject({ how: 'agreed', value: FIRST.phone })
    expect(phone.keyings.map(({ by, part = null }) => [by, part])).toEqual([
      ['anna', null],
      ['boris', 'blind'],
    ])
    const mail = await fieldFor('cai', letter, 'mail')
    expect(mail).toMatchObject({ waits: 'settler', needsPerson: true, decision: { how: 'none', value: null } })
    expect(mail.keyings.map(({ value }) => value)).toEqual([FIRST.mail, 'machine@xiance.com'])
    expect(await nextFor('cai')).toBe(letter)
    // Not for the two who keyed it, though one of them is a settler too.
    for (const who of ['anna', 'boris'])
      expect((await save(who, letter, { mail: 'x@y.cn' })).json()).toMatchObject({ code: 'KEYING_NOT_YOURS' })
    expect((await save('cai', letter, { mail: FIRST.mail })).statusCode).toBe(200)
    const exported = (await ask('boris', 'GET', '/api/export'))
      .json<ExportedLetter[]>()
      .find((l) => l.letter === letter)!
    expect(exported.state).toBe('accepted')
    expect(exported.fields['phone']).toMatchObject({ value: FIRST.phone, decision: 'agreed' })
    expect(exported.fields['mail']).toMatchObject({ value: FIRST.mail, decision: 'settled' })
    expect(exported.fields['note1']).toMatchObject({ decision: 'machine' })
  })

  it('is not on the screen of the second, nor in anything their browser was sent; a third sees both and takes one', async () => {
    const letter = letters[1]!
    const sent: string[] = []
    const boris = await listenedPage(browser, url, cookies['boris']!, sent)
    await boris.goto(`${url}/#/letter/${letter}`)
    await boris.locator('.card.active').waitFor()
    const box = (field: string, page: Page) => page.locator(`[data-field="${field}"] input`).first()
    expect(await box('phone', boris).inputValue()).toBe('')
    await boris.keyboard.press('F6')
    await boris.locator('.asking').waitFor()
    const shelf = await boris.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    const inputs = await boris.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value).join())
    expect([await boris.content(), shelf, inputs, ...sent].flatMap(holds)).toEqual([])
    expect(sent.length).toBeGreaterThan(3)
    await boris.keyboard.press('Escape')
    // Enter lets nothing stand: there is nothing.
    await boris.locator('[data-field="phone"]').click()
    await boris.keyboard.press('Enter')
    await boris.locator('.notice').waitFor()
    await box('phone', boris).fill('13812345679')
    await box('mail', boris).fill(FIRST.mail)
    await boris.keyboard.press('Control+Enter')
    await boris.waitForFunction((id) => document.querySelector('.letter')?.getAttribute('data-letter') !== id, letter)

    const cai = await listenedPage(browser, url, cookies['cai']!, [])
    await cai.goto(`${url}/#/letter/${letter}`)
    await cai.locator('.differing').waitFor()
    const shown = await cai.locator('.differing b').allInnerTexts()
    expect(shown).toEqual(['13812345679', FIRST.phone])
    expect(await cai.locator('.differing mark').allInnerTexts()).toEqual(['9', '8'])
    expect(await box('phone', cai).inputValue()).toBe('')
    await cai.keyboard.press('Alt+2')
    expect(await box('phone', cai).inputValue()).toBe(FIRST.phone)
    await cai.keyboard.press('Control+Enter')
    await cai.locator('table.rows').waitFor()
    const { state, fields } = {
      ...(await viewFor('cai', letter)).letter,
      fields: (await viewFor('cai', letter)).fields,
    }
    expect(state).toBe('accepted')
    expect(fields.find(({ id }) => id === 'phone')!.decision).toMatchObject({ how: 'settled', value: FIRST.phone })
    expect(fields.find(({ id }) => id === 'mail')!.decision).toMatchObject({ how: 'agreed' })
  })
})
