import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleBox } from '../../src/geometry/sample.ts'
import { applyHomography, fitHomography, invertHomography, mmToPx, rowToPx } from '../../src/geometry/transform.ts'

const corners = [
  { x: 0, y: 0 },
  { x: 210, y: 0 },
  { x: 210, y: 297 },
  { x: 0, y: 297 },
  { x: 60, y: 100 },
]
const shift = fc.double({ min: -8, max: 8, noNaN: true })
const quads = fc
  .array(fc.record({ x: shift, y: shift }), { minLength: 4, maxLength: 4 })
  .map((shifts) => shifts.map((s, i) => ({ x: corners[i]!.x * 11 + s.x * 11, y: corners[i]!.y * 11 + s.y * 11 })))

describe('homography', () => {
  it('is found again from points it moved, and undone by its inverse', () => {
    fc.assert(
      fc.property(quads, (quad) => {
        const truth = fitHomography(corners.slice(0, 4), quad)
        const found = fitHomography(
          corners,
          corners.map((p) => applyHomography(truth, p.x, p.y)),
        )
        const back = invertHomography(found)
        for (const p of corners) {
          const there = applyHomography(found, p.x, p.y)
          const again = applyHomography(back, there.x, there.y)
          expect(Math.hypot(again.x - p.x, again.y - p.y)).toBeLessThan(1e-5)
        }
      }),
    )
  })

  it('refuses points on one line', () => {
    const line = [0, 1, 2, 3].map((x) => ({ x, y: x }))
    expect(() => fitHomography(line, line)).toThrow(RangeError)
  })
})

describe('sampleBox', () => {
  const image = {
    widthPx: 100,
    heightPx: 80,
    data: Uint8Array.from({ length: 8000 }, (_, i) => (i % 100) + Math.floor(i / 100)),
  }
  const identity = { homography: [1, 0, 0, 0, 1, 0, 0, 0, 1], correction: null }

  it('takes pixels as they are through the identity', () => {
    const crop = sampleBox(image, identity, { x: 10, y: 20, w: 5, h: 4 }, 1)
    expect([crop.widthPx, crop.heightPx]).toEqual([5, 4])
    expect(Array.from(crop.data.slice(0, 5))).toEqual([30, 31, 32, 33, 34])
  })

  it('follows the correction and is white outside', () => {
    const correction = { columns: 2, rows: 2, widthMm: 100, heightMm: 80, dxMm: [3, 3, 3, 3], dyMm: [0, 0, 0, 0] }
    expect(mmToPx({ ...identity, correction }, 10, 20)).toEqual({ x: 13, y: 20 })
    expect(sampleBox(image, { ...identity, correction }, { x: 10, y: 20, w: 1, h: 1 }, 1).data[0]).toBe(33)
    expect(sampleBox(image, identity, { x: -50, y: 0, w: 2, h: 2 }, 1).data[0]).toBe(255)
  })
})

describe('a row of places', () => {
  it('lies where each of them lies by itself, on the page and beside it, with a correction and without', () => {
    const nodes = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 })
    const places = fc.array(fc.double({ min: -20, max: 230, noNaN: true }), { minLength: 1, maxLength: 8 })
    const y = fc.double({ min: -20, max: 320, noNaN: true })
    fc.assert(
      fc.property(quads, nodes, nodes, places, y, fc.boolean(), (quad, dxMm, dyMm, xMm, yMm, bent) => {
        const correction = bent ? { columns: 3, rows: 4, widthMm: 210, heightMm: 297, dxMm, dyMm } : null
        const transform = { homography: fitHomography(corners.slice(0, 4), quad), correction }
        const x = new Float64Array(xMm.length)
        const down = new Float64Array(xMm.length)
        rowToPx(transform, Float64Array.from(xMm), yMm, x, down)
        expect(xMm.map((_, k) => ({ x: x[k]!, y: down[k]! }))).toEqual(xMm.map((at) => mmToPx(transform, at, yMm)))
      }),
    )
  })
})
