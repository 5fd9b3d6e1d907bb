import { describe, expect, it } from 'vitest'
import type { Glyph } from '../../src/read/glyph.ts'
import { isStruckOut } from '../../src/read/struckOut.ts'

const CELL = 75

describe('isStruckOut', () => {
  it('says yes of a character under two strokes or a cross', () => {
    expect(isStruckOut(glyph(plain, across(32), across(45)), CELL)).toBe(true)
    expect(isStruckOut(glyph(plain, slanting(1), slanting(-1)), CELL)).toBe(true)
  })

  it('says no of a character that was left alone, of one stroke, which may be its own, and of what is small', () => {
    expect(isStruckOut(glyph(plain), CELL)).toBe(false)
    expect(isStruckOut(glyph(plain, across(38)), CELL)).toBe(false)
    expect(isStruckOut(glyph(plain, slanting(1)), CELL)).toBe(false)
    expect(
      isStruckOut(
        glyph((x, y) => x > 30 && x < 40 && y > 60 && y < 70),
        CELL,
      ),
    ).toBe(false)
  })
})

type Stroke = (x: number, y: number) => boolean

const across =
  (at: number): Stroke =>
  (x, y) =>
    x > 6 && x < 69 && Math.abs(y - at) < 2

const slanting =
  (way: 1 | -1): Stroke =>
  (x, y) =>
    x > 11 && x < 64 && Math.abs(way * (x - CELL / 2) - (y - CELL / 2)) < 3

/** Like 田, in the middle of its cell. */
const plain: Stroke = (x, y) =>
  x > 15 &&
  x < 60 &&
  y > 12 &&
  y < 63 &&
  ([17, 38, 57].some((at) => Math.abs(x - at) < 2) || [14, 38, 61].some((at) => Math.abs(y - at) < 2))

function glyph(...strokes: Stroke[]): Glyph {
  const data = Uint8Array.from({ length: CELL * CELL }, (_, i) =>
    strokes.some((stroke) => stroke(i % CELL, Math.floor(i / CELL))) ? 0 : 255,
  )
  const boxPx = tight(data)
  const widthPx = boxPx.right - boxPx.left
  const heightPx = boxPx.bottom - boxPx.top
  const ink = new Uint8Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) ink[y * widthPx + x] = data[(y + boxPx.top) * CELL + x + boxPx.left]!
  return { cell: 0, ink: { widthPx, heightPx, data: ink }, boxPx }
}

function tight(data: Uint8Array): Glyph['boxPx'] {
  const at = [...data.keys()].filter((i) => data[i] === 0)
  const xs = at.map((i) => i % CELL)
  const ys = at.map((i) => Math.floor(i / CELL))
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs) + 1, bottom: Math.max(...ys) + 1 }
}
