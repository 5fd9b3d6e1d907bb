import { beforeAll, describe, expect, it } from 'vitest'
import type { BlankPage } from '../../src/contract/image.ts'
import type { BoxMm } from '../../src/contract/layout.ts'
import { writeLetter, type LetterOrder, type PaperLetter } from '../../src/paper/writeLetter.ts'
import { smallBlanks, smallLayout } from './smallForm.ts'

let blanks: BlankPage[]
const letters: PaperLetter[] = []
const fields = smallLayout.pages.flatMap((page) => page.fields.map((field) => ({ page: page.page, field })))
const window = { from: '2021-07-15', to: '2021-09-30' }

const order = (seed: number, more: Partial<LetterOrder> = {}): LetterOrder => ({
  layout: smallLayout,
  serial: null,
  blanks,
  seed,
  severity: 'normal',
  pool: 'development',
  window,
  ...more,
})

beforeAll(async () => {
  blanks = smallBlanks()
  for (let seed = 1; seed <= 24; seed++) letters.push(await writeLetter(order(seed)))
})

describe('writeLetter', () => {
  it('is the same for the same seed and another for another', async () => {
    const again = await writeLetter(order(5))
    expect(again.fields).toEqual(letters[4]!.fields)
    expect(again.pages.map(({ ink }) => Buffer.compare(ink.data, letters[4]!.pages[0]!.ink.data))[0]).toBe(0)
    expect(letters[5]!.fields).not.toEqual(letters[4]!.fields)
  })

  it('answers every field within its rules, save for the slips it means to make', () => {
    let ticksTooMany = 0
    for (const { fields: truth } of letters) {
      for (const { field } of fields) {
        const written = truth[field.id]
        if (field.continues !== undefined && written === undefined) continue
        expect(written, field.id).toBeDefined()
        if (field.kind === 'choice') {
          expect(field.options!.map(({ value }) => value)).toEqual(expect.arrayContaining(written!.value as string[]))
          if (written!.value.length > field.rules.max!) ticksTooMany++
        }
      }
      const phone = truth.telephone!.value
      expect(phone === '' || /^(1[3-9]\d{9}|0\d{10})$/.test(phone as string), String(phone)).toBe(true)
      expect(truth.day!.value).toMatch(/^(2021-\d\d-\d\d)?$/)
      expect(truth.mail!.value).toMatch(/^([\w.]+@[\w.]+\.com)?$/)
      expect(truth.who!.value).toMatch(/^(\p{Script=Han}{2,4})?$/u)
    }
    expect(ticksTooMany).toBeLessThan(3)
    const inside = letters.filter(({ fields: f }) => f.day!.value >= window.from && f.day!.value <= window.to)
    expect(inside.length).toBeGreaterThan(18)
  })

  it('types what is to be typed: nothing slips, every tick is a click, the name is signed by hand', async () => {
    const typed = await Promise.all(
      [1, 2, 3, 4].map((seed) => writeLetter(order(seed, { typed: true, severity: 'rough' }))),
    )
    for (const [i, letter] of typed.entries()) {
      for (const { field } of fields) {
        const written = letter.fields[field.id]
        if (written === undefined) continue
        if (field.kind === 'signature') expect(written.hand).not.toBe('print')
        else expect(written.hand, field.id).toBe('print')
        expect(written.corrections, field.id).toBeUndefined()
        for (const mark of Object.values(written.marks ?? {})) expect(['none', 'check', 'cross']).toContain(mark)
      }
      // The same person means to say the same.
      expect(letter.fields.telephone!.value).toBe(
        (await writeLetter(order(i + 1, { severity: 'rough' }))).fields.telephone!.value,
      )
    }
  })

  it('sticks most of what is printed apart over its field: paper that hides the form, text within it', async () => {
    let strips = 0
    for (let seed = 1; seed <= 6; seed++) {
      const plain = await writeLetter(order(seed))
      const letter = await writeLetter(order(seed, { typed: 'strips' }))
      for (const { page, field } of fields) {
        const truth = letter.fields[field.id]
        if (truth?.hand !== 'strip') continue
        strips++
        expect(['comb', 'grid', 'line']).toContain(field.kind)
        expect(truth.cells, 'stands in no cells').toBeUndefined()
        // The same person means to say the same, and all of it finds room.
        if (field.kind !== 'grid') expect(truth.value).toBe(plain.fields[field.id]!.value)
        expect(share(letter, page, field.boxMm), field.id).toBeGreaterThan(0.002)
      }
      // The blank that all letters share is not stuck on.
      expect(letter.pages[0]!.blank).not.toBe(blanks[0])
      expect(plain.pages[0]!.blank).toBe(blanks[0])
    }
    expect(strips).toBeGreaterThan(10)
    for (const [i, { data }] of smallBlanks().entries()) expect(Buffer.compare(data, blanks[i]!.data)).toBe(0)
  })

  it('says which character stands in which cell', () => {
    for (const { fields: truth } of letters)
      for (const { field } of fields) {
        const written = truth[field.id]
        if (field.cells === undefined || written === undefined) continue
        expect(written.cells).toHaveLength(field.cells.length)
        const text = field.decoder === 'date' ? String(written.value).replaceAll('-', '') : written.value
        expect(written.cells!.join(''), field.id).toBe(text)
        for (const [cell, how] of Object.entries(written.corrections ?? {}))
          expect(written.cells![Number(cell)] === '', how).toBe(how === 'struck')
      }
  })

  it('leaves more ink in a ticked box than in a blank one, much more in a cancelled one', () => {
    let seen = 0
    for (const letter of letters) {
      const { options } = fields[0]!.field
      for (const { value, boxMm } of options!) {
        const how = letter.fields.colour!.marks![value]!
        const ink = share(letter, 1, boxMm)
        if (how === 'none') expect(ink, how).toBeLessThan(0.03)
        else if (how !== 'circled') expect(ink, how).toBeGreaterThan(how === 'faint' ? 0.01 : 0.03)
        if (how === 'cancelled') expect(ink).toBeGreaterThan(0.5)
        if (how !== 'none') seen++
      }
    }
    expect(seen).toBeGreaterThan(20)
  })

  it('puts ink into every written cell and none into the others', () => {
    let empty = 0
    for (const letter of letters)
      for (const { page, field } of fields) {
        const written = letter.fields[field.id]
        for (const [i, cell] of (field.cells ?? []).entries()) {
          if (written === undefined) continue
          const ink = share(letter, page, cell)
          const corrected = written.corrections?.[i] !== undefined
          if (written.cells![i] !== '' || corrected) expect(ink, `${field.id} ${i}`).toBeGreaterThan(0.004)
          else {
            // A neighbour may reach over the wall a little.
            expect(ink, `${field.id} ${i}`).toBeLessThan(0.05)
            empty++
          }
        }
      }
    expect(empty).toBeGreaterThan(200)
  })

  it('goes on with a long idea on the continuation sheet, and leaves that out when it is not needed', () => {
    const long = letters.filter(({ pages }) => pages.length === 3)
    expect(long.length).toBeGreaterThan(0)
    for (const letter of long) expect(String(letter.fields['idea-2']!.value).length).toBeGreaterThan(0)
    for (const letter of letters) expect(letter.pages.length === 3).toBe(letter.fields['idea-2'] !== undefined)
  })

  it('gives the report other hands than development', async () => {
    const hands = (some: PaperLetter[]): Set<string> => new Set(some.map(({ fields: f }) => f.who!.hand!))
    const report: PaperLetter[] = []
    for (let seed = 1; seed <= 16; seed++) report.push(await writeLetter(order(seed, { pool: 'report' })))
    const shared = [...hands(report)].filter((hand) => hands(letters).has(hand))
    // The pen model draws its habits anew for every seed: it is as many writers as there are letters.
    expect(shared.filter((hand) => hand !== 'strokes')).toEqual([])
    expect(hands(letters).size + hands(report).size).toBeGreaterThan(4)
  })

  it('writes tidily and without slips where the severity is clean', async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const letter = await writeLetter(order(seed, { severity: 'clean' }))
      const marks = Object.values(letter.fields.colour!.marks!)
      expect(marks.every((how) => ['none', 'check', 'cross', 'slash', 'dot'].includes(how))).toBe(true)
      expect(Object.values(letter.fields).some(({ corrections }) => corrections !== undefined)).toBe(false)
    }
  })

  it('refuses a layout whose blank is missing', async () => {
    await expect(writeLetter(order(1, { blanks: blanks.slice(0, 1) }))).rejects.toThrow('no blank for page 2')
  })
})

/** Mean ink (0..1) within a box, its printed rim left out. */
function share({ pages }: PaperLetter, page: number, { x, y, w, h }: BoxMm): number {
  const { ink, blank } = pages.find((one) => one.page === page)!
  const scale = blank.pxPerMm
  let sum = 0
  let count = 0
  for (let row = Math.ceil((y + 0.6) * scale); row < (y + h - 0.6) * scale; row++)
    for (let column = Math.ceil((x + 0.6) * scale); column < (x + w - 0.6) * scale; column++) {
      sum += ink.data[row * ink.widthPx + column]! / 255
      count++
    }
  return sum / count
}
