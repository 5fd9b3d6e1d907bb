import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PageCode } from '../../src/contract/page.ts'
import type { SeenPage } from '../../src/contract/stack.ts'
import { inOrder, parseSides, sidesFor } from '../../src/sort/inOrder.ts'
import { planSplit, type StackPage } from '../../src/sort/planSplit.ts'

const code = (serial: string | null, page: number, version = 1): PageCode => {
  return { form: 'form', version, page, pages: 2, serial, fingerprint: '01234567' }
}
const waybill = (number: string): SeenPage => ({ shows: 'mark', marks: [{ mark: 'waybill', waybill: number }] })
/**
 * A stack as words: `W1` a waybill, `/` a divider, `!` a mark that cannot be read, `A1` page 1 with serial A, `n1` page 1 without a serial, `v2`
 * the same of version 2, `x` something written, `q` a foreign code, `u` a form page whose code cannot be read, `_` bare paper.
 */
const signs: Record<string, SeenPage> = {
  '/': { shows: 'mark', marks: [{ mark: 'separator' }] },
  '!': { shows: 'barred' },
  x: { shows: 'something', formLike: false },
  u: { shows: 'something', formLike: true },
  q: { shows: 'foreign' },
  _: { shows: 'paper' },
}
function seenOf(sign: string): SeenPage {
  const known = signs[sign]
  if (known !== undefined) return known
  if (sign.startsWith('W')) return waybill(sign)
  const serial = /[A-Z]/.test(sign[0]!) ? sign[0]! : null
  return { shows: 'form', code: code(serial, Number(sign[1]), sign.startsWith('v') ? 2 : 1), cornersPx: [] as never }
}
function stackOf(text: string, sheets = false): StackPage[] {
  const words = text.split(' ').filter((word) => word !== '')
  return words.map((sign, i) => ({
    id: `${i} ${sign}`,
    seen: seenOf(sign),
    required: [1, 2],
    otherSide: sheets ? `${i ^ 1} ${words[i ^ 1]}` : null,
  }))
}
/** What became of each page: its letter, `-` dropped or a mark, or what it is held for. */
function outcome(text: string, counted: number | null = null, sheets = false): string {
  const { pages } = planSplit(stackOf(text, sheets), () => counted)
  return pages
    .map(({ letter, to, reason }) => (to === 'held' ? reason!.replace('PAGE_', '') : (letter ?? '-')))
    .join(' ')
}
const A = 'form 1 A'
const B = 'form 1 B'

describe('a stack', () => {
  it.each([
    ['W1 A1 A2 x W2 B1 B2', `- ${A} ${A} ${A} - ${B} ${B}`],
    ['W1 x A1 _ A2 q', `- ${A} ${A} - ${A} ${A}`],
    ['/ A1 A2 / B1 B2 x', `- ${A} ${A} - ${B} ${B} ${B}`],
    ['W1 n1 n2 x W2 n1 n2', '- part 1 part 1 part 1 - part 2 part 2'],
    // The label is scanned on both sides, or twice in a row.
    ['W1 W1 A1 A2', `- - ${A} ${A}`],
    // Without any mark the letter open at that point has it, when all letters are whole.
    ['A1 A2 x B1 B2 x', `${A} ${A} ${A} ${B} ${B} ${B}`],
  ])('%s is split', (text, expected) => {
    expect(outcome(text)).toBe(expected)
  })

  it.each([
    ['A1 A2 x B2', `${A} ${A} BETWEEN_LETTERS ${B}`],
    ['x A1 A2', `BETWEEN_LETTERS ${A} ${A}`],
    // Two serials behind one mark: two forms in one envelope, or a label that was not read.
    ['W1 A1 A2 x B1 B2 x', `- ${A} ${A} BETWEEN_LETTERS ${B} ${B} BETWEEN_LETTERS`],
    ['W1 A1 A2 ! x B1 B2 x', `- ${A} ${A} MARK_UNREADABLE BETWEEN_LETTERS ${B} ${B} BETWEEN_LETTERS`],
    // A form page that nobody lacks is of somebody else.
    ['W1 A1 A2 u x', `- ${A} ${A} CODE_UNREADABLE BETWEEN_LETTERS`],
    ['W1 A1 u x', `- ${A} CODE_UNREADABLE ${A}`],
    ['W1 x x', '- WITHOUT_FORM WITHOUT_FORM'],
    ['W1 n1 v2', '- VERSIONS_MIXED VERSIONS_MIXED'],
    ['W1 n1 x', '- WITHOUT_SERIAL WITHOUT_FORM'],
    ['W1 n2 n1', '- WITHOUT_SERIAL WITHOUT_SERIAL'],
    ['W1 A1 A2 n1 n2 x', `- ${A} ${A} WITHOUT_SERIAL WITHOUT_SERIAL BETWEEN_LETTERS`],
    ['x', 'CODE_UNREADABLE'],
    ['q', 'CODE_FOREIGN'],
  ])('%s leaves doubt', (text, expected) => {
    expect(outcome(text)).toBe(expected)
  })

  it('of two forms in one envelope is clear once somebody counted them', () => {
    expect(outcome('W1 A1 A2 x B1 B2 x', 2)).toBe(`- ${A} ${A} ${A} ${B} ${B} ${B}`)
    const letters = (text: string, counted: number | null) => planSplit(stackOf(text), () => counted).parts[0]!.letters
    expect(letters('W1 A1 A2 B1 B2', 2).map(({ ofEnvelope }) => ofEnvelope)).toEqual([true, true])
    expect(letters('W1 A1 A2 B1 B2', null).map(({ ofEnvelope }) => ofEnvelope)).toEqual([true, false])
    expect(letters('W1 u A1 A2', null).map(({ ofEnvelope }) => ofEnvelope)).toEqual([false])
    expect(letters('W1 A1 A2', 0).map(({ ofEnvelope }) => ofEnvelope)).toEqual([false])
  })

  it('of sheets scanned on both sides keeps the back of a page with its front, and the back of a label with the label', () => {
    expect(outcome('W1 x A1 A2 n1 x', null, true)).toContain(`- - ${A} ${A}`)
    expect(outcome('A1 x B1 B2', null, true)).toBe(`${A} ${A} ${B} ${B}`)
  })

  it('loses no page and doubles none, puts a page with a serial on its letter only, and nothing over a mark', () => {
    const sign = fc.constantFrom('W1', 'W2', '/', '!', 'A1', 'A2', 'B1', 'B2', 'n1', 'n2', 'v2', 'x', 'u', 'q', '_')
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 16 }), fc.constantFrom(null, 0, 1, 2), (words, counted) => {
        const stack = stackOf(words.join(' '))
        const { pages, parts } = planSplit(stack, () => counted)
        expect(pages.map(({ id }) => id)).toEqual(stack.map(({ id }) => id))
        for (const [i, page] of pages.entries()) {
          const { seen } = stack[i]!
          if (seen.shows === 'form' && seen.code.serial !== null) expect(page.letter).toBe(`form 1 ${seen.code.serial}`)
          if (seen.shows === 'paper') expect(page.letter).toBeNull()
          expect(page.to === 'held').toBe(page.reason !== null)
          // An attachment's letter is one of its own part.
          if (page.kind === 'attachment')
            expect(parts[page.part - 1]!.letters.map(({ name }) => name)).toContain(page.letter)
          if (i > 0 && pages[i - 1]!.part !== page.part) expect(['mark', 'barred']).toContain(seen.shows)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the order of a file', () => {
  it('of two passes is fronts first, then backs from the last sheet', () => {
    const pages = ['f1', 'f2', 'f3', 'b3', 'b2', 'b1']
    expect(inOrder(pages, 'two-pass')!.map(({ page }) => page)).toEqual(['f1', 'b1', 'f2', 'b2', 'f3', 'b3'])
    expect(inOrder(pages, 'two-pass')!.map(({ otherSide }) => otherSide)).toEqual(['b1', 'f1', 'b2', 'f2', 'b3', 'f3'])
    expect(inOrder(pages.slice(1), 'two-pass')).toBeNull()
    expect(inOrder(['f', 'b', 'f'], 'duplex')!.every(({ otherSide }) => otherSide === null)).toBe(true)
    expect(inOrder(['f', 'b'], 'duplex')).toEqual([
      { page: 'f', otherSide: 'b' },
      { page: 'b', otherSide: 'f' },
    ])
  })

  it('is each scanner’s own, by the name of the file', () => {
    const rules = parseSides(' hall-*=two-pass, *.tif=duplex')
    expect(['hall-1.pdf', 'Hall-2.tif', 'x.tif', 'hall.pdf'].map((name) => sidesFor(name, rules))).toEqual([
      'two-pass',
      'two-pass',
      'duplex',
      'pages',
    ])
    expect(sidesFor('aXb', parseSides('a.b=duplex'))).toBe('pages')
  })
})
