import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placePage, placeWithoutSerial, type FilePage, type PlacedPage } from '../../src/sort/placePage.ts'

interface Scan {
  readonly id: string
  readonly serial: string
  readonly page: number
}

/** Places scans one after the other, as the store would. */
function placeAll(scans: readonly Scan[]) {
  const letters = new Map<string, { id: string; pages: PlacedPage[] }>()
  const held: Scan[] = []
  for (const scan of scans) {
    const placement = placePage(scan, letters.get(scan.serial) ?? null)
    if (placement.place === 'held') held.push(scan)
    else {
      const letter = letters.get(scan.serial) ?? { id: `letter of ${scan.serial}`, pages: [] }
      expect(placement).toEqual(
        letters.has(scan.serial) ? { place: 'letter', letter: letter.id } : { place: 'new letter' },
      )
      letters.set(scan.serial, letter)
      if (letter.pages.every((page) => page.id !== scan.id)) letter.pages.push({ id: scan.id, page: scan.page })
    }
  }
  const shape = [...letters].map(([serial, { pages }]) => [
    serial,
    pages.map(({ page }) => page).toSorted((a, b) => a - b),
  ])
  return { letters, held, shape: Object.fromEntries(shape) as Record<string, number[]> }
}

const scans = fc
  .array(fc.record({ serial: fc.constantFrom('A', 'B', 'C'), page: fc.integer({ min: 1, max: 4 }) }), { maxLength: 24 })
  .map((all) => all.map((scan, i) => ({ ...scan, id: `P-${i}` })))

describe('pages with a serial', () => {
  it('never come twice into a letter, nor into another, and none is lost', () => {
    fc.assert(
      fc.property(scans, (all) => {
        const { letters, held } = placeAll(all)
        for (const [serial, { pages }] of letters) {
          expect(new Set(pages.map(({ page }) => page)).size).toBe(pages.length)
          for (const { id } of pages) expect(all.find((scan) => scan.id === id)!.serial).toBe(serial)
        }
        const placed = [...letters.values()].flatMap(({ pages }) => pages.map(({ id }) => id))
        expect([...placed, ...held.map(({ id }) => id)].toSorted()).toEqual(all.map(({ id }) => id).toSorted())
      }),
    )
  })

  it('make the same letters in any order of arrival, and again when nothing was remembered of having placed them', () => {
    fc.assert(
      fc.property(
        scans.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const first = placeAll(all)
          const second = placeAll(shuffled)
          expect(second.shape).toEqual(first.shape)
          expect(second.held).toHaveLength(first.held.length)
          expect(placeAll([...all, ...all]).shape).toEqual(first.shape)
        },
      ),
    )
  })

  it('hold the second scan of a page, whichever came first stays', () => {
    const letter = { id: 'X-000001', pages: [{ id: 'P-000001', page: 1 }] }
    expect(placePage({ id: 'P-000002', page: 1 }, letter)).toEqual({ place: 'held', reason: 'PAGE_TWICE' })
    expect(placePage({ id: 'P-000001', page: 1 }, letter)).toEqual({ place: 'letter', letter: 'X-000001' })
    expect(placePage({ id: 'P-000002', page: 2 }, letter)).toEqual({ place: 'letter', letter: 'X-000001' })
  })
})

/** A file as a word: `1` `2` `3` pages of the form, `_` blank, `?` anything else, `s` a page with a serial, `o` another form. */
function file(text: string): FilePage[] {
  return Array.from(text).map((sign, i) => {
    const code = {
      form: sign === 'o' ? 'other' : 'form',
      version: 1,
      page: Number(sign) || 1,
      serial: sign === 's' ? 'A' : null,
    }
    return { id: `${i}`, blank: sign === '_', code: sign === '_' || sign === '?' ? null : code }
  })
}
const letters = (text: string, required: number[]): string | null =>
  placeWithoutSerial(file(text), { required })
    ?.map((ids) => ids.map((id) => text[Number(id)]).join(''))
    .join(' ') ?? null

describe('pages without a serial', () => {
  const two = [1, 2]
  it.each([
    ['12', '12'],
    ['1_2_', '12'],
    ['123', '123'],
    ['1234', '1234'],
    ['124', '124'],
    ['1212', '12 12'],
    ['12__12', '12 12'],
    ['121212', '12 12 12'],
  ])('of a form with two: the file %s is %s', (text, expected) => {
    expect(letters(text, two)).toBe(expected)
  })

  it.each([
    '1',
    '2',
    '21',
    '112',
    '122',
    '11',
    '1221',
    '1_21',
    '12_12',
    '12312',
    '121',
    '12?',
    '1?2',
    '12s',
    's12',
    '12o',
    '',
    '_',
    '__',
    '?',
  ])('of a form with two: the file %s leaves doubt', (text) => {
    expect(letters(text, two)).toBeNull()
  })

  it.each([
    ['1', '1'],
    ['111', '1 1 1'],
    ['1_1_', '1 1'],
    ['12', '12'],
  ])('of a form with one: the file %s is %s', (text, expected) => {
    expect(letters(text, [1])).toBe(expected)
  })

  it.each(['1?1', '1o', '1s', '2', '121'])('of a form with one: the file %s leaves doubt', (text) => {
    expect(letters(text, [1])).toBeNull()
  })

  it.each([
    ['123', '123'],
    ['123123', null],
    ['12', null],
  ])('of a form with three: the file %s is %s', (text, expected) => {
    expect(letters(text, [1, 2, 3])).toBe(expected)
  })

  it('never join two pages of one number, never leave one out, and never reach over a page that is not theirs', () => {
    const word = fc
      .array(fc.constantFrom('1', '2', '3', '_', '?', 's', 'o'), { maxLength: 10 })
      .map((signs) => signs.join(''))
    fc.assert(
      fc.property(word, fc.constantFrom([1], [1, 2], [1, 2, 3]), (text, required) => {
        const pages = file(text)
        const placed = placeWithoutSerial(pages, { required })
        if (placed === null) return
        expect(text).not.toMatch(/[?s]/)
        // One form throughout, whichever it is.
        expect(new Set(pages.flatMap(({ code }) => code?.form ?? [])).size).toBe(1)
        const ids = placed.flat()
        expect(ids).toEqual(pages.filter((page) => !page.blank).map(({ id }) => id))
        for (const letter of placed) {
          const numbers = letter.map((id) => pages.find((page) => page.id === id)!.code!.page)
          expect(new Set(numbers).size).toBe(numbers.length)
          for (const number of required) expect(numbers).toContain(number)
        }
      }),
      { numRuns: 500 },
    )
  })
})
