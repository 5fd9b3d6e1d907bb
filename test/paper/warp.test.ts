import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomOf } from '../../src/paper/random.ts'
import { planPage, planScanner } from '../../src/paper/scan/plan.ts'
import { turnPicture, turnPoint, type Turn } from '../../src/paper/scan/turn.ts'
import { pageToScan, sampleSheet, warpOf } from '../../src/paper/scan/warp.ts'
import { severities } from '../../src/contract/truth.ts'

const page = { widthMm: 105, heightMm: 148 }
const severity = fc.constantFrom(...severities)

describe('pageToScan', () => {
  it('says where sampleSheet puts a spot, to a tenth of a pixel', () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        severity,
        fc.integer({ min: 20, max: 85 }),
        fc.integer({ min: 20, max: 128 }),
        (seed, harm, xMm, yMm) => {
          const pxPerMm = 300 / 25.4
          const size = { widthPx: Math.round(page.widthMm * pxPerMm), heightPx: Math.round(page.heightMm * pxPerMm) }
          const random = randomOf(seed, 'warp')
          const setting = planScanner(harm, page, random, { dpi: 300 })
          const warp = warpOf(page, planPage(harm, page, random), setting)
          const exact = pageToScan(warp, xMm, yMm)
          fc.pre(exact.x > 15 && exact.y > 15 && exact.x < warp.widthPx - 15 && exact.y < warp.heightPx - 15)
          const layer = { data: spot(size, xMm * pxPerMm, yMm * pxPerMm), outside: 255 }
          const [scan] = sampleSheet(size, [layer], pxPerMm, warp)
          const found = centroid(scan!, warp.widthPx, exact)
          expect(Math.hypot(found.x - exact.x, found.y - exact.y)).toBeLessThan(0.1)
        },
      ),
      { numRuns: 12 },
    )
  })

  it('stays on the canvas of a clean scan and moves a normal one by a few millimetres at most', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.constantFrom('clean', 'normal'), (seed, harm) => {
        const random = randomOf(seed, 'warp')
        const setting = planScanner(harm as 'clean' | 'normal', page, random, { dpi: 200 })
        const warp = warpOf(page, planPage(harm as 'clean' | 'normal', page, random), setting)
        const middle = pageToScan(warp, page.widthMm / 2, page.heightMm / 2)
        const offMm = Math.hypot(middle.x - warp.widthPx / 2, middle.y - warp.heightPx / 2) / (200 / 25.4)
        expect(offMm).toBeLessThan(harm === 'clean' ? 1 : 4.5)
      }),
    )
  })
})

describe('turnPicture', () => {
  it('moves every pixel to where turnPoint says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom<Turn>(0, 90, 180, 270),
        fc.constantFrom<1 | 3>(1, 3),
        (widthPx, heightPx, turn, channels) => {
          const data = Uint8Array.from({ length: widthPx * heightPx * channels }, (_, i) => i)
          const out = turnPicture({ widthPx, heightPx, channels, data }, turn)
          for (let y = 0; y < heightPx; y++)
            for (let x = 0; x < widthPx; x++) {
              const to = turnPoint({ x: x + 0.5, y: y + 0.5 }, { widthPx, heightPx }, turn)
              const at = (Math.floor(to.y) * out.widthPx + Math.floor(to.x)) * channels
              expect([...out.data.subarray(at, at + channels)]).toEqual([
                ...data.subarray((y * widthPx + x) * channels, (y * widthPx + x + 1) * channels),
              ])
            }
        },
      ),
    )
  })

  it('comes back after four quarter turns', () => {
    const picture = { widthPx: 3, heightPx: 2, channels: 1 as const, data: Uint8Array.of(1, 2, 3, 4, 5, 6) }
    let turned = turnPicture(picture, 90)
    expect([...turned.data]).toEqual([4, 1, 5, 2, 6, 3])
    for (let i = 0; i < 3; i++) turned = turnPicture(turned, 90)
    expect(turned).toEqual(picture)
  })
})

/** White with one soft dark spot. */
function spot({ widthPx, heightPx }: { widthPx: number; heightPx: number }, x: number, y: number): Uint8Array {
  const data = new Uint8Array(widthPx * heightPx).fill(255)
  for (let row = Math.floor(y) - 10; row <= y + 10; row++)
    for (let column = Math.floor(x) - 10; column <= x + 10; column++) {
      const d2 = (column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2
      if (row >= 0 && column >= 0 && row < heightPx && column < widthPx)
        data[row * widthPx + column] = 255 - 240 * Math.exp(-d2 / 12)
    }
  return data
}

function centroid(data: Uint8Array, widthPx: number, near: { x: number; y: number }): { x: number; y: number } {
  let mass = 0
  let x = 0
  let y = 0
  for (let row = Math.floor(near.y) - 14; row <= near.y + 14; row++)
    for (let column = Math.floor(near.x) - 14; column <= near.x + 14; column++) {
      const dark = 255 - data[row * widthPx + column]!
      mass += dark
      x += dark * (column + 0.5)
      y += dark * (row + 0.5)
    }
  return { x: x / mass, y: y / mass }
}
