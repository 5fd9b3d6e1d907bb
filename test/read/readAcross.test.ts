import { describe, expect, it } from 'vitest'
import { partAcross } from '../../src/read/readAcross.ts'

describe('the part of a field that is looked through for a strip', () => {
  // Five rows of three cells, 8 mm high, 2 mm apart.
  const cells = Array.from({ length: 15 }, (_, k) => ({
    x: 20 + (k % 3) * 7,
    y: 50 + Math.floor(k / 3) * 10,
    w: 7,
    h: 8,
  }))

  it('is the rows with ink and one more on either side, for a line may stand between two rows', () => {
    expect(partAcross(cells, [cells[4]!, cells[7]!])).toEqual({ x: 20, y: 52, w: 21, h: 34 })
  })

  it('ends where the field does', () => {
    expect(partAcross(cells, [cells[1]!, cells[13]!])).toEqual({ x: 20, y: 50, w: 21, h: 48 })
    expect(partAcross(cells.slice(0, 3), [cells[0]!])).toEqual({ x: 20, y: 50, w: 21, h: 8 })
  })
})
