import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleBox } from '../../src/geometry/sample.ts'
import { shrink } from '../../src/geometry/shrink.ts'

// A plane: bilinear sampling gives it back exactly wherever it looks.
const ramp = {
  widthPx: 60,
  heightPx: 50,
  data: Uint8Array.from({ length: 3000 }, (_, i) => (i % 60) * 2 + Math.floor(i / 60) * 2),
}
const valueAt = (x: number, y: number): number => (x - 0.5) * 2 + (y - 0.5) * 2

describe('sampleBox', () => {
  it('shows what lies under the box, whatever the turn and scale', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.double({ min: 0.6, max: 2, noNaN: true }),
        (angle, scale) => {
          const c = Math.cos(angle) * scale
          const s = Math.sin(angle) * scale
          const homography = [c, -s, 30, s, c, 25, 0, 0, 1]
          const { data, widthPx } = sampleBox(ramp, { homography, correction: null }, { x: -5, y: -5, w: 10, h: 10 }, 4)
          for (let i = 0; i < data.length; i += 37) {
            const x = -5 + ((i % widthPx) + 0.5) / 4
            const y = -5 + (Math.floor(i / widthPx) + 0.5) / 4
            expect(Math.abs(data[i]! - valueAt(c * x - s * y + 30, s * x + c * y + 25))).toBeLessThan(0.6)
          }
        },
      ),
    )
  })

  it('is white outside the scan and never reads beyond it', () => {
    const { data } = sampleBox(
      ramp,
      { homography: [1, 0, 0, 0, 1, 0, 0, 0, 1], correction: null },
      { x: -20, y: -20, w: 10, h: 10 },
      1,
    )
    expect([...data]).toEqual(Array.from({ length: 100 }, () => 255))
    const edge = sampleBox(
      ramp,
      { homography: [1, 0, 0, 0, 1, 0, 0, 0, 1], correction: null },
      { x: 55, y: 45, w: 10, h: 10 },
      1,
    )
    expect(edge.data[0]).toBe(55 * 2 + 45 * 2)
    expect(edge.data.at(-1)).toBe(255)
  })

  it('applies the correction before the transform', () => {
    const correction = { columns: 2, rows: 2, widthMm: 60, heightMm: 50, dxMm: [3, 3, 3, 3], dyMm: [0, 0, 0, 0] }
    const { data } = sampleBox(
      ramp,
      { homography: [1, 0, 0, 0, 1, 0, 0, 0, 1], correction },
      { x: 10, y: 10, w: 1, h: 1 },
      1,
    )
    expect(data[0]).toBe(13 * 2 + 10 * 2)
  })
})

describe('shrink', () => {
  it.each([1, 2, 3, 5])('by %i takes the mean of what each pixel covers', (factor) => {
    const small = shrink(ramp, factor)
    expect([small.widthPx, small.heightPx]).toEqual([Math.floor(60 / factor), Math.floor(50 / factor)])
    for (let y = 0; y < small.heightPx; y++)
      for (let x = 0; x < small.widthPx; x++) {
        const mean = valueAt(x * factor + factor / 2, y * factor + factor / 2)
        expect(Math.abs(small.data[y * small.widthPx + x]! - mean)).toBeLessThanOrEqual(0.5)
      }
  })

  it('refuses factors it cannot serve', () => {
    for (const factor of [0, 1.5, 51]) expect(() => shrink(ramp, factor)).toThrow(RangeError)
  })
})
