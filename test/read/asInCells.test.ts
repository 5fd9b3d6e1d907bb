import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Decoder } from '../../src/contract/layout.ts'
import { asInCells, textAsInCells } from '../../src/read/asInCells.ts'
import type { Slot } from '../../src/read/slot.ts'

describe('what is read of a strip', () => {
  it('is the date that it says, however it is written', () => {
    const day = fc.record({ year: fc.integer({ min: 1900, max: 2099 }), month: upTo(12), day: upTo(31) })
    const signs = fc.constantFrom('--', '..', '//', '年月日')
    fc.assert(
      fc.property(day, signs, fc.boolean(), ({ year, month, day: dayOfMonth }, marks, padded) => {
        const two = (value: number): string => (padded ? String(value).padStart(2, '0') : String(value))
        const written = `${year}${marks[0]}${two(month)}${marks[1]}${two(dayOfMonth)}${marks[2] ?? ''}`
        const full = `${year}${String(month).padStart(2, '0')}${String(dayOfMonth).padStart(2, '0')}`
        expect(cellsOf(written, 'date')).toBe(full)
        expect(textAsInCells(written, 'date')).toBe(full)
      }),
    )
  })

  it('is a number without what parts its groups', () => {
    for (const written of ['138-1234-5678', '13812345678', '138-12345678', '(138)12345678']) {
      expect(cellsOf(written, 'telephone')).toBe('13812345678')
      expect(textAsInCells(written, 'telephone')).toBe('13812345678')
    }
  })

  it('is left as it is where it is no date of three parts, and everywhere else', () => {
    expect(cellsOf('2021年8月', 'date')).toBe('20218')
    expect(cellsOf('1-2-3-4', 'date')).toBe('1234')
    expect(cellsOf('a-b@163.com', 'email')).toBe('a-b@163.com')
    expect(cellsOf('', 'date')).toBe('')
  })

  it('keeps of a digit only what else it may be as a digit, and numbers from nought', () => {
    const slots = [slot('1', '/'), slot('-'), slot('7', '1', '/')]
    const kept = asInCells(slots, 'telephone')
    expect(kept.map(({ cell }) => cell)).toEqual([0, 1])
    expect(kept.map(({ options }) => options.map(({ text }) => text))).toEqual([['1'], ['7', '1']])
  })
})

const upTo = (max: number) => fc.integer({ min: 1, max })

function slot(...texts: string[]): Slot {
  return { cell: 0, options: texts.map((text, i) => ({ text, score: -i })) }
}

function cellsOf(written: string, decoder: Decoder): string {
  return asInCells(
    [...written].map((character) => slot(character)),
    decoder,
  )
    .map(({ options }) => options[0]!.text)
    .join('')
}
