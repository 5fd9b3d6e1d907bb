import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/api/app.ts'
import type { PageRow } from '../../src/contract/rows.ts'
import type { Correction, SplitView } from '../../src/contract/split.ts'
import type { Store } from '../../src/contract/store.ts'
import { appOver } from '../api/appOver.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { stackForms } from '../faults/smallStack.ts'
import { pagesOf, takeStack } from './stackFile.ts'

/** Corrections of a split by the routes a browser calls, on the real service. */
describe('correcting how a file was split', () => {
  let office: QuickOffice
  let app: App
  let cookies: Record<string, string>
  /** When set, the store fails at the next line of the audit that says this. */
  let failAt: string | null = null

  beforeAll(async () => {
    office = await openQuickOffice({
      forms: stackForms,
      settings: { XIANCE_FILE_MB: '50' },
      around: { store: failing },
    })
    ;({ app, cookies } = await appOver(
      office,
      { clerk: ['clerk'], boss: ['supervisor'], anna: ['reviewer'], eve: ['analyst'] },
      null,
    ))
  }, 120_000)
  afterAll(async () => {
    await app.close()
    await office.remove()
  })

  function failing(store: Store): Store {
    return {
      ...store,
      transaction: (work) =>
        store.transaction((tx) =>
          work({
            ...tx,
            addAudit(entry) {
              if (entry.what === failAt) throw new Error('the disk is full')
              return tx.addAudit(entry)
            },
          }),
        ),
    }
  }

  const ask = (arrival: string, who: string, payload?: object) =>
    app.inject({
      method: payload === undefined ? 'GET' : 'POST',
      url: `/api/arrivals/${arrival}/split`,
      headers: { host: '127.0.0.1:8788', cookie: cookies[who]! },
      ...(payload === undefined ? {} : { payload }),
    })
  const view = async (arrival: string): Promise<SplitView> => (await ask(arrival, 'clerk')).json()
  const correct = async (arrival: string, correction: Correction, who = 'clerk') =>
    ask(arrival, who, { version: (await view(arrival)).version, correction })
  const codeOf = (answer: Awaited<ReturnType<typeof ask>>) => answer.json<{ code?: string }>().code ?? 'done'
  let seed = 0
  const take = async (text: string): Promise<{ arrival: string; rows: PageRow[] }> => {
    const arrival = await takeStack(office, text, ++seed)
    return { arrival, rows: await pagesOf(office, arrival) }
  }
  const letterOf = async (page: PageRow) => (await office.store.page(page.id))!.letter
  const settled = async () => office.office.idle()

  it('shows every page of a file once, by envelope and letter, in the order of the stack', async () => {
    const { arrival, rows } = await take('W0 a1 a2 x / n1 n2')
    const { parts, letters, name } = await view(arrival)
    expect(name).toMatch(/stack/)
    expect(parts.flatMap(({ pages }) => pages.map(({ id }) => id))).toEqual(rows.map(({ id }) => id))
    expect(parts.map(({ pages }) => pages.length)).toEqual([4, 3])
    expect(parts[0]!.envelope).toMatchObject({ waybill: expect.stringMatching(/^EA/) })
    expect([parts[0]!.letters, parts[1]!.letters]).toEqual([[rows[1]!.letter], [rows[5]!.letter]])
    expect(letters.map(({ serial }) => serial === null)).toEqual([false, true])
  })

  it('cuts where a label was not read: what lay between the letters finds its own', async () => {
    const { arrival, rows } = await take('W0 a1 a2 x b1 b2 x')
    expect(rows.map(({ state }) => state)).toEqual(['placed', 'placed', 'placed', 'held', 'placed', 'placed', 'held'])
    const before = await office.store.readingsOfPage(rows[4]!.id)
    const answer = await correct(arrival, { do: 'cut', page: rows[4]!.id })
    expect(answer.statusCode).toBe(200)
    expect(answer.json<SplitView>().parts).toHaveLength(2)
    expect([await letterOf(rows[3]!), await letterOf(rows[6]!)]).toEqual([rows[1]!.letter, rows[4]!.letter])
    expect(await office.store.readingsOfPage(rows[4]!.id)).toEqual(before)
    const [a, b] = [await office.store.letter(rows[1]!.letter!), await office.store.letter(rows[4]!.letter!)]
    expect([a!.waybill === null, b!.waybill]).toEqual([false, null])
    const told = (await office.store.audit({ after: 0, limit: 10_000 })).filter(
      ({ who, what }) => who === 'clerk' && what !== 'session.began',
    )
    expect(told.map(({ what, ids }) => [what, ids['page']])).toEqual([
      ['split.cut', rows[4]!.id],
      // The label has one letter now, and lies in it.
      ['page.placed', rows[0]!.id],
      ['page.placed', rows[3]!.id],
      ['page.placed', rows[6]!.id],
    ])
  })

  it('makes letters of pages without a serial that nobody could tell apart, and has them read', async () => {
    const { arrival, rows } = await take('/ n1 n2 n1 n2')
    expect(new Set(rows.slice(1).map(({ reason }) => reason))).toEqual(new Set(['PAGE_WITHOUT_SERIAL']))
    expect(codeOf(await correct(arrival, { do: 'cut', page: rows[3]!.id }))).toBe('done')
    await settled()
    const now = (await pagesOf(office, arrival)).slice(1)
    expect(now.map(({ state }) => state)).toEqual(['placed', 'placed', 'placed', 'placed'])
    expect([now[0]!.letter === now[1]!.letter, now[2]!.letter === now[3]!.letter]).toEqual([true, true])
    expect(now[0]!.letter).not.toBe(now[2]!.letter)
    const { fields, letter } = await office.office.letter(now[2]!.letter!)
    expect([letter.pagesMissing, fields.every(({ reading }) => reading !== null)]).toEqual([[], true])
    expect((await office.arrivals()).find(({ id }) => id === arrival)).toMatchObject({ state: 'done', reason: null })
  })

  it('takes a cut back without reading again: readings stay with their page', async () => {
    const { arrival, rows } = await take('/ n1 n2 x')
    const readings = await office.store.readingsOfPage(rows[2]!.id)
    expect(codeOf(await correct(arrival, { do: 'cut', page: rows[2]!.id }))).toBe('done')
    expect(await office.store.page(rows[2]!.id)).toMatchObject({ state: 'held', letter: null })
    expect((await office.store.letter(rows[1]!.letter!))!.pagesMissing).toEqual([2])
    expect(codeOf(await correct(arrival, { do: 'join', page: rows[2]!.id }))).toBe('done')
    const back = (await office.store.page(rows[2]!.id))!
    expect(back).toMatchObject({ state: 'placed', letter: rows[1]!.letter, run: rows[2]!.run })
    expect(await office.store.readingsOfPage(back.id)).toEqual(readings)
    const { fields } = await office.office.letter(rows[1]!.letter!)
    expect(fields.find(({ id }) => id === 'note2')!.decision.how).toBe('machine')
  })

  it('leaves what people keyed where it is: a page whose fields were keyed does not leave', async () => {
    const { arrival, rows } = await take('/ n1 n2')
    const letter = rows[1]!.letter!
    const { revision } = (await office.office.letter(letter)).letter
    const keyings = [{ field: 'note2', state: 'read' as const, value: '人录的' }]
    await office.office.save(letter, 'anna', { revision, key: 'keyed-by-anna', keyings })
    for (const correction of [
      { do: 'cut', page: rows[2]!.id },
      { do: 'move', page: rows[2]!.id },
    ] satisfies Correction[])
      expect(codeOf(await correct(arrival, correction))).toBe('SPLIT_KEYED')
    expect((await pagesOf(office, arrival)).map((row) => row.letter)).toEqual(rows.map((row) => row.letter))
    const { fields } = await office.office.letter(letter)
    expect(fields.find(({ id }) => id === 'note2')!.decision).toMatchObject({ how: 'person', value: '人录的' })
  })

  it('refuses what a code forbids, and says so in words', async () => {
    const { arrival, rows } = await take('W0 a1 a2 W1 b1 b2 x')
    const [a, b] = [rows[1]!.letter!, rows[4]!.letter!]
    const refused = await correct(arrival, { do: 'move', page: rows[1]!.id, letter: b })
    expect([refused.statusCode, codeOf(refused)]).toEqual([422, 'SPLIT_OTHER_SERIAL'])
    expect(refused.json<{ what: { zh: string } }>().what.zh).toContain('另一封信')
    expect(codeOf(await correct(arrival, { do: 'join', page: rows[4]!.id }))).toBe('SPLIT_TWO_ENVELOPES')
    expect(codeOf(await correct(arrival, { do: 'move', page: rows[6]!.id, letter: 'X-999999' }))).toBe('LETTER_UNKNOWN')
    expect(await pagesOf(office, arrival)).toEqual(rows)
    expect(codeOf(await correct(arrival, { do: 'move', page: rows[6]!.id, letter: a }))).toBe('done')
    expect(await letterOf(rows[6]!)).toBe(a)
    expect((await office.office.letter(a)).pages.map(({ id }) => id)).toContain(rows[6]!.id)
    expect((await office.office.letter(b)).pages.map(({ id }) => id)).not.toContain(rows[6]!.id)
  })

  it('lets one of two clerks correct; the other is told, and nothing of theirs is done', async () => {
    const { arrival, rows } = await take('W0 a1 a2 x b1 b2 x')
    const { version } = await view(arrival)
    const wishes: Correction[] = [
      { do: 'cut', page: rows[4]!.id },
      { do: 'move', page: rows[3]!.id, letter: rows[4]!.letter! },
    ]
    const answers = await Promise.all(wishes.map((correction) => ask(arrival, 'boss', { version, correction })))
    expect(answers.map(codeOf).toSorted()).toEqual(['STALE_PAGES', 'done'])
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it('changes no letter under the hand of a reviewer, and is for the mailroom only', async () => {
    const { arrival, rows } = await take('W0 a1 a2 x b1 b2')
    await office.office.claim(rows[1]!.letter!, 'anna')
    const correction: Correction = { do: 'move', page: rows[3]!.id, letter: rows[1]!.letter! }
    expect(codeOf(await correct(arrival, correction))).toBe('LETTER_HELD')
    for (const who of ['anna', 'eve']) expect(codeOf(await correct(arrival, correction, who))).toBe('NOT_ALLOWED')
    expect(await pagesOf(office, arrival)).toEqual(rows)
    await office.office.release(rows[1]!.letter!, 'anna')
    expect(codeOf(await correct(arrival, correction))).toBe('done')
  })

  it('does all of a correction or nothing of it', async () => {
    const { arrival, rows } = await take('W0 a1 a2 x b1 b2 x')
    const letters = await office.store.lettersById([rows[1]!.letter!, rows[4]!.letter!])
    failAt = 'page.placed'
    const answer = await correct(arrival, { do: 'cut', page: rows[4]!.id })
    failAt = null
    expect(answer.statusCode).toBe(500)
    expect(await pagesOf(office, arrival)).toEqual(rows)
    expect(await office.store.lettersById(letters.map(({ id }) => id))).toEqual(letters)
  })

  it('may be made before anything is read, while reading is paused', async () => {
    await office.office.operate({ part: 'reading', paused: true }, 'clerk')
    const path = takeStack(office, 'n1 n2 x n1 n2', ++seed)
    await expect.poll(async () => (await office.arrivals())[0]!.pages.queued, { timeout: 20_000 }).toBe(4)
    const arrival = (await office.arrivals())[0]!.id
    await expect.poll(async () => (await view(arrival)).parts.length, { timeout: 20_000 }).toBe(1)
    const rows = await pagesOf(office, arrival)
    expect(codeOf(await correct(arrival, { do: 'cut', page: rows[3]!.id }))).toBe('done')
    await office.office.operate({ part: 'reading', paused: false }, 'clerk')
    expect(await path).toBe(arrival)
    const now = await pagesOf(office, arrival)
    expect(now.map(({ state }) => state)).toEqual(['placed', 'placed', 'placed', 'placed', 'placed'])
    const of = now.map(({ letter }) => letter)
    expect(of).toEqual([of[0], of[0], of[0], of[3], of[3]])
    expect(of[0]).not.toBe(of[3])
    expect(await Promise.all(now.map(async ({ id }) => (await office.store.readingsOfPage(id)).length))).toEqual([
      1, 1, 0, 1, 1,
    ])
  })
})
