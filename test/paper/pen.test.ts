import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawCharacter } from '../../src/paper/pen/character.ts'
import { realDigit } from '../../src/paper/pen/digits.ts'
import { fillOutline } from '../../src/paper/pen/fillOutline.ts'
import { newSheet, press, type Stamp } from '../../src/paper/pen/stamp.ts'
import { smoothWay, strokeLine } from '../../src/paper/pen/strokeLine.ts'
import { drawCancelled, drawTick, type TickShape } from '../../src/paper/pen/tick.ts'
import { inventWriter } from '../../src/paper/pen/writer.ts'
import { randomOf } from '../../src/paper/random.ts'

const inkOf = ({ cover }: Stamp): number => cover.reduce((sum, value) => sum + value, 0)
const coordinate = fc.double({ min: -40, max: 40, noNaN: true })
const point = fc.record({ x: coordinate, y: coordinate })

describe('fillOutline', () => {
  it('covers exactly the area of a triangle, wherever it lies', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        const area = Math.abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2
        const ink = inkOf(fillOutline([[a, b, c]]))
        expect(Math.abs(ink - area)).toBeLessThan(0.05 + area * 0.002)
      }),
      { numRuns: 300 },
    )
  })

  it('counts overlapping contours once and leaves a hole open', () => {
    const square = (x: number, y: number, side: number) => [
      { x, y },
      { x: x + side, y },
      { x: x + side, y: y + side },
      { x, y: y + side },
    ]
    expect(inkOf(fillOutline([square(0, 0, 10), square(5, 0, 10)]))).toBeCloseTo(150, 3)
    expect(inkOf(fillOutline([square(0, 0, 10), square(2.5, 2.5, 5).toReversed()]))).toBeCloseTo(75, 3)
    expect(inkOf(fillOutline([]))).toBe(0)
  })
})

describe('strokeLine', () => {
  it('is as wide as it was asked to be, with round ends', () => {
    fc.assert(
      fc.property(point, point, fc.double({ min: 1, max: 6, noNaN: true }), (a, b, radiusPx) => {
        const length = Math.hypot(b.x - a.x, b.y - a.y)
        const wanted = 2 * radiusPx * length + Math.PI * radiusPx ** 2
        const ink = inkOf(
          strokeLine([
            [
              { ...a, radiusPx },
              { ...b, radiusPx },
            ],
          ]),
        )
        // A dot of one pixel radius is up to 12.3 % too heavy: the soft edge weighs more outside than inside.
        expect(Math.abs(ink - wanted) / wanted).toBeLessThan(0.13)
      }),
      { numRuns: 100 },
    )
  })

  it('smooths through the points it is given', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 10, y: 5 },
      { x: 20, y: -5 },
    ]
    const way = smoothWay(points, 4)
    for (const p of points) expect(way).toContainEqual(p)
  })
})

describe('realDigit', () => {
  const place = { xPx: 60, yPx: 60, heightPx: 60, strokePx: 6, slant: 0, turnRad: 0, maxWidthPx: 80 }

  it.each(['development', 'report'] as const)('draws every digit of the %s pool in its place and size', (pool) => {
    for (let digit = 0; digit < 10; digit++) {
      const stamp = realDigit(digit, pool, place, randomOf(digit, 'digit'))
      const box = inkBox(stamp)
      expect(Math.max(box.w, box.h)).toBeGreaterThan(45)
      expect(Math.max(box.w, box.h)).toBeLessThan(75)
      expect(Math.abs(box.x + box.w / 2 - 60)).toBeLessThan(5)
      expect(Math.abs(box.y + box.h / 2 - 60)).toBeLessThan(5)
    }
  })

  it('follows the width of the pen', () => {
    const ink = (strokePx: number): number =>
      Array.from({ length: 20 }, (_, i) =>
        inkOf(realDigit(i % 10, 'development', { ...place, strokePx }, randomOf(i, 'd'))),
      ).reduce((sum, value) => sum + value, 0)
    expect(ink(8)).toBeGreaterThan(1.25 * ink(4))
  })
})

describe('drawCharacter', () => {
  it('writes Chinese, Latin, digits and punctuation inside the cell, with some sloppiness', async () => {
    for (const [seed, pool] of [
      [1, 'development'],
      [2, 'development'],
      [3, 'report'],
      [4, 'report'],
      [5, 'report'],
    ] as const) {
      const writer = await inventWriter(pool, 'normal', randomOf(seed, 'writer'))
      for (const character of '策政务服国。，a@9') {
        const stamp = drawCharacter(
          character,
          { xPx: 100, yPx: 100, widthPx: 100, heightPx: 100, pxPerMm: 11.8 },
          writer,
          randomOf(seed, character),
        )!
        const box = inkBox(stamp)
        const what = `${character} by ${writer.hand} (${seed})`
        expect(inkOf(stamp), what).toBeGreaterThan(20)
        expect(box.x, what).toBeGreaterThan(30)
        expect(box.x + box.w, what).toBeLessThan(170)
        expect(box.y, what).toBeGreaterThan(30)
        expect(box.y + box.h, what).toBeLessThan(170)
      }
    }
  })
})

describe('drawTick', () => {
  const place = { box: { x: 50, y: 50, w: 54, h: 54 }, labelPx: 200, strokePx: 6, sloppiness: 1 }
  const inside = (stamp: Stamp): number => {
    const sheet = newSheet(400, 200)
    press(stamp, sheet, { kind: 'gel', level: 0, rgb: [0, 0, 0], widthMm: 0.5, uneven: 0, grain: 0 })
    let sum = 0
    for (let y = 50; y < 104; y++) for (let x = 50; x < 104; x++) sum += sheet.data[y * 400 + x]! / 255
    return sum / 54 ** 2
  }

  it.each(['check', 'cross', 'slash', 'dot', 'overshoot', 'faint'] as TickShape[])(
    'leaves ink of a %s in the box',
    (shape) => {
      for (let seed = 0; seed < 30; seed++) {
        const share = inside(drawTick(shape, place, randomOf(seed, shape)))
        expect(share).toBeGreaterThan(0.04)
        expect(share).toBeLessThan(0.5)
      }
    },
  )

  it('fills the box to take a tick back', () => {
    for (let seed = 0; seed < 30; seed++) expect(inside(drawCancelled(place, randomOf(seed, 'x')))).toBeGreaterThan(0.7)
  })

  it('goes round box and label, not through the box, when it circles', () => {
    for (let seed = 0; seed < 30; seed++)
      expect(inside(drawTick('circled', place, randomOf(seed, 'x')))).toBeLessThan(0.12)
  })
})

function inkBox({ xPx, yPx, widthPx, heightPx, cover }: Stamp): { x: number; y: number; w: number; h: number } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < cover.length; i++) {
    if (cover[i]! < 0.5) continue
    const x = i % widthPx
    const y = Math.floor(i / widthPx)
    ;[left, right] = [Math.min(left, x), Math.max(right, x + 1)]
    ;[top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)]
  }
  if (heightPx === 0 || left > right) return { x: NaN, y: NaN, w: 0, h: 0 }
  return { x: xPx + left, y: yPx + top, w: right - left, h: bottom - top }
}
