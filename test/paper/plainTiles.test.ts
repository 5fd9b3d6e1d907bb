import fc from 'fast-check'
import { expect, it } from 'vitest'
import { levelIn, MIXED, plainTiles } from '../../src/paper/scan/plainTiles.ts'

const size = { widthPx: 150, heightPx: 110 }
const { widthPx, heightPx } = size

it('names a level only where every pixel of the box has it, its edges and the last short tiles included', () => {
  const spots = fc.array(fc.tuple(fc.nat(widthPx - 1), fc.nat(heightPx - 1), fc.constantFrom(0, 7)), { maxLength: 4 })
  const corner = fc.record({ x: fc.nat(widthPx - 1), y: fc.nat(heightPx - 1) })
  let plain = 0
  fc.assert(
    fc.property(spots, corner, corner, (dark, a, b) => {
      const data = new Uint8Array(widthPx * heightPx).fill(255)
      for (const [x, y, level] of dark) data[y * widthPx + x] = level
      const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)]
      const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
      const level = levelIn(plainTiles(data, widthPx, heightPx), left, right, top, bottom)
      if (level === MIXED) return
      plain++
      const others = Array.from({ length: bottom - top + 1 }, (_, y) =>
        data.subarray((top + y) * widthPx + left, (top + y) * widthPx + right + 1).some((value) => value !== level),
      )
      expect(others).not.toContain(true)
    }),
    { numRuns: 300, seed: 1 },
  )
  // It does pass over something.
  expect(plain).toBeGreaterThan(50)
})

it('calls a page of one level plain, and one with a single pixel in its last corner not', () => {
  const data = new Uint8Array(widthPx * heightPx).fill(255)
  expect(levelIn(plainTiles(data, widthPx, heightPx), 0, widthPx - 1, 0, heightPx - 1)).toBe(255)
  data[data.length - 1] = 254
  const tiles = plainTiles(data, widthPx, heightPx)
  expect(levelIn(tiles, 0, widthPx - 1, 0, heightPx - 1)).toBe(MIXED)
  expect(levelIn(tiles, 0, 31, 0, 31)).toBe(255)
})
