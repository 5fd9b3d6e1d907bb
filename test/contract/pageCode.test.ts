import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodePageCode, parsePageCode } from '../../src/contract/pageCode.ts'
import { isSerial, newSerial } from '../../src/contract/serial.ts'

const randoms = fc.array(fc.double({ min: 0, max: 0.999999, noNaN: true }), { minLength: 7, maxLength: 7 })
const serials = randoms.map((values) => {
  let i = 0
  return newSerial(() => values[i++]!)
})
const codes = fc
  .record({
    form: fc.stringMatching(/^[a-z0-9-]{1,32}$/),
    version: fc.integer({ min: 1, max: 9999 }),
    page: fc.integer({ min: 1, max: 99 }),
    extra: fc.integer({ min: 0, max: 20 }),
    serial: fc.option(serials),
    fingerprint: fc.stringMatching(/^[0-9a-f]{8}$/),
  })
  .map(({ extra, ...code }) => ({ ...code, pages: Math.min(99, code.page + extra) }))

describe('page code', () => {
  it('comes back as it went in, in characters of the QR alphanumeric mode', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const text = encodePageCode(code)
        expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/)
        expect(parsePageCode(text)).toEqual(code)
      }),
    )
  })

  it('refuses everything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parsePageCode(text)).toBeNull()
      }),
    )
    expect(parsePageCode('XC1*F*1*3*2**0123ABCD')).toBeNull()
    expect(parsePageCode('XC1*F*1*1*2*AAAAAAAA*0123ABCD')).toBeNull()
  })
})

describe('serial', () => {
  it('catches every single wrong character and every swap of neighbours', () => {
    fc.assert(
      fc.property(serials, fc.nat(7), fc.nat(30), (serial, at, to) => {
        expect(isSerial(serial)).toBe(true)
        const letter = '0123456789ABCDEFGHJKMNPQRSTVWXY'[to]!
        const changed = serial.slice(0, at) + letter + serial.slice(at + 1)
        expect(isSerial(changed)).toBe(changed === serial)
        if (at > 5) return
        const swapped = serial.slice(0, at) + serial[at + 1]! + serial[at]! + serial.slice(at + 2)
        expect(isSerial(swapped)).toBe(swapped === serial)
      }),
    )
  })
})
