import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtModule } from '../run/builtModules.ts'
import type { App } from '../../src/api/app.ts'
import { listen } from '../../src/api/listen.ts'
import type { KnownForm } from '../../src/contract/digitize.ts'
import type { LetterView } from '../../src/contract/letter.ts'
import type { Role } from '../../src/contract/people.ts'
import type { DisputeWork, SampleRow, SampleWork } from '../../src/contract/sample.ts'
import { seriousFindings } from '../web/axe.ts'
import { builtScreens, listenedPage, openBrowser } from '../web/browser.ts'
import { everyRoute, walkRoutes } from './everyRoute.ts'
import { appOver } from '../api/appOver.ts'
import { openQuickOffice, type QuickOffice } from './quickOffice.ts'
import { asPdf, serialOf, smallPage } from './smallPages.ts'
import { shownIn } from './secrets.ts'
import { MACHINE, twiceForm } from './twiceForm.ts'

/** C8 for samples: who keys a drawn field again meets what stands in it, and who said so, nowhere before they have keyed it. */
let quick: QuickOffice
let app: App
let url: string
let web: string
let browser: Browser
let letters: string[]
let cookies: Record<string, string>
const told: string[] = []

/** The telephone and the address keyed by one person: it is one way of deciding that is measured. */
const onceForm: KnownForm = {
  ...twiceForm,
  layout: {
    ...twiceForm.layout,
    pages: twiceForm.layout.pages.map((page) => ({
      ...page,
      fields: page.fields.map(({ keying: _twice, ...field }) => field),
    })),
  },
}

beforeAll(async () => {
  const reader = await builtModule('doubtfulReader')
  ;[web, browser, quick] = await Promise.all([
    builtScreens(),
    openBrowser(),
    // Nothing but the two is drawn: what stands in them is what must not be met.
    openQuickOffice({
      forms: [onceForm],
      readerModule: reader,
      settings: { XIANCE_SAMPLE: '0,telephone=100,email=100' },
    }),
  ])
  const files = [0, 1].map((n) => join(quick.data, `${n}.pdf`))
  for (const [n, file] of files.entries())
    await writeFile(file, await asPdf([smallPage(serialOf(n), 1), smallPage(serialOf(n), 2)]))
  await quick.office.intakePaths(files)
  letters = (await quick.office.letters({ offset: 0, limit: 9 })).letters.map(({ id }) => id)
  const people: Record<string, readonly Role[]> = {
    anna: ['reviewer'],
    boris: ['clerk', 'reviewer', 'settler', 'administrator'],
    cai: ['settler'],
    dora: ['supervisor'],
  }
  ;({ app, cookies } = await appOver(quick, people, web))
  url = await listen(app, '127.0.0.1', 0)
  for (const letter of letters) {
    const { revision } = (await quick.office.letter(letter)).letter
    const keyings = Object.entries(FIRST).map(([field, value]) => ({ field, state: 'read' as const, value }))
    await quick.office.save(letter, 'anna', { revision, key: `anna-${letter}`, keyings })
  }
  quick.office.subscribe((event) => told.push(JSON.stringify(event)))
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
  await quick?.remove()
})

const FIRST = { phone: '13812345678', mail: MACHINE.mail }
const values = [FIRST.phone, FIRST.mail, MACHINE.phone, '1381', 'machine@']
const ask = (who: string, method: 'GET' | 'POST', address: string, body?: object) =>
  app.inject({
    method,
    url: address,
    headers: { cookie: cookies[who]! },
    ...(body === undefined ? {} : { payload: body }),
  })
const samples = async (): Promise<SampleRow[]> =>
  (await Promise.all(letters.map((letter) => quick.store.samplesOfLetter(letter)))).flat()
const again = (who: string, number: number, value: string) =>
  ask(who, 'POST', `/api/samples/${number}/key`, { key: `key-${who}-${number}`, state: 'read', value })

describe('what stands in a drawn field', () => {
  it('is in no answer to who keys it again, nor who decided it, nor whose it is; in no other answer either', async () => {
    expect((await samples()).map(({ state, how }) => `${state} ${how}`)).toEqual([
      'open person',
      'open person',
      'open person',
      'open person',
    ])
    const views = await Promise.all(letters.map((letter) => quick.office.letter(letter)))
    const { arrivals } = await quick.office.arrivals({ offset: 0, limit: 9 })
    const whose = views.flatMap(({ letter, pages }) => [letter.id, letter.serial!, ...pages.map(({ id }) => id)])
    const { number, kind } = (await ask('boris', 'POST', '/api/samples/next')).json<SampleWork>().task!
    expect(kind).toBe('line')
    const ofSamples = ['nextSample', 'nextDispute', 'sampleInk'] as const
    // Who opens the letter itself sees it, and keys none of it again: the last test.
    const opens = [
      'showLetter',
      'showSteps',
      'saveLetter',
      'setAside',
      'rereadLetter',
      'claimLetter',
      'claimNext',
      'releaseLetter',
    ]
    const apart = ['keySample', 'settleSample', 'sampleInk', ...opens]
    const all = Object.entries(everyRoute(letters[0]!, views[0]!.pages[0]!.id, arrivals[0]!.id))
    const asked = Object.fromEntries(all.filter(([name]) => !apart.includes(name)))
    const answers = await walkRoutes(
      // Those of samples first: what reads pages again takes letters out of the draw meanwhile.
      { nextSample: {}, nextDispute: {}, sampleInk: { params: { number: String(number) } }, ...asked },
      (method, address, body) => ask('boris', method, address, body),
    )
    const found = answers.flatMap(({ name, payload }) => {
      const secrets = ofSamples.some((route) => route === name) ? [...values, ...whose, 'anna'] : values
      return shownIn(payload, secrets).map((secret) => `${name}: ${secret}`)
    })
    expect(found).toEqual([])
    expect(
      answers.filter(({ name, statusCode }) => ofSamples.some((route) => route === name) && statusCode === 200),
    ).toHaveLength(3)
    // Another has another, and the ink of this one is not theirs to see.
    expect((await ask('cai', 'GET', `/api/samples/${number}/ink`)).statusCode).toBe(409)
    // Who keyed it is offered nothing.
    expect((await ask('anna', 'POST', '/api/samples/next')).json()).toEqual({ toKey: 0, toSettle: 0, task: null })
    for (const row of await samples()) {
      const answer = await again('anna', row.number, FIRST.phone)
      expect(answer.json().code).toBe(row.heldBy === null ? 'SAMPLE_NOT_YOURS' : 'SAMPLE_GONE')
    }
    // Pages were read again meanwhile: what stands and what is drawn is as before.
    await quick.office.idle()
    expect((await samples()).map(({ state }) => state)).toEqual(['open', 'open', 'open', 'open'])
  })

  it('is not told by the answer to a keying, and a third sees both values without which is which', async () => {
    const { number } = (await ask('boris', 'POST', '/api/samples/next')).json<SampleWork>().task!
    const stood = FIRST[(await quick.store.sample(number))!.field as keyof typeof FIRST]
    const same = await again('boris', number, stood)
    const next = (await ask('boris', 'POST', '/api/samples/next')).json<SampleWork>().task!
    const differs = await again('boris', next.number, next.decoder === 'email' ? 'machlne@xiance.cn' : '13812345679')
    expect([same.statusCode, same.payload]).toEqual([differs.statusCode, differs.payload])
    expect([(await quick.store.sample(number))!.state, (await quick.store.sample(next.number))!.state]).toEqual([
      'same',
      'differs',
    ])
    // Nor afterwards: what differs is not theirs to decide.
    expect((await ask('boris', 'POST', '/api/samples/dispute')).json()).toMatchObject({ toSettle: 0, dispute: null })
    const answer = await ask('dora', 'POST', '/api/samples/dispute')
    const { dispute } = answer.json<DisputeWork>()
    expect(dispute!.values).toHaveLength(2)
    expect(shownIn(answer.payload, ['anna', 'boris', ...letters])).toEqual([])
    const right = shownIn(String(dispute!.values[0]!.value), Object.values(FIRST)).length > 0 ? 'first' : 'second'
    const verdict = { key: 'dora-settles', right }
    const settled = await ask('dora', 'POST', `/api/samples/${next.number}/settle`, verdict)
    expect(settled.json()).toEqual({ found: 'stood' })
    expect(told.flatMap((event) => shownIn(event, values))).toEqual([])
  })

  it('is not on the screen, nor in anything the browser was sent; by keyboard alone it is keyed, and decided', async () => {
    const sent: string[] = []
    const boris = await listenedPage(browser, url, cookies['boris']!, sent)
    await boris.goto(`${url}/#/letters/review`)
    await boris.locator('.header').waitFor()
    await boris.keyboard.press('Alt+c')
    const card = boris.locator('.sample')
    await card.waitFor()
    await boris.waitForFunction(() => [...document.images].every((image) => image.complete && image.naturalWidth > 9))
    const shelf = await boris.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    const inputs = await boris.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value).join())
    const secrets = [...values, 'anna', ...letters]
    expect(
      [await boris.content(), shelf, inputs, ...sent.filter((text) => text.includes('"task"'))].flatMap((text) =>
        shownIn(text, secrets),
      ),
    ).toEqual([])
    expect(sent.length).toBeGreaterThan(1)
    expect(await seriousFindings(boris)).toEqual([])

    const number = Number(await card.getAttribute('data-sample'))
    // Nothing keyed is no blank field.
    await boris.keyboard.press('Enter')
    await boris.locator('.notice').waitFor()
    expect((await quick.store.sample(number))!.state).toBe('open')
    const { field } = (await quick.store.sample(number))!
    const wrong = field === 'mail' ? 'nobody@xiance.cn' : '13812345670'
    await boris.keyboard.type(wrong)
    await boris.keyboard.press('Enter')
    await boris.waitForFunction(
      (was) => document.querySelector('.sample')?.getAttribute('data-sample') !== was,
      String(number),
    )
    expect((await quick.store.sample(number))!.state).toBe('differs')
    // The last one: nobody can read it.
    const last = Number(await card.getAttribute('data-sample'))
    await boris.keyboard.press('Control+u')
    await boris.keyboard.press('Enter')
    await boris.locator('.empty').waitFor()
    expect((await quick.store.sample(last))!.state).toBe('differs')

    const cai = await listenedPage(browser, url, cookies['cai']!, [])
    await cai.goto(`${url}/#/samples`)
    await cai.locator('.empty').waitFor()
    await cai.keyboard.press('F7')
    await cai.locator('.sides').waitFor()
    expect(await seriousFindings(cai)).toEqual([])
    for (let left = 2; left > 0; left--) {
      const at = Number(await cai.locator('.sample').getAttribute('data-sample'))
      const shown = await cai.locator('.sides button').allInnerTexts()
      const side = at === number ? shown.findIndex((text) => text.includes(wrong)) + 1 : 3
      await cai.keyboard.press(String(side))
      if (side === 3) await cai.keyboard.type('13812345671')
      if (side === 3 && (await quick.store.sample(at))!.field === 'mail') await cai.locator('input').fill('x@xiance.cn')
      await cai.keyboard.press('Enter')
      await expect.poll(async () => (await quick.store.sample(at))!.state).toBe('wrong')
      await cai.waitForFunction(
        (was) => document.querySelector('.sample')?.getAttribute('data-sample') !== was,
        String(at),
      )
    }
    const row = (await quick.store.sample(number))!
    const view = (await ask('anna', 'GET', `/api/letters/${row.letter}`)).json<LetterView>()
    const corrected = view.fields.find(({ id }) => id === row.field)!
    expect(corrected.decision).toMatchObject({ how: 'settled', value: wrong })
    expect(corrected.keyings.map(({ by, part = null }) => [by, part])).toEqual([
      ['anna', null],
      ['cai', 'settled'],
    ])
  })

  it('is keyed again by nobody who was shown the letter after it was drawn', async () => {
    const file = join(quick.data, 'late.pdf')
    await writeFile(file, await asPdf([smallPage(serialOf(5), 1), smallPage(serialOf(5), 2)]))
    await quick.office.intakePaths([file])
    const { id, revision } = (await quick.office.letters({ state: 'review', offset: 0, limit: 1 })).letters[0]!
    const keyings = Object.entries(FIRST).map(([field, value]) => ({ field, state: 'read' as const, value }))
    await quick.office.save(id, 'anna', { revision, key: `anna-${id}`, keyings })
    const toKey = async (who: string) => (await ask(who, 'POST', '/api/samples/next')).json<SampleWork>().toKey
    expect([await toKey('boris'), await toKey('cai')]).toEqual([2, 2])
    const { number } = (await ask('boris', 'POST', '/api/samples/next')).json<SampleWork>().task!
    expect((await ask('boris', 'GET', `/api/letters/${id}`)).payload).toContain(FIRST.phone)
    expect(await toKey('boris')).toBe(0)
    expect((await again('boris', number, FIRST.phone)).json().code).toBe('SAMPLE_NOT_YOURS')
    // What the machine read of a page is told where its steps are shown, too.
    const { pages } = await quick.office.letter(id)
    expect((await ask('cai', 'GET', `/api/pages/${pages[0]!.id}/steps`)).payload).toContain(MACHINE.mail)
    expect(await toKey('cai')).toBe(0)
  })
})
