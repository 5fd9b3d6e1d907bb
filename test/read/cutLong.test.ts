import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutLong } from '../../src/read/cutLong.ts'
import type { WrittenLine } from '../../src/read/lineInk.ts'

describe('cutLong', () => {
  it('cuts between characters and loses nothing, each piece where it stood', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 3, max: 30 }), { minLength: 1, maxLength: 60 }), (widths) => {
        const line = lineOf(widths)
        const pieces = cutLong(line, 5)
        expect(pieces.reduce((sum, { picture }) => sum + picture.widthPx, 0)).toBe(line.picture.widthPx)
        let left = 0
        for (const { picture, atMm } of pieces) {
          expect(atMm.x).toBeCloseTo(line.atMm.x + left / 8, 9)
          expect(atMm.y).toBeCloseTo(line.atMm.y + (0.02 * left) / 8, 9)
          // A character is never cut: its first column would have ink.
          if (left > 0) expect(column(picture, 0).every((value) => value === 255)).toBe(true)
          expect(picture.widthPx).toBeLessThanOrEqual(7 * HEIGHT_PX)
          left += picture.widthPx
        }
        const again = pieces.flatMap(({ picture }) =>
          Array.from({ length: picture.widthPx }, (_, x) => column(picture, x)[9]!),
        )
        expect(again).toEqual([...line.picture.data.subarray(9 * line.picture.widthPx, 10 * line.picture.widthPx)])
      }),
    )
  })

  it('leaves a line alone that is short, or has no gap', () => {
    expect(cutLong(lineOf([20, 20]), 5)).toEqual([lineOf([20, 20])])
    expect(cutLong(lineOf([900]), 5)).toEqual([lineOf([900])])
  })
})

const HEIGHT_PX = 32

/** Blocks as wide as given with two columns between. */
function lineOf(widths: readonly number[]): WrittenLine {
  const row = widths.flatMap((width) => [...Array.from({ length: width }, () => 20), 255, 255])
  const data = Uint8Array.from(Array.from({ length: HEIGHT_PX }, () => row).flat())
  return {
    picture: { widthPx: row.length, heightPx: HEIGHT_PX, data },
    atMm: { x: 20, y: 40 },
    slope: 0.02,
    pxPerMm: 8,
  }
}

function column({ widthPx, heightPx, data }: WrittenLine['picture'], x: number): number[] {
  return Array.from({ length: heightPx }, (_, y) => data[y * widthPx + x]!)
}
