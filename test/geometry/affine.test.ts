import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitAffine, fitSimilarity, scaleAt } from '../../src/geometry/affine.ts'
import { applyHomography } from '../../src/geometry/transform.ts'

const coordinate = fc.double({ min: -300, max: 300, noNaN: true })
const points = [
  { x: 0, y: 0 },
  { x: 100, y: 10 },
  { x: 20, y: 200 },
  { x: 150, y: 180 },
]

describe('affine fits', () => {
  it('find the turn, scale and shift that was applied', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.2, max: 20, noNaN: true }),
        coordinate,
        coordinate,
        (angle, scale, x, y) => {
          const c = Math.cos(angle) * scale
          const s = Math.sin(angle) * scale
          const truth = [c, -s, x, s, c, y, 0, 0, 1]
          const found = fitSimilarity(
            points,
            points.map((p) => applyHomography(truth, p.x, p.y)),
          )
          found.forEach((value, k) => expect(value).toBeCloseTo(truth[k]!, 6))
          expect(scaleAt(found, 50, 50)).toBeCloseTo(scale, 6)
        },
      ),
    )
  })

  it('find any affine transform', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 6, maxLength: 6 }),
        ([a, b, c, d, e, f]) => {
          const truth = [a!, b!, c!, d!, e!, f!, 0, 0, 1]
          const found = fitAffine(
            points,
            points.map((p) => applyHomography(truth, p.x, p.y)),
          )
          found.forEach((value, k) => expect(value).toBeCloseTo(truth[k]!, 6))
        },
      ),
    )
  })

  it('give a pair the weight it is given', () => {
    const moved = points.map((p, k) => (k === 3 ? { x: p.x + 10, y: p.y } : p))
    const trusting = fitSimilarity(points, moved)
    const doubting = fitSimilarity(points, moved, [1, 1, 1, 0.001])
    expect(Math.abs(applyHomography(doubting, 0, 0).x)).toBeLessThan(Math.abs(applyHomography(trusting, 0, 0).x) / 50)
  })

  it('refuse points that determine nothing', () => {
    const line = [0, 1, 2].map((k) => ({ x: k, y: 2 * k }))
    expect(() => fitAffine(line, line)).toThrow(RangeError)
    expect(() => fitSimilarity([points[0]!, points[0]!], [points[0]!, points[0]!])).toThrow(RangeError)
  })
})
