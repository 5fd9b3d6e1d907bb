import { describe, expect, it } from 'vitest'
import { checkContents, openProblems, type EnvelopeFacts } from '../../src/sort/checkContents.ts'

const nothing = { forms: 0, pages: 0, attachments: 0, blank: 0, held: 0 }
const fine: EnvelopeFacts = {
  registered: true,
  contents: { forms: 1, pages: 2, attachments: 1, enclosures: '' },
  seen: { ...nothing, forms: 1, pages: 2, attachments: 1 },
  pagesMissing: 0,
  postmark: '2021-07-15',
  windows: [{ from: '2021-07-15', to: '2021-09-30' }],
}
const counted = (forms: number, pages: number, attachments: number) => ({ forms, pages, attachments, enclosures: '' })

describe('the contents of an envelope', () => {
  it('that came as they were counted, in time, leave nothing open', () => {
    expect(checkContents(fine)).toEqual([])
    expect(checkContents({ ...fine, postmark: '2021-09-30' })).toEqual([])
  })

  it.each([
    ['an empty envelope', { contents: counted(0, 0, 0), seen: nothing }, ['EMPTY']],
    ['nothing scanned', { seen: nothing }, ['NOT_SCANNED']],
    ['a form without registration', { registered: false, contents: null }, ['NOT_REGISTERED', 'NOT_COUNTED']],
    [
      'pages without a form',
      { seen: { ...nothing, held: 2 }, contents: counted(0, 0, 2) },
      ['NO_FORM', 'FEWER_ATTACHMENTS', 'PAGES_HELD'],
    ],
    ['two forms, one counted', { seen: { ...fine.seen, forms: 2, pages: 4 } }, ['MORE_FORMS', 'MORE_PAGES']],
    [
      'two forms, none counted yet',
      { seen: { ...fine.seen, forms: 2 }, contents: null },
      ['NOT_COUNTED', 'MORE_FORMS'],
    ],
    ['two forms, both counted', { seen: { ...fine.seen, forms: 2, pages: 4 }, contents: counted(2, 4, 1) }, []],
    ['one form of two', { contents: counted(2, 2, 1) }, ['FEWER_FORMS']],
    [
      'a page of the form left behind',
      { seen: { ...fine.seen, pages: 1 }, pagesMissing: 1 },
      ['FEWER_PAGES', 'PAGES_MISSING'],
    ],
    ['an attachment left behind', { seen: { ...fine.seen, attachments: 0 } }, ['FEWER_ATTACHMENTS']],
    ['an attachment too many', { seen: { ...fine.seen, attachments: 2 } }, ['MORE_ATTACHMENTS']],
    ['no postmark', { postmark: null }, ['POSTMARK_UNKNOWN']],
    ['posted a day late', { postmark: '2021-10-01' }, ['POSTMARK_OUTSIDE']],
    ['posted a day early', { postmark: '2021-07-14' }, ['POSTMARK_OUTSIDE']],
  ] as const)('%s is told', (_, facts, problems) => {
    expect(checkContents({ ...fine, ...facts })).toEqual(problems)
  })

  it('that are a fact stand in nobody’s way', () => {
    expect(openProblems(['EMPTY', 'POSTMARK_OUTSIDE'])).toEqual([])
    expect(openProblems(['EMPTY', 'NOT_COUNTED'])).toEqual(['NOT_COUNTED'])
  })
})
