import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GrayImage } from '../../../src/contract/image.ts'
import { level } from '../../../src/read/picture/level.ts'

describe('level', () => {
  it('finds how far lines of text fall, and takes it back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 60 }), fc.integer({ min: 1, max: 4 }), (thousandths, lines) => {
        const slope = thousandths / 1000
        const { picture, slope: found } = level(textLines(slope, lines), BELOW, 0.07)
        expect(Math.abs(found - slope)).toBeLessThanOrEqual(0.004)
        // Rows with ink: no more than the characters are high.
        expect(inkedRows(picture)).toBeLessThanOrEqual(lines * (CHARACTER_PX + 4))
      }),
      { numRuns: 30 },
    )
  })

  it('leaves alone what is level or empty', () => {
    const straight = textLines(0, 2)
    expect(level(straight, BELOW, 0.07)).toEqual({ picture: straight, slope: 0 })
    const empty = { widthPx: 40, heightPx: 20, data: new Uint8Array(800).fill(255) }
    expect(level(empty, BELOW, 0.07)).toEqual({ picture: empty, slope: 0 })
  })
})

const BELOW = 140
const CHARACTER_PX = 24

/** Blocks as high as characters with gaps between, on lines that fall to the right. */
function textLines(slope: number, lines: number): GrayImage {
  const [widthPx, heightPx] = [500, 80 + lines * 44]
  const data = new Uint8Array(widthPx * heightPx).fill(255)
  for (let line = 0; line < lines; line++)
    for (let x = 20; x < 480; x++) {
      if (x % 30 > 21) continue
      const top = Math.round(40 + line * 44 + slope * x)
      for (let y = top; y < top + CHARACTER_PX; y++) data[y * widthPx + x] = 30
    }
  return { widthPx, heightPx, data }
}

function inkedRows({ widthPx, heightPx, data }: GrayImage): number {
  return Array.from({ length: heightPx }, (_, y) => data.subarray(y * widthPx, (y + 1) * widthPx)).filter((row) =>
    row.some((value) => value < BELOW),
  ).length
}
