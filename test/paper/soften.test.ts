import fc from 'fast-check'
import { expect, it } from 'vitest'
import { soften } from '../../src/paper/scan/soften.ts'

/** The blur as it is meant, a pixel at a time. */
function plainly(data: Uint8Array, w: number, h: number, amount: number): Uint8Array {
  const side = Math.round((amount / 3) * 256)
  const mix = (a: number, b: number, c: number) => (b * (256 - 2 * side) + (a + c) * side + 128) >> 8
  const across = data.map((value, i) => {
    const x = i % w
    return x === 0 || x === w - 1 ? value : mix(data[i - 1]!, value, data[i + 1]!)
  })
  return across.map((value, i) => {
    const y = Math.floor(i / w)
    return mix(across[y === 0 ? i : i - w]!, value, across[y === h - 1 ? i : i + w]!)
  })
}

it('softens four pixels at a time as it would one', () => {
  const picture = fc
    .record({ w: fc.integer({ min: 2, max: 23 }), h: fc.integer({ min: 1, max: 9 }) })
    .chain(({ w, h }) =>
      fc.record({
        w: fc.constant(w),
        h: fc.constant(h),
        data: fc.uint8Array({ minLength: w * h, maxLength: w * h }),
        amount: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    )
  fc.assert(
    fc.property(picture, ({ w, h, data, amount }) => {
      const expected = plainly(data, w, h, amount)
      soften(data, w, h, amount)
      expect([...data]).toEqual([...expected])
    }),
  )
})
