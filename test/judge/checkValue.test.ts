import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkValue } from '../../src/judge/checkValue.ts'
import { context, field } from './fields.ts'

function reasons(decoder: Parameters<typeof field>[0] & object, value: string | string[]): string[] {
  return checkValue(field(decoder), 'read', value, context)
}

describe('rules', () => {
  it('asks for what is required, blank or empty', () => {
    const must = field({ rules: { required: true } })
    expect(checkValue(must, 'blank', null, context)).toEqual(['REQUIRED_BLANK'])
    expect(checkValue(must, 'read', '', context)).toEqual(['REQUIRED_BLANK'])
    expect(checkValue(must, 'read', '好', context)).toEqual([])
    expect(checkValue(must, 'unclear', null, context)).toEqual([])
    expect(checkValue(field(), 'blank', null, context)).toEqual([])
  })

  it('counts ticks and characters, code points and not code units', () => {
    const choice = { kind: 'choice', rules: { required: false, min: 1, max: 3 } } as const
    expect(reasons(choice, ['a'])).toEqual([])
    expect(reasons(choice, ['a', 'b', 'c', 'd'])).toEqual(['TOO_MANY'])
    const text = { rules: { required: false, min: 2, max: 3 } }
    expect(reasons(text, '一')).toEqual(['TOO_FEW'])
    expect(reasons(text, '𠮷𠮷𠮷')).toEqual([])
    expect(reasons(text, '一二 三')).toEqual([])
    expect(reasons(text, '一二三四')).toEqual(['TOO_MANY'])
    expect(checkValue(field(text), 'blank', null, context)).toEqual([])
  })

  it.each([
    ['13812345678', true],
    ['19912345678', true],
    ['+8613812345678', true],
    ['12812345678', false],
    ['15412345678', false],
    ['1381234567', false],
    ['138123456789', false],
    ['01082345678', true],
    ['02182345678', true],
    ['073184401234', true],
    ['0731-84401234', true],
    ['07442345678', true],
    ['073114401234', false],
    ['00082345678', false],
    ['4001234567', true],
    ['', false],
  ])('telephone %s: %s', (text, isGood) => {
    expect(reasons({ decoder: 'telephone' }, text)).toEqual(isGood ? [] : ['BAD_TELEPHONE'])
  })

  it.each([
    ['zwzxin2021@163.com', true],
    ['a.b-c_d@mail.hunan.gov.cn', true],
    ['a@b', false],
    ['a..b@qq.com', false],
    ['.a@qq.com', false],
    ['a@-qq.com', false],
    ['a@qq.c', false],
    ['a b@qq.com', false],
    ['@qq.com', false],
    ['qq.com', false],
  ])('e-mail %s: %s', (text, isGood) => {
    expect(reasons({ decoder: 'email' }, text)).toEqual(isGood ? [] : ['BAD_EMAIL'])
  })

  it.each([
    ['2021-07-15', []],
    ['20210930', []],
    ['2021-07-14', ['DATE_OUTSIDE_WINDOW']],
    ['2021-10-01', ['DATE_OUTSIDE_WINDOW']],
    ['2021-06-31', ['BAD_DATE']],
    ['2021-02-29', ['BAD_DATE']],
    ['2021-8-1', ['BAD_DATE']],
    ['20211', ['BAD_DATE']],
  ])('date %s: %j', (text, expected) => {
    expect(reasons({ decoder: 'date', rules: { required: false, inWindow: true } }, text)).toEqual(expected)
  })

  it('knows every day of the calendar, inside the window only where the field says so', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (day) => {
        const iso = day.toISOString().slice(0, 10)
        expect(reasons({ decoder: 'date' }, iso)).toEqual([])
        expect(reasons({ decoder: 'date' }, iso.replaceAll('-', ''))).toEqual([])
        const inside = iso >= context.window.from && iso <= context.window.to
        const rules = { required: false, inWindow: true }
        expect(reasons({ decoder: 'date', rules }, iso)).toEqual(inside ? [] : ['DATE_OUTSIDE_WINDOW'])
      }),
    )
  })

  it.each([
    ['410004', true],
    ['100000', true],
    ['999077', true],
    ['000000', false],
    ['880000', false],
    ['41000', false],
    ['4100045', false],
  ])('post code %s: %s', (text, isGood) => {
    expect(reasons({ decoder: 'postcode' }, text)).toEqual(isGood ? [] : ['BAD_POSTCODE'])
  })

  it.each([
    ['0012', true],
    ['12a', false],
    ['-3', false],
  ])('count %s: %s', (text, isGood) => {
    expect(reasons({ decoder: 'count' }, text)).toEqual(isGood ? [] : ['BAD_COUNT'])
  })

  it('accepts the example numbers of GB 11643 and no single or swapped wrong digit', () => {
    // The standard's own examples.
    for (const good of ['11010519491231002X', '440524188001010014', '11010519491231002x'])
      expect(reasons({ decoder: 'id' }, good)).toEqual([])
    const good = '440524188001010014'
    fc.assert(
      fc.property(fc.nat(17), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const wrong = (Number(good[at]) + by) % 10
        expect(reasons({ decoder: 'id' }, good.slice(0, at) + wrong + good.slice(at + 1))).toEqual(['BAD_ID'])
      }),
    )
    fc.assert(
      fc.property(fc.nat(16), (at) => {
        const swapped = good.slice(0, at) + good[at + 1] + good[at] + good.slice(at + 2)
        expect(reasons({ decoder: 'id' }, swapped)).toEqual(swapped === good ? [] : ['BAD_ID'])
      }),
    )
  })

  it('says nothing of text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(reasons({ decoder: 'text' }, text)).toEqual([])
      }),
    )
  })
})
