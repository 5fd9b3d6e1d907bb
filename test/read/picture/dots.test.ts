import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GrayImage } from '../../../src/contract/image.ts'
import { findPatches } from '../../../src/read/picture/components.ts'
import { inLines, isDotted, raggedness } from '../../../src/read/picture/dots.ts'

const [widthPx, heightPx] = [69, 80]
const inside = { left: 0, top: 0, right: widthPx, bottom: heightPx }

// One stroke of a pen, .4 to .8 mm wide and as long as one of a digit.
const line = fc
  .record({
    x: fc.integer({ min: 10, max: 58 }),
    y: fc.integer({ min: 10, max: 69 }),
    toX: fc.integer({ min: 10, max: 58 }),
    toY: fc.integer({ min: 10, max: 69 }),
    wide: fc.double({ min: 3.2, max: 6.4, noNaN: true }),
  })
  .filter(({ x, y, toX, toY }) => Math.hypot(toX - x, toY - y) >= 20)
// Of each pixel the chance that the paper took ink there, and what decides.
const share = fc.double({ min: 0.15, max: 0.5, noNaN: true })
const seed = fc.integer()

describe('isDotted', () => {
  it('is not what a pen writes', () => {
    fc.assert(fc.property(line, (one) => !isDotted([drawn(one)])))
  })

  it('is what black and white leaves of a faint line', () => {
    fc.assert(fc.property(line, share, seed, (one, taken, n) => isDotted([grainsOf(drawn(one), taken, n)])))
  })

  it('is not where there is no ink, nor a matter of one picture among many', () => {
    const pen = drawn({ x: 20, y: 15, toX: 50, toY: 60, wide: 4 })
    expect(raggedness([blank()])).toBe(0)
    expect(isDotted([pen, pen, pen, grainsOf(pen, 0.3, 1)])).toBe(false)
  })
})

describe('inLines', () => {
  it('leaves lines as they are', () => {
    fc.assert(
      fc.property(line, (one) => {
        const pictures = [drawn(one)]
        return inLines(pictures) === pictures
      }),
    )
  })

  it('makes a line of the dots of a stroke, where it was', () => {
    fc.assert(
      fc.property(line, share, seed, (one, taken, n) => {
        const pen = drawn(one)
        const dots = grainsOf(pen, Math.max(taken, 0.4), n)
        const before = findPatches(dots, DARK, inside)
        const after = findPatches(inLines([dots])[0]!, DARK, inside)
        expect(after.length).toBeLessThanOrEqual(before.length)
        const areas = after.map(({ areaPx }) => areaPx)
        expect(Math.max(...areas)).toBeGreaterThanOrEqual(areas.reduce((sum, area) => sum + area, 0) / 3)
        // No farther off the stroke than dots are smeared.
        for (const { pixels } of after)
          for (const at of pixels) expect(isNear(pen, at % widthPx, Math.floor(at / widthPx))).toBe(true)
      }),
    )
  })
})

const DARK = 140

function blank(): GrayImage {
  return { widthPx, heightPx, data: new Uint8Array(widthPx * heightPx).fill(255) }
}

interface Line {
  readonly x: number
  readonly y: number
  readonly toX: number
  readonly toY: number
  readonly wide: number
}

function drawn(one: Line): GrayImage {
  const picture = blank()
  const [dx, dy] = [one.toX - one.x, one.toY - one.y]
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const t = Math.min(1, Math.max(0, ((x - one.x) * dx + (y - one.y) * dy) / (dx * dx + dy * dy)))
      const off = Math.hypot(x - one.x - t * dx, y - one.y - t * dy)
      picture.data[y * widthPx + x] = 255 * Math.min(1, Math.max(0, off - one.wide / 2 + 0.5))
    }
  }
  return picture
}

function grainsOf(picture: GrayImage, share: number, seed: number): GrayImage {
  let state = seed >>> 0 || 1
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  return { ...picture, data: picture.data.map((value) => (next() < share && value < 128 ? 0 : 255)) }
}

function isNear({ data }: GrayImage, x: number, y: number): boolean {
  for (let dy = -4; dy <= 4; dy++)
    for (let dx = -4; dx <= 4; dx++) {
      const [nx, ny] = [x + dx, y + dy]
      if (nx >= 0 && ny >= 0 && nx < widthPx && ny < heightPx && data[ny * widthPx + nx]! < 255) return true
    }
  return false
}
