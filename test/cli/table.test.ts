import { describe, expect, it } from 'vitest'
import { table, widthOf } from '../../src/cli/table.ts'

describe('table', () => {
  it('lines columns up although Chinese characters are two columns wide', () => {
    const lines = table(
      ['文件', 'n'],
      [
        ['a.pdf', 7],
        ['长沙市.pdf', 12],
      ],
    ).split('\n')
    expect(widthOf(lines[1]!)).toBe(14)
    expect(lines[2]).toBe('a.pdf        7')
    expect(lines[3]).toBe('长沙市.pdf  12')
  })
})
