import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ridgesOf } from '../../src/geometry/ridges.ts'

const grids = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 4 }))
  .chain(([width, height, reach]) =>
    fc
      .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: width * height, maxLength: width * height })
      .map((values) => ({ width, reach, heights: Float32Array.from(values) })),
  )

describe('ridgesOf', () => {
  it('is at each place the greatest height within reach, upright and across', () => {
    fc.assert(
      fc.property(grids, ({ width, reach, heights }) => {
        const ridges = ridgesOf(heights, width, reach)
        const place = (i: number): [number, number] => [i % width, Math.floor(i / width)]
        heights.forEach((_, i) => {
          const [x, y] = place(i)
          const near = heights.filter((__, j) => {
            const [u, v] = place(j)
            return Math.abs(u - x) <= reach && Math.abs(v - y) <= reach
          })
          expect(ridges[i]).toBe(Math.max(...near))
        })
      }),
    )
  })
})
