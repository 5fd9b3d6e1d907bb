import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakLines } from '../../src/print/breakLines.ts'

// Chinese characters two wide, all others one.
const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (character.charCodeAt(0) > 255 ? 2 : 1), 0)

describe('breakLines', () => {
  it('breaks between Chinese characters and at English spaces', () => {
    expect(breakLines('我为政务服务献一策', 8, widthOf)).toEqual(['我为政务', '服务献一', '策'])
    expect(breakLines('one idea a letter', 8, widthOf)).toEqual(['one idea', 'a letter'])
    expect(breakLines('用 EMS 寄出', 8, widthOf)).toEqual(['用 EMS', '寄出'])
  })

  it('starts no line with a closing mark and ends none with an opening one', () => {
    expect(breakLines('一二三四，五', 8, widthOf)).toEqual(['一二三', '四，五'])
    expect(breakLines('一二三“四五”', 8, widthOf)).toEqual(['一二三', '“四五”'])
  })

  it('always breaks at a newline', () => {
    expect(breakLines('一\n二三', 80, widthOf)).toEqual(['一', '二三'])
  })

  it('loses nothing but spaces at line ends and keeps lines within the measure when words allow', () => {
    const words = fc.array(fc.constantFrom('献策', '，', 'idea', ' ', '（', '）', '。', 'a', '湖南'), { maxLength: 40 })
    fc.assert(
      fc.property(words, fc.integer({ min: 14, max: 40 }), (parts, max) => {
        const text = parts.join('')
        const lines = breakLines(text, max, widthOf)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        const unbreakable = /[a-z]{15,}|[，。）a-z（]{6,}/.test(text.replaceAll(' ', ''))
        if (!unbreakable) for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(max + 12)
      }),
    )
  })
})
