import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageRow } from '../../src/contract/rows.ts'
import { stackTruth } from '../pipeline/stackFile.ts'
import { openQuickOffice, type QuickOffice } from './quickOffice.ts'
import { smallStack, stackForms } from './smallStack.ts'

/**
 * Row A13: two scanners write into one inbox at the same time, one in two passes, one both sides at once, and pages are missing. Each letter
 * is a form on both sides of a sheet and a sheet of the citizen's own, written on both sides. In a file's words the page and
 * whose it is: `xb` is written by the sender of letter b.
 */
const files = {
  // Fronts, then backs from the last sheet to the first.
  'hall-even.tif': 'a1 xa b1 xb | xb b2 xa a2',
  // The last sheet's front is missing.
  'hall-odd.tif': 'a1 xa b1 | xb b2 xa a2',
  // A front of one letter and a back of the other are missing: still even, and shifted between.
  'hall-shifted.tif': 'a1 b1 xb | b2 xa a2',
  // The front of a bare sheet before them and the last back are missing: both letters are whole, and shifted by a sheet.
  'hall-before.tif': 'a1 xa b1 xb | b2 xa a2 _a',
  'desk-even.tif': 'a1 a2 xa xa b1 b2 xb xb',
  // Bare backs were left out by the scanner: even again.
  'desk-bare.tif': 'a1 a2 xa b1 b2 xb',
  'desk-odd.tif': 'a1 a2 xa xa b1 xb xb',
}
type File = keyof typeof files
const names = Object.keys(files) as File[]
const wordsOf = (file: File): string[] => files[file].split(' ').filter((word) => word !== '|')
/** What a word is as one of stackFile.ts. */
const drawn = (word: string): string => (/^[x_]/.test(word) ? word[0]! : word)
const truthOf = (file: File) => stackTruth(wordsOf(file).map(drawn).join(' '), names.indexOf(file) + 1)

describe('two scanners at one inbox', () => {
  let office: QuickOffice
  beforeAll(async () => {
    office = await openQuickOffice({
      forms: stackForms,
      settings: { XIANCE_FILE_MB: '50', XIANCE_SCANNERS: 'hall-*=two-pass, desk-*=duplex' },
    })
    await mkdir(office.folders.inbox, { recursive: true })
    await office.office.watchInbox()
    await writeByTurns(
      new Map(await Promise.all(names.map(async (file) => [file, await smallStack(truthOf(file))] as const))),
    )
    await office.until(names.length)
  }, 300_000)
  afterAll(() => office.remove())

  /** Each gets a piece in its turn, as two scanners write that work at the same time. */
  async function writeByTurns(all: ReadonlyMap<string, Buffer>): Promise<void> {
    const writers = await Promise.all(
      [...all].map(async ([name, bytes]) => ({ bytes, file: await open(join(office.folders.inbox, name), 'w') })),
    )
    const pieces = 5
    for (let n = 0; n < pieces; n++)
      for (const { bytes, file } of writers) {
        const piece = Math.ceil(bytes.length / pieces)
        await file.writeFile(bytes.subarray(n * piece, (n + 1) * piece))
      }
    for (const { file } of writers) await file.close()
  }

  async function pagesOf(file: File): Promise<PageRow[]> {
    const arrival = (await office.arrivals()).find(({ name }) => name === file)!
    return (await office.store.pagesOfArrivals([arrival.id])).toSorted((a, b) => a.index - b.index)
  }
  const serialIn = async ({ letter }: PageRow): Promise<string | null> =>
    letter === null ? null : (await office.store.letter(letter))!.serial

  it.each(names)('%s: no page is on the letter of another, and each that is held has its reason', async (file) => {
    const { letters } = truthOf(file)
    const pages = await pagesOf(file)
    expect(pages).toHaveLength(wordsOf(file).length)
    for (const [i, word] of wordsOf(file).entries()) {
      const page = pages[i]!
      const own = letters[/a/.test(word) ? 0 : 1]!.serial
      const form = /^[ab]/.test(word)
      expect(form ? [own] : [own, null], `${i} ${word}`).toContain(await serialIn(page))
      if (form) expect(page.state, `${i} ${word}`).toBe('placed')
      if (page.letter === null && !word.startsWith('_'))
        expect(page, `${i} ${word}`).toMatchObject({ state: 'held', reason: 'PAGE_BETWEEN_LETTERS' })
    }
  })

  it('holds what cannot be known, and nothing where nothing is missing', async () => {
    const held = await Promise.all(
      names.map(async (file) => [file, (await pagesOf(file)).filter(({ state }) => state === 'held').length]),
    )
    expect(Object.fromEntries(held)).toEqual({
      'hall-even.tif': 0,
      'hall-odd.tif': 3,
      'hall-shifted.tif': 2,
      'hall-before.tif': 3,
      'desk-even.tif': 0,
      'desk-bare.tif': 0,
      'desk-odd.tif': 4,
    })
  })
})
