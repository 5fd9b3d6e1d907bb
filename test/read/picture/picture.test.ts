import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GrayImage } from '../../../src/contract/image.ts'
import { findPatches } from '../../../src/read/picture/components.ts'
import { crop, inkBox } from '../../../src/read/picture/crop.ts'
import { joinInRow } from '../../../src/read/picture/join.ts'
import { resize } from '../../../src/read/picture/resize.ts'
import { inkLevel, stretch } from '../../../src/read/picture/stretch.ts'

const size = fc.integer({ min: 1, max: 24 })
const picture = fc
  .tuple(size, size)
  .chain(([widthPx, heightPx]) =>
    fc
      .uint8Array({ minLength: widthPx * heightPx, maxLength: widthPx * heightPx })
      .map((data): GrayImage => ({ widthPx, heightPx, data })),
  )

describe('resize', () => {
  it('stays within the greys it was given and keeps a plain picture plain', () => {
    fc.assert(
      fc.property(picture, size, size, (image, widthPx, heightPx) => {
        const small = resize(image, widthPx, heightPx)
        expect(small.data.length).toBe(widthPx * heightPx)
        expect(Math.min(...small.data)).toBeGreaterThanOrEqual(Math.min(...image.data))
        expect(Math.max(...small.data)).toBeLessThanOrEqual(Math.max(...image.data))
      }),
    )
  })

  it('loses no thin stroke when it shrinks', () => {
    const image = white(90, 90)
    for (let y = 0; y < 90; y++) image.data[y * 90 + 37] = 0
    expect(Math.min(...resize(image, 30, 30).data)).toBeLessThan(200)
  })
})

describe('crop and inkBox', () => {
  it('puts white where there is no picture', () => {
    fc.assert(
      fc.property(picture, fc.integer({ min: 1, max: 5 }), (image, by) => {
        const box = { left: -by, top: -by, right: image.widthPx + by, bottom: image.heightPx + by }
        const wide = crop(image, box)
        expect(wide.data.slice(0, wide.widthPx).every((value) => value === 255)).toBe(true)
        const inner = { left: by, top: by, right: by + image.widthPx, bottom: by + image.heightPx }
        expect(crop(wide, inner)).toEqual(image)
      }),
    )
  })

  it('finds the box of what is dark, and null on paper', () => {
    const image = white(10, 8)
    expect(inkBox(image, 128)).toBeNull()
    image.data[2 * 10 + 3] = 0
    image.data[5 * 10 + 7] = 0
    expect(inkBox(image, 128)).toEqual({ left: 3, top: 2, right: 8, bottom: 6 })
  })
})

describe('findPatches', () => {
  it('accounts for every dark pixel exactly once', () => {
    fc.assert(
      fc.property(picture, (image) => {
        const all = { left: 0, top: 0, right: image.widthPx, bottom: image.heightPx }
        const patches = findPatches(image, 128, all)
        const pixels = patches.flatMap((patch) => [...patch.pixels])
        expect(new Set(pixels).size).toBe(pixels.length)
        expect(pixels.length).toBe(image.data.filter((value) => value < 128).length)
        for (const { areaPx, insidePx } of patches) expect(insidePx).toBe(areaPx)
      }),
    )
  })

  it('joins by corners and counts what lies inside the box of interest', () => {
    const image = white(6, 6)
    for (const at of [7, 14, 21, 5]) image.data[at] = 0
    const patches = findPatches(image, 128, { left: 0, top: 0, right: 3, bottom: 3 })
    expect(patches.map(({ areaPx, insidePx }) => [areaPx, insidePx]).toSorted(([a], [b]) => a! - b!)).toEqual([
      [1, 0],
      [3, 2],
    ])
  })
})

describe('joinInRow', () => {
  it('keeps every picture whole at the place it says', () => {
    const lines = fc
      .array(picture, { minLength: 1, maxLength: 5 })
      .map((list) => list.map((one) => resize(one, one.widthPx, 12)))
    fc.assert(
      fc.property(lines, fc.nat(6), fc.nat(6), (pictures, gapPx, marginPx) => {
        const { line, startsPx } = joinInRow(pictures, gapPx, marginPx)
        const last = startsPx.at(-1)! + pictures.at(-1)!.widthPx
        expect(line.widthPx).toBe(last + marginPx)
        for (const [i, one] of pictures.entries()) {
          const box = { left: startsPx[i]!, top: 0, right: startsPx[i]! + one.widthPx, bottom: 12 }
          expect(crop(line, box)).toEqual(one)
        }
      }),
    )
  })
})

describe('stretch', () => {
  it('makes faint pencil black and leaves paper white', () => {
    const image = white(40, 40)
    for (let x = 5; x < 35; x++) for (let y = 18; y < 22; y++) image.data[y * 40 + x] = 190
    const level = inkLevel([image], 60)
    expect(level).toBe(190)
    expect(Math.min(...stretch(image, level).data)).toBe(0)
    expect(stretch(image, level).data[0]).toBe(255)
  })
})

function white(widthPx: number, heightPx: number): GrayImage & { data: Uint8Array } {
  return { widthPx, heightPx, data: new Uint8Array(widthPx * heightPx).fill(255) }
}
