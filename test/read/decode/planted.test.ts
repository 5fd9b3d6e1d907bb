import { describe, expect, it } from 'vitest'
import { decode } from '../../../src/read/decode/decode.ts'
import { isIdNumber } from '../../../src/read/decode/id.ts'
import { doubtful, peaked } from './lattices.ts'

const window = { from: '2021-07-15', to: '2021-09-30' }
// The example of GB 11643-1999.
const ID = '11010519491231002X'

describe('planted values outside the rules', () => {
  it.each([
    ['telephone', '22345678901'],
    ['telephone', '10845678901'],
    ['telephone', '1381234567_'],
    ['telephone', '04901234567'],
    ['date', '20211815'],
    ['date', '20210231'],
    ['date', '30210815'],
    ['postcode', '910004'],
    ['postcode', '4100__'],
    ['id', '110105194912310021'],
    ['id', '11010519491331002X'],
    ['id', '99010519491231002X'],
    ['count', '901'],
    ['count', '1_2'],
    ['email', 'zhangsan'],
    ['email', '@qq.com'],
  ] as const)('%s: %s stays as it was written', (decoder, text) => {
    const read = decode(decoder, peaked(text, 0.997, decoder === 'email' ? 'etaoin' : '0123456789'), {
      window,
      least: 1,
      most: 500,
    })
    expect(read).toMatchObject({ rejected: true, reason: 'REJECTED', value: text.replaceAll('_', ''), changes: [] })
    expect(read.raw).toBe(read.value)
  })
})

describe('telephone', () => {
  it('takes the digit that makes a number where the ink leaves it open, and says so', () => {
    const read = decode('telephone', doubtful('73812345678', 0, '1', 0.3))
    expect(read).toMatchObject({ value: '13812345678', raw: '73812345678', reason: 'CORRECTED', rejected: false })
    expect(read.changes).toEqual([{ cell: 0, from: '7', to: '1' }])
    expect(read.confidence).toBeLessThan(0.96)
  })

  it('is unsure of a number that needed an unlikely digit', () => {
    const read = decode('telephone', doubtful('73812345678', 0, '1', 0.003))
    expect(read.confidence).toBeLessThan(0.7)
  })

  it('knows land lines, service numbers and gaps', () => {
    for (const text of ['07318221234', '01062345678', '82212345___', '4008123456_', '138_1234_5678', '031012345678']) {
      const read = decode('telephone', peaked(text, 0.995))
      const isLine = text !== '031012345678'
      expect(read.rejected, text).toBe(!isLine)
      expect(read.value).toBe(text.replaceAll('_', ''))
    }
  })
})

describe('date', () => {
  it('prefers a day of the window over another that the ink says as loud', () => {
    const read = decode('date', doubtful('20210815', 3, '7', 0.5), { window })
    expect(read.value).toBe('20210815')
    expect(decode('date', doubtful('20270815', 3, '1', 0.5), { window }).value).toBe('20210815')
  })

  it('reads a clear day outside the window as it stands', () => {
    expect(decode('date', peaked('20190815', 0.998), { window })).toMatchObject({ value: '20190815', rejected: false })
  })

  it('takes an empty cell before month or day for a zero', () => {
    const read = decode('date', peaked('2021_8_5', 0.99), { window })
    expect(read).toMatchObject({ value: '20210805', reason: 'AS_READ' })
  })
})

describe('id', () => {
  it('knows the check character', () => {
    expect(isIdNumber(ID)).toBe(true)
    expect(isIdNumber(ID.replace('X', '1'))).toBe(false)
    expect(isIdNumber('110105194902310028')).toBe(false)
    expect(isIdNumber('')).toBe(false)
  })

  it('finds the one wrong digit by county, birthday and check character', () => {
    const read = decode('id', doubtful('11010519791231002X', 8, '4', 0.1))
    expect(read).toMatchObject({ value: ID, raw: '11010519791231002X', reason: 'CORRECTED' })
    expect(read.confidence).toBeGreaterThan(0.9)
  })

  it('takes a small x, a cross and full-width digits', () => {
    for (const check of ['x', '×', 'Ｘ']) {
      expect(decode('id', peaked(ID.slice(0, 17) + check, 0.999)).value, check).toBe(ID)
    }
    expect(decode('id', peaked(`１${ID.slice(1)}`, 0.999)).value).toBe(ID)
  })

  it('accepts a county that is no longer on the list, with less ado than one that never was', () => {
    // 430181 Liuyang stands; 430199 never did; the prefecture is Changsha.
    const number = (county: string) =>
      Array.from('0123456789X', (check) => `${county}19850714233${check}`).find(isIdNumber)!
    const known = decode('id', peaked(number('430181'), 0.97))
    const unknown = decode('id', peaked(number('430199'), 0.97))
    expect(known).toMatchObject({ value: number('430181'), rejected: false })
    expect(unknown).toMatchObject({ value: number('430199'), rejected: false })
    expect(unknown.confidence).toBeLessThan(known.confidence)
  })
})

describe('email', () => {
  it('undoes look-alikes where only one reading is an address', () => {
    expect(decode('email', peaked('zhangsan@163.c0m', 0.98, 'etaoin')).value).toBe('zhangsan@163.com')
    expect(decode('email', peaked('123456789@9q.com', 0.9, 'etaoin')).value).toBe('123456789@qq.com')
  })

  it('puts back a full stop or an at-sign that was overlooked', () => {
    const read = decode('email', peaked('zhangsan@163com', 0.99, 'etaoin'))
    expect(read).toMatchObject({ value: 'zhangsan@163.com', raw: 'zhangsan@163com', reason: 'CORRECTED' })
    expect(read.changes).toEqual([{ cell: 11, from: '3', to: '3.' }])
    expect(decode('email', peaked('zhangsan163.com', 0.99, 'etaoin')).value).toBe('zhangsan@163.com')
  })

  it('keeps a domain that it does not know', () => {
    const read = decode('email', peaked('li.ming@mail.yiyang-tech.com.cn', 0.99, 'etaoin'))
    expect(read).toMatchObject({ value: 'li.ming@mail.yiyang-tech.com.cn', rejected: false })
  })
})

describe('free text', () => {
  it('lists the readings that differ least', () => {
    const read = decode('text', [
      [
        { value: '政', confidence: 0.9 },
        { value: '致', confidence: 0.1 },
      ],
      [
        { value: '务', confidence: 0.6 },
        { value: '努', confidence: 0.3 },
      ],
    ])
    expect(read.value).toBe('政务')
    expect(read.candidates.map(({ value }) => value)).toEqual(['政务', '政努', '致务'])
    expect(read.confidence).toBeCloseTo(0.54)
  })
})
