import { describe, expect, it } from 'vitest'
import type { GrayImage } from '../../../src/contract/image.ts'
import { NORMAL_SIZE_PX, normalizeDigit } from '../../../src/read/digits/normalize.ts'

/** Paper with filled rectangles [x, y, w, h, grey]. */
function cell(widthPx: number, heightPx: number, ...inks: [number, number, number, number, number][]): GrayImage {
  const data = new Uint8Array(widthPx * heightPx).fill(250)
  for (const [x, y, w, h, grey] of inks) {
    for (let row = y; row < y + h; row++) data.fill(grey, row * widthPx + x, row * widthPx + x + w)
  }
  return { widthPx, heightPx, data }
}

function extent(ink: Float32Array): { x0: number; x1: number; y0: number; y1: number } {
  const dark = [...ink.keys()].filter((i) => ink[i]! > 0.3)
  const xs = dark.map((i) => i % NORMAL_SIZE_PX)
  const ys = dark.map((i) => Math.floor(i / NORMAL_SIZE_PX))
  return { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) }
}

describe('normalizeDigit', () => {
  it('scales the longer side to 20 pixels and centres the ink, whatever the size', () => {
    for (const size of [20, 40, 90, 200]) {
      const box: [number, number, number, number, number] = [size / 4, size / 5, size / 10, size / 2, 30]
      const found = extent(normalizeDigit(cell(size, size, box))!.ink)
      expect(found.y1 - found.y0 + 1).toBeGreaterThanOrEqual(18)
      expect(found.y1 - found.y0 + 1).toBeLessThanOrEqual(21)
      expect((found.x0 + found.x1) / 2).toBeCloseTo(13.5, 0)
    }
  })

  it('reads faint ink like dark ink', () => {
    const dark = normalizeDigit(cell(60, 60, [20, 10, 6, 40, 20], [20, 44, 20, 6, 20]))!.ink
    const faint = normalizeDigit(cell(60, 60, [20, 10, 6, 40, 200], [20, 44, 20, 6, 200]))!.ink
    dark.forEach((value, i) => expect(faint[i]).toBeCloseTo(value, 1))
  })

  it('leaves out the remains of walls and specks', () => {
    const digit: [number, number, number, number, number] = [26, 12, 8, 36, 20]
    const clean = normalizeDigit(cell(60, 60, digit))!.ink
    const dirty = normalizeDigit(cell(60, 60, digit, [0, 0, 2, 60, 40], [10, 57, 40, 2, 90], [50, 8, 2, 2, 60]))!.ink
    expect(dirty).toEqual(clean)
  })

  it('keeps a stroke that came apart with the part that held together', () => {
    // A 6 of a thin pen in black and white: the bow whole, of the stem three dots.
    const bow: [number, number, number, number, number][] = [
      [20, 42, 26, 4, 0],
      [20, 60, 26, 4, 0],
      [20, 42, 4, 22, 0],
      [42, 42, 4, 22, 0],
    ]
    const stem: [number, number, number, number, number][] = [
      [38, 16, 3, 2, 0],
      [36, 24, 2, 2, 0],
      [32, 32, 3, 3, 0],
    ]
    const bowAlone = extent(normalizeDigit(cell(69, 80, ...bow))!.ink)
    const whole = extent(normalizeDigit(cell(69, 80, ...bow, ...stem))!.ink)
    expect(bowAlone.x1 - bowAlone.x0).toBeGreaterThanOrEqual(18)
    expect(whole.y1 - whole.y0).toBeGreaterThanOrEqual(18)
    expect(whole.x1 - whole.x0).toBeLessThanOrEqual(13)
  })

  it('says that a cell without ink holds none', () => {
    expect(normalizeDigit(cell(40, 50))).toBeNull()
    expect(normalizeDigit(cell(40, 50, [10, 10, 20, 20, 240]))).toBeNull()
    expect(normalizeDigit({ widthPx: 1, heightPx: 1, data: Uint8Array.of(0) })).toBeNull()
  })
})
