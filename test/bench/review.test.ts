import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../../src/api/listen.ts'
import { claimAt, claimRace } from '../../src/bench/review/claimRace.ts'
import { edits } from '../../src/bench/review/edits.ts'
import { groupFigures, recordFigures, wrongFigures } from '../../src/bench/review/figures.ts'
import { fillStore } from '../../src/bench/review/fillStore.ts'
import type { Hand, Sight } from '../../src/bench/review/look.ts'
import { measureScreen } from '../../src/bench/review/measureScreen.ts'
import { multiplyStore } from '../../src/store/multiplyStore.ts'
import { nextKey } from '../../src/bench/review/nextKey.ts'
import { withPictures } from '../../src/bench/review/withPictures.ts'
import { writePlainPages } from '../../src/bench/review/plainPages.ts'
import { reviewGroups } from '../../src/bench/review/reviewGroups.ts'
import { reviewLetters } from '../../src/bench/review/reviewLetters.ts'
import type { TruthLetter } from '../../src/contract/truth.ts'
import { viewsFolder } from '../../src/pipeline/office.ts'
import { samples, serveSamples, type Served } from '../api/served.ts'
import { builtScreens, giveCookie, openBrowser } from '../web/browser.ts'

describe('the scripted reviewer', () => {
  const cells: Hand = {
    field: 'title',
    state: 'read',
    open: true,
    kind: 'cells',
    isGrid: true,
    columns: 4,
    cells: ['湖', '南', '潮', '', '省', '', '', ''],
    place: 2,
    doubts: [2, 4],
    candidates: [
      { value: '潮', key: '1' },
      { value: '长', key: '2' },
    ],
  }
  const see = (hand: Hand, left = 3): Sight => ({ letter: 'X-1', left, asking: false, hand })

  it('presses one key for what is right, the whole text at once, and saves with the last', () => {
    expect(nextKey(see(cells), '湖南潮省')).toEqual({ chord: 'Shift+Enter', what: 'accept' })
    expect(nextKey(see({ ...cells, doubts: [2] }), '湖南潮省')).toEqual({ chord: 'Enter', what: 'accept' })
    expect(nextKey(see({ ...cells, doubts: [2] }, 1), '湖南潮省')).toEqual({ chord: 'Control+Enter', what: 'save' })
    expect(nextKey(see(cells, 1), '湖南潮省').chord).toBe('Control+Shift+Enter')
    // Put right by typing: the one field left is another.
    expect(nextKey(see({ ...cells, doubts: [], open: false }, 1), '湖南潮省').chord).toBe('Enter')
  })

  it('takes a candidate where one is right, types where none is, and goes there by the fewest keys', () => {
    expect(nextKey(see(cells), '湖南长省')).toEqual({ chord: '2', what: 'candidate' })
    expect(nextKey(see(cells), '湖南好省')).toEqual({ chord: '好', text: true, what: 'type' })
    expect(nextKey(see(cells), '湖南潮市')).toEqual({ chord: 'Control+ArrowRight', what: 'move' })
    expect(nextKey(see(cells), '河南潮省').chord).toBe('ArrowLeft')
    expect(nextKey(see(cells), '湖南省')).toEqual({ chord: 'Delete', what: 'erase' })
    expect(nextKey(see({ ...cells, place: 3 }), '湖南潮大省')).toEqual({ chord: '大', text: true, what: 'type' })
  })

  it('ticks what was ticked, and marks as blank what was left out', () => {
    const options = ['a', 'b'].map((value, i) => ({ value, key: String(i + 1), on: value === 'a' }))
    const choice: Hand = { field: 'party', state: 'read', open: true, kind: 'choice', single: true, options }
    expect(nextKey(see(choice), ['a']).what).toBe('accept')
    expect(nextKey(see(choice), ['b'])).toEqual({ chord: '2', what: 'option' })
    expect(nextKey(see(choice), [])).toEqual({ chord: 'Control+b', what: 'mark' })
    expect(nextKey({ ...see(choice), asking: true }, ['a'])).toEqual({ chord: '1', what: 'why' })
  })

  it('finds the fewest changes from one text to another', () => {
    expect(edits([...'abcd'], [...'abxd'])).toEqual([{ kind: 'put', at: 2, character: 'x' }])
    expect(edits([...'abd'], [...'abcd'])).toEqual([{ kind: 'add', at: 2, character: 'c' }])
    expect(edits([...'abcd'], [...'acd'])).toEqual([{ kind: 'remove', at: 1 }])
    expect(edits([], ['a'])).toEqual([{ kind: 'add', at: 0, character: 'a' }])
  })
})

describe('on the real screen', () => {
  const scans = ['ideas-clean-bits', 'ideas-normal-grey']
  let served: Served
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let url: string
  let web: string
  const truths = new Map<string, TruthLetter>()

  beforeAll(async () => {
    web = await builtScreens()
    const files = scans.map((name) => `${name}.pdf`)
    ;[served, browser] = await Promise.all([serveSamples(files, web), openBrowser()])
    url = await listen(served.app, '127.0.0.1', 0)
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    await giveCookie(context, url, served.cookie)
    page = await context.newPage()
    const { letters } = await served.product.office.letters({ offset: 0, limit: 10 })
    for (const name of scans) {
      const truth = JSON.parse(await readFile(join(samples, `${name}.json`), 'utf8')) as TruthLetter
      truths.set(letters.find(({ serial }) => serial === truth.serial)!.id, truth)
    }
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })
  const truthOf = (letter: string) => truths.get(letter)

  it('confirms screens of crops with one key where they are right', async () => {
    const { store } = served.product
    const some = await reviewGroups(page, url, store, truthOf, undefined, 3)
    expect(some.length).toBeGreaterThan(0)
    for (const { crops, odd, keys } of some) {
      expect(crops).toBeGreaterThan(0)
      expect(keys).toBeGreaterThanOrEqual(odd + 1)
      if (odd === 0) expect(keys).toBe(1)
    }
    expect(groupFigures(some).screensGroup).toBe(some.length)
  })

  it('is quick on a store with many letters, also while files come in, and fails nobody', async () => {
    const { office, store, folders } = served.product
    const copied = await fillStore(store, [...truths.keys()], 99)
    const before = await office.letter(
      (await office.letters({ state: 'accepted', offset: 0, limit: 1 })).letters[0]!.id,
    )
    multiplyStore(folders.database, 1)
    expect((await office.letters({ offset: 0, limit: 1 })).total).toBe(202)
    const twin = `X-${String(Number(before.letter.id.slice(2)) + 101).padStart(6, '0')}`
    const { letter, fields, pages } = await office.letter(twin)
    expect(letter).toMatchObject({ state: 'accepted', title: before.letter.title })
    expect(letter.serial).not.toBe(before.letter.serial)
    expect(fields.map(({ decision }) => decision)).toEqual(before.fields.map(({ decision }) => decision))
    expect(pages.map(({ page }) => page)).toEqual(before.pages.map(({ page }) => page))
    expect(copied).toHaveLength(10)
    const letters = await withPictures(store, viewsFolder(folders.derived), copied, 4)
    const failed: string[] = []
    page.on('response', (answer) => void (answer.status() >= 500 && failed.push(`${answer.status()} ${answer.url()}`)))
    const folder = await mkdtemp(join(tmpdir(), 'xiance-plain-'))
    const paths = await writePlainPages(folder, 10)
    const intake = office.intakePaths(paths)
    const times = await measureScreen(page, url, letters)
    const arrivals = await intake
    await rm(folder, { recursive: true, force: true })
    for (const ms of Object.values(times)) expect(ms).toBeGreaterThan(0)
    expect(arrivals.map(({ state, pages }) => [state, pages.blank])).toEqual(paths.map(() => ['done', 1]))
    expect(failed).toEqual([])
    expect(served.log.filter((line) => line.includes('BUSY'))).toEqual([])
  })

  it('reviews letters with the keyboard alone until nothing is wrong that it was shown', async () => {
    const { office } = served.product
    const work = await reviewLetters(page, url, office, truthOf, undefined, truths.size)
    expect(work.letters.toSorted()).toEqual([...truths.keys()].toSorted())
    const figures = recordFigures(work)
    expect(figures.letters).toBe(2)
    expect(figures.keysByPurpose['save']).toBeGreaterThanOrEqual(2)
    // One key for each field shown as it was written; a broken rule costs one more.
    expect(figures.keysPerRightFieldMean).toBeLessThanOrEqual(1.5)
    const ends = await Promise.all(
      work.letters.map(async (id) => ({ view: await office.letter(id, 'tester'), truth: truthOf(id)! })),
    )
    // Nothing is left for one person: what two key waits for the other.
    expect(ends.filter(({ view }) => view.letter.waits === 'first')).toEqual([])
    for (const { view } of ends)
      expect(view.fields.every((f) => f.decision.how !== 'none' || f.waits === 'second')).toBe(true)
    const wrong = wrongFigures(ends)
    expect(wrong.fieldsAfterReview).toBeGreaterThan(20)
    expect(wrong.wrongAfterReview).toBe(wrong.wrongUnseen)
  })

  it('gives no letter to two of many that ask at once, until none is left', async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, (_, i) => served.signInAs(`claimer${i}`, ['reviewer'])))
    const { letters } = await served.product.office.letters({ state: 'review', offset: 0, limit: 100 })
    const race = await claimRace(clients, 4, claimAt(url))
    expect(race).toMatchObject({ claimClients: 8, doubleClaims: 0 })
    expect(race.claimsGiven).toBeGreaterThan(8)
    expect(race.claimsGiven).toBeLessThanOrEqual(letters.length)
    expect(race.claimMsP95).toBeGreaterThan(0)
  })
})

it('counts a letter that two clients were given', async () => {
  const careless = await claimRace(['a', 'b', 'c'], 2, async (client) => (client === 'c' ? null : 'letter'))
  expect(careless).toMatchObject({ claimsGiven: 1, doubleClaims: 3 })
})
