import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Correction } from '../../src/contract/split.ts'
import type { SeenPage } from '../../src/contract/stack.ts'
import { correctSplit, type CorrectedSplit } from '../../src/sort/correctSplit.ts'
import { planSplit } from '../../src/sort/planSplit.ts'
import type { SplitLetter, SplitPage } from '../../src/sort/regroup.ts'

const print = { form: 'form', version: 1, fingerprint: '01234567' }
/** `W1` a waybill, `/` a divider, `!` a mark that cannot be read, `A1` page 1 with serial A, `n1` page 1 without one, `x` something, `u` an unreadable form page. */
function seenOf(sign: string): SeenPage {
  if (sign === '/') return { shows: 'mark', marks: [{ mark: 'separator' }] }
  if (sign === '!') return { shows: 'barred' }
  if (sign === '_') return { shows: 'paper' }
  if (sign === 'x' || sign === 'u') return { shows: 'something', formLike: sign === 'u' }
  if (sign.startsWith('W')) return { shows: 'mark', marks: [{ mark: 'waybill', waybill: sign }] }
  const serial = /[A-Z]/.test(sign[0]!) ? sign[0]! : null
  const code = { ...print, page: Number(sign[1]), pages: 2, serial }
  return { shows: 'form', code, cornersPx: [] as never }
}

interface File {
  readonly pages: readonly SplitPage[]
  readonly letters: ReadonlyMap<string, SplitLetter>
}

/** A stack as words, as the split leaves it; pages are called by their place, letters by serial or part. */
function split(text: string): File {
  const stack = text.split(' ').map((sign, i) => {
    return { id: `${i}`, seen: seenOf(sign), required: [1, 2], otherSide: null }
  })
  const plan = planSplit(stack, () => null)
  const pages = plan.pages.map((page, i): SplitPage => {
    const { seen } = stack[i]!
    const waybill = plan.parts.find(({ part }) => part === page.part)!.marks.find(({ mark }) => mark === 'waybill')
    const code = seen.shows === 'form' ? seen.code : null
    const state = page.to === 'held' ? 'held' : page.to === 'blank' ? 'blank' : 'placed'
    const letter = page.letter?.replace('form 1 ', '') ?? null
    return {
      ...page,
      seen,
      state,
      letter,
      code,
      required: code === null ? [] : [1, 2],
      envelope: waybill?.mark === 'waybill' ? waybill.waybill : null,
    }
  })
  const ofEnvelope = new Map(
    plan.parts.flatMap(({ part, letters }) =>
      letters.filter((one) => one.ofEnvelope).map(({ name }) => [name.replace('form 1 ', ''), part] as const),
    ),
  )
  return {
    pages,
    letters: lettersOf(pages, (id) => pages.find((p) => p.part === ofEnvelope.get(id))?.envelope ?? null),
  }
}

function lettersOf(pages: readonly SplitPage[], envelope: (id: string) => string | null): Map<string, SplitLetter> {
  const letters = new Map<string, SplitLetter>()
  for (const { letter: id, code } of pages) {
    if (id === null || code === null) continue
    const there = letters.get(id) ?? { ...print, id, serial: code.serial, envelope: envelope(id), numbers: [] }
    letters.set(id, { ...there, numbers: [...there.numbers, code.page] })
  }
  return letters
}

const correct = ({ pages, letters }: File, correction: Correction): CorrectedSplit | { refused: string } =>
  correctSplit(pages, letters, correction)

/** What the next correction begins with. */
function after(file: File, corrected: CorrectedSplit): File {
  const { pages, envelopes } = corrected
  const letters = lettersOf(pages, (id) =>
    envelopes.has(id) ? envelopes.get(id)! : (file.letters.get(id)?.envelope ?? null),
  )
  return { pages, letters }
}
/** Parts as words: each page by its letter, `-` a mark or bare paper, or what it is held for. */
function shown({ pages }: CorrectedSplit): string {
  const word = ({ state, letter, reason, kind }: SplitPage): string =>
    kind === 'waybill' || kind === 'separator' ? '-' : state === 'held' ? reason!.replace('PAGE_', '') : (letter ?? '-')
  const parts = [...new Set(pages.map(({ part }) => part))]
  return parts
    .map((part) =>
      pages
        .filter((page) => page.part === part)
        .map(word)
        .join(' '),
    )
    .join(' | ')
}
function done(file: File, ...corrections: Correction[]): CorrectedSplit {
  let now = file
  let last: CorrectedSplit | null = null
  for (const correction of corrections) {
    const corrected = correct(now, correction)
    if ('refused' in corrected) throw new Error(corrected.refused)
    last = corrected
    now = after(now, corrected)
  }
  return last!
}

describe('a cut', () => {
  it.each([
    ['n1 n2 n1 n2', 2, 'new 1 new 1 | new 2 new 2'],
    // Each half that is a whole set is a letter; what lacks a page or has one twice waits for another cut.
    ['n1 n2 n1 n2 n1 n2', 2, 'new 1 new 1 | WITHOUT_SERIAL WITHOUT_SERIAL WITHOUT_SERIAL WITHOUT_SERIAL'],
    ['n1 n2 n1', 2, 'new 1 new 1 | WITHOUT_SERIAL'],
    ['n1 u n1 n2', 2, 'WITHOUT_SERIAL CODE_UNREADABLE | new 2 new 2'],
    ['W1 A1 A2 x x', 4, '- A A A | BETWEEN_LETTERS'],
    // A label nobody read: what lay between two letters is clear once somebody says where the second begins.
    ['W1 A1 A2 x B1 B2 x', 4, '- A A A | B B B'],
    ['/ n1 n2 x', 2, '- part 1 | WITHOUT_SERIAL BETWEEN_LETTERS'],
  ])('of %s before page %i', (text, at, expected) => {
    expect(shown(done(split(text), { do: 'cut', page: String(at) }))).toBe(expected)
  })

  it('takes the waybill from a letter that no longer lies behind it, and from no other', () => {
    const { envelopes } = done(split('W1 A1 A2'), { do: 'cut', page: '1' })
    expect([...envelopes]).toEqual([['A', null]])
    const of = done(split('W1 A1 A2 B1 B2'), { do: 'cut', page: '3' })
    expect([...of.envelopes]).toEqual([])
    expect(of.pages.map(({ envelope }) => envelope)).toEqual(['W1', 'W1', 'W1', null, null])
  })

  it('of a letter without a serial keeps the near pages in it and says which leave', () => {
    const { leaving } = done(split('/ n1 n2'), { do: 'cut', page: '2' })
    expect(leaving).toEqual([{ page: '2', letter: 'part 1' }])
  })
})

describe('a join', () => {
  it.each([
    // A smudge that looked like a label, in the middle of a letter.
    ['W1 A1 A2 ! x', 3, '- A A MARK_UNREADABLE A'],
    ['W1 n1 n2 / x', 3, '- part 1 part 1 - part 1'],
    ['W1 A1 A2 / B1 B2 x', 5, '- A A - B B B'],
  ])('of %s at page %i', (text, at, expected) => {
    expect(shown(done(split(text), { do: 'join', page: String(at) }))).toBe(expected)
  })

  it('takes a cut back: what left the letter is in it again', () => {
    const corrected = done(split('/ n1 n2 x'), { do: 'cut', page: '2' }, { do: 'join', page: '2' })
    expect(shown(corrected)).toBe('- part 1 part 1 part 1')
  })
})

describe('a move', () => {
  it('takes an attachment to another letter of the file, and out of every letter', () => {
    const file = split('W1 A1 A2 x W2 B1 B2')
    const moved = done(file, { do: 'move', page: '3', letter: 'B' })
    expect(moved.pages[3]).toMatchObject({ letter: 'B', part: 2, envelope: 'W2', kind: 'attachment' })
    expect(done(file, { do: 'move', page: '3' }).pages[3]).toMatchObject({ letter: null, state: 'held', part: 1 })
  })

  it('takes a page that came in the wrong envelope to the letter its code names', () => {
    const file = split('W1 A1 W2 B1 B2')
    const strayed = {
      ...split('W1 A1 W2 B1 B2').pages[1]!,
      id: 's',
      part: 2,
      code: { ...print, page: 2, pages: 2, serial: 'A' },
    }
    const stray: SplitPage = { ...strayed, letter: null, state: 'held', reason: 'PAGE_SERIAL_ELSEWHERE' }
    const moved = done({ ...file, pages: [...file.pages, stray] }, { do: 'move', page: 's', letter: 'A' })
    expect(moved.pages.at(-1)).toMatchObject({ letter: 'A', part: 1, envelope: 'W1', state: 'placed', reason: null })
  })
})

describe('what is refused', () => {
  it.each<[string, Correction, string]>([
    ['W1 A1 A2 W2 B1 B2', { do: 'move', page: '1', letter: 'B' }, 'SPLIT_OTHER_SERIAL'],
    ['W1 A1 A2 W2 B1 B2', { do: 'move', page: '1' }, 'SPLIT_OTHER_SERIAL'],
    ['W1 A1 A2 W2 n1 n2', { do: 'move', page: '4', letter: 'A' }, 'SPLIT_OTHER_SERIAL'],
    ['W1 n1 n2 W2 n1 n2', { do: 'move', page: '4', letter: 'part 1' }, 'SPLIT_PAGE_THERE'],
    ['W1 A1 A2 W2 B1 B2', { do: 'join', page: '4' }, 'SPLIT_TWO_ENVELOPES'],
    ['W1 A1 A2', { do: 'join', page: '1' }, 'SPLIT_NOTHING'],
    ['W1 A1 A2', { do: 'cut', page: '0' }, 'SPLIT_NOTHING'],
    ['W1 A1 A2', { do: 'move', page: '0', letter: 'A' }, 'SPLIT_NOTHING'],
    ['W1 A1 A2 x', { do: 'move', page: '3', letter: 'A' }, 'SPLIT_NOTHING'],
    ['W1 A1 A2 x', { do: 'move', page: '3', letter: 'C' }, 'LETTER_UNKNOWN'],
    ['W1 A1 A2 x', { do: 'cut', page: '9' }, 'PAGE_UNKNOWN'],
  ])('%s: %o', (text, correction, refused) => {
    expect(correct(split(text), correction)).toEqual({ refused })
  })

  it('leaves no letter without a form page', () => {
    const file = split('/ n1 n2 / n1 n2')
    const cut = after(file, done(file, { do: 'cut', page: '2' }))
    expect(correct(cut, { do: 'move', page: '1' })).toEqual({ refused: 'SPLIT_LAST_PAGE' })
  })
})

it('keeps through any corrections of any stack: codes and letters agree, no number twice, every page in one part', () => {
  const sign = fc.constantFrom('W1', 'W2', '/', '!', 'A1', 'A2', 'B1', 'B2', 'n1', 'n2', 'x', 'u', '_')
  const wish = fc.record({
    do: fc.constantFrom('cut', 'join', 'move'),
    at: fc.nat(),
    to: fc.option(fc.nat(), { nil: null }),
  })
  fc.assert(
    fc.property(fc.array(sign, { minLength: 1, maxLength: 14 }), fc.array(wish, { maxLength: 8 }), (signs, wishes) => {
      // The same page twice in a letter is what the store holds; here each comes once.
      const once = signs.filter((one, i) => !/^[AB]/.test(one) || signs.indexOf(one) === i)
      let file = split(once.join(' '))
      for (const { do: what, at, to } of wishes) {
        const ids = [...file.letters.keys()]
        const letter = to === null || ids.length === 0 ? {} : { letter: ids[to % ids.length]! }
        const page = file.pages[at % file.pages.length]!.id
        const corrected = correct(file, what === 'move' ? { do: what, page, ...letter } : { do: what, page })
        if ('refused' in corrected) continue
        expect(corrected.pages.map(({ id }) => id)).toEqual(file.pages.map(({ id }) => id))
        for (const { code, letter: of } of file.pages)
          if (code?.serial != null && of !== null) expect(of).toBe(code.serial)
        file = after(file, corrected)
        for (const { numbers } of file.letters.values()) expect(numbers.length).toBe(new Set(numbers).size)
        for (const { id, serial } of file.letters.values())
          for (const { code, letter: of } of file.pages)
            if (of === id && code !== null) expect(code.serial).toBe(serial)
        for (const { state, reason, letter: of } of file.pages) {
          if (state === 'held') expect([reason === null, of]).toEqual([false, null])
          if (of !== null) expect(file.letters.has(of)).toBe(true)
        }
        const parts = file.pages.map(({ part }) => part)
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(1)
      }
    }),
    { numRuns: 400 },
  )
})
