import { describe, expect, it } from 'vitest'
import type { EnvelopeView } from '../../src/contract/envelope.ts'
import { changeOf, noTexts, textsOf } from '../../src/web/envelopes/counting.ts'
import { dayTyped } from '../../src/web/envelopes/days.ts'

describe('a day as it is typed', () => {
  it.each([
    ['20210810', '2021-08-10'],
    ['2021-8-10', '2021-08-10'],
    ['2021.08.10', '2021-08-10'],
    ['2021年8月10日', '2021-08-10'],
    ['0810', '2021-08-10'],
    ['8.10', '2021-08-10'],
    ['８／１０', '2021-08-10'],
    ['8月10日', '2021-08-10'],
    // Posted at the end of a year and received in the next.
    ['12.30', '2020-12-30'],
    ['2021-02-29', null],
    ['1310', null],
    ['810', null],
    ['2021', null],
    ['202108', null],
    ['EA123456785CN', null],
    ['', null],
  ])('%s is %s', (text, day) => {
    expect(dayTyped(text, '2021-08-12')).toBe(day)
  })
})

describe('what is typed about an envelope', () => {
  const envelope = { receivedOn: '2021-08-12', postmark: null, contents: null, revision: 4 } as EnvelopeView

  it('is nothing as long as nothing is typed, and nothing when it is what stands there', () => {
    expect(changeOf(envelope, noTexts)).toBeNull()
    const contents = { forms: 1, pages: 2, attachments: 0, enclosures: '照片' }
    const full = { ...envelope, postmark: '2021-08-10', contents }
    expect(changeOf(full, textsOf(full))).toBeNull()
    expect(changeOf(full, { ...textsOf(full), postmark: '0810' })).toBeNull()
    expect(changeOf(full, { ...textsOf(full), postmark: '' })).toEqual({ revision: 4, postmark: null })
  })

  it('counts what is left empty as none once something is counted', () => {
    expect(changeOf(envelope, { ...noTexts, forms: '１' })).toEqual({
      revision: 4,
      contents: { forms: 1, pages: 0, attachments: 0, enclosures: '' },
    })
  })

  it('is named by its field when it cannot be understood', () => {
    expect(changeOf(envelope, { ...noTexts, postmark: '十日' })).toBe('postmark')
    expect(changeOf(envelope, { ...noTexts, pages: '2x' })).toBe('pages')
  })
})
