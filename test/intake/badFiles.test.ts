import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArrivalView } from '../../src/contract/letter.ts'
import { reasons as en } from '../../src/locale/en/reasons.ts'
import { reasons as zh } from '../../src/locale/zh/reasons.ts'
import { asPdf, asPng, asTiff, codedPage, serialOf, smallPage } from '../faults/smallPages.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { badFiles, bomb } from './scans.ts'

/** Row A8 of the reliability claims: every kind of bad file among 100 good ones, through the whole office. */
describe('bad files among a hundred good ones', () => {
  let office: QuickOffice
  let bad: Record<string, string>
  let arrivals: Map<string, ArrivalView>
  const good = new Map<string, Buffer>()
  const root = process.getuid?.() === 0

  beforeAll(async () => {
    office = await openQuickOffice({ settings: { XIANCE_FILE_PAGES: '10' } })
    const { inbox } = office.folders
    const aside = join(office.data, 'aside')
    bad = { ...(await badFiles(aside)), 'bomb.png': 'PAGE_TOO_LARGE', 'foreign.png': 'PAGE_CODE_FOREIGN' }
    await writeFile(join(aside, 'bomb.png'), bomb())
    await writeFile(join(aside, 'foreign.png'), await asPng(codedPage('https://example.org/')))
    // The superuser may read every file: for it this row is empty, and /proc/self/mem below stands for it.
    if (!root) {
      await writeFile(join(aside, 'closed.png'), await asPng(codedPage('x')))
      await chmod(join(aside, 'closed.png'), 0)
      bad['closed.png'] = 'FILE_UNREADABLE'
    }
    const names = Object.keys(bad)
    for (let n = 0; n < 100; n++) {
      const pages = [smallPage(serialOf(n >> 1), (n % 2) + 1)]
      const bytes = n % 3 === 0 ? await asPdf(pages) : n % 3 === 1 ? await asTiff(pages) : await asPng(pages[0]!)
      const name = n === 0 ? `${'长'.repeat(83)}.pdf` : n === 1 ? 'two\nlines <b>.tif' : `good ${n}.bin`
      good.set(n === 1 ? 'two\u{fffd}lines <b>.tif' : name, bytes)
      await writeFile(join(inbox, name), bytes)
      const next = names[Math.floor(n / 6)]
      if (n % 6 === 5 && next !== undefined) await rename(join(aside, next), join(inbox, next))
    }
    expect(names.length).toBeLessThanOrEqual(16)
    const odd = Buffer.concat([Buffer.from(`${inbox}/`), Buffer.from([0xff, 0xfe]), Buffer.from(' odd.png')])
    const last = await asPng(smallPage(serialOf(50), 1))
    good.set('\u{fffd}\u{fffd} odd.png', last)
    await writeFile(odd, last)
    await mkdir(join(inbox, 'empty folder'))
    await office.office.watchInbox()
    const all = await office.until(101 + names.length)
    arrivals = new Map(all.map((arrival) => [arrival.name, arrival]))
  }, 400_000)
  afterAll(() => office.remove())

  it('takes every good one in, whatever it is called, byte for byte', async () => {
    for (const [name, bytes] of good) {
      const arrival = arrivals.get(name)
      expect(arrival, name).toMatchObject({ state: 'done', reason: null, pages: { total: 1, placed: 1 } })
      expect(await office.originalOf(arrival!), name).toEqual(bytes)
    }
    const { total } = await office.office.letters({ offset: 0, limit: 1 })
    expect(total).toBe(51)
  })

  it('gives every bad one its reason, with advice in both languages', () => {
    const reasons = [...arrivals].filter(([name]) => !good.has(name)).map(([name, { reason }]) => [name, reason])
    expect(Object.fromEntries(reasons)).toEqual(bad)
    for (const reason of Object.values(bad))
      for (const sentences of [zh, en])
        expect(sentences[reason as keyof typeof zh], reason).toMatchObject({
          what: expect.stringMatching(/./),
          advice: expect.stringMatching(/./),
        })
  })

  it('leaves nothing in the inbox, and puts what was refused at the door in a folder of its own', async () => {
    await expect.poll(() => office.names('inbox')).toEqual(['empty folder'])
    const atTheDoor = Object.keys(bad).filter((name) => arrivals.get(name)!.pages.total === 0)
    const refused = await office.names('refused')
    // What only a reader process can see to be bad was durable, and moved to done, before it was opened.
    const opened = ['encrypted.pdf', 'many.pdf', 'corrupt.pdf', 'corrupt.png']
    expect(refused.map((name) => name.replace(/^A-\d+ /, '')).toSorted()).toEqual(
      atTheDoor.filter((name) => !opened.includes(name)).toSorted(),
    )
    expect(await office.names('done')).toHaveLength(101 + Object.keys(bad).length - refused.length)
    expect(office.errors).toEqual([])
  })

  it('refuses a file whose bytes cannot be read when asked for it by name', async () => {
    // Regular, open to its owner, and every read of its first bytes is an error.
    const [arrival] = await office.office.intakePaths(['/proc/self/mem'])
    expect(arrival).toMatchObject({ state: 'refused', reason: 'FILE_UNREADABLE' })
  })
})
