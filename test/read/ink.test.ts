import { describe, expect, it } from 'vitest'
import { inkOf, stretchInk, tightInk } from '../../src/read/ink.ts'
import { combField, fill, stroke, type ScanSettings } from '../register/syntheticPage.ts'
import { fittedPage } from './inkAndMarks.ts'

const scans: Record<string, ScanSettings> = {
  grey: { dpi: 200, noise: 6, rotationDeg: 0.8 },
  'black and white': { dpi: 200, bits: 1, noise: 10, rotationDeg: -0.6 },
  'uneven light': { dpi: 200, noise: 6, light: (x, y) => 0.55 + x / 500 + y / 1200 },
}
const { x, y, w, h } = combField.boxMm
const area = { x: x - 2, y: y - 2, w: w + 4, h: h + 4 }

describe.each(Object.entries(scans))('ink of a scan in %s', (_, settings) => {
  it('is nothing where only the form is printed', () => {
    const ink = inkOf(
      fittedPage(() => {}, settings),
      area,
      8,
    )
    expect(darkShare(ink.data)).toBeLessThan(0.0005)
    expect(
      tightInk(
        inkOf(
          fittedPage(() => {}, settings),
          { x: 18, y: 68, w: 12, h: 36 },
          8,
        ),
        100,
      ),
    ).toBeNull()
  })

  it('keeps a stroke whole where it crosses the cells', () => {
    const page = fittedPage((sheet) => stroke(sheet, [[x, y + 4], [x + w, y + 4]], 0.6, 0.9), settings) // prettier-ignore
    const ink = inkOf(page, area, 8)
    let gaps = 0
    for (let px = 24; px < ink.widthPx - 24; px++) {
      let darkest = 255
      for (let py = Math.round(4.5 * 8); py < Math.round(7.5 * 8); py++)
        darkest = Math.min(darkest, ink.data[py * ink.widthPx + px]!)
      if (darkest > 128) gaps++
    }
    expect(gaps).toBe(0)
    const box = tightInk(ink)!
    expect(box.h / 8).toBeLessThan(1.3)
    expect(box.w / 8).toBeGreaterThan(w - 0.5)
  })
})

describe('ink', () => {
  it('leaves out a streak of the scanner and keeps what it crosses', () => {
    const page = fittedPage((sheet) => {
      fill(sheet, { x: x + 10, y: 0, w: 0.25, h: 297 }, 0.5)
      stroke(sheet, [[x + 4, y + 4], [x + 20, y + 4]], 0.6, 0.9) // prettier-ignore
    })
    const ink = inkOf(page, { x: x + 7, y, w: 6, h: 8 }, 8)
    const box = tightInk(ink)!
    expect(box.h / 8).toBeLessThan(1.3)
    expect(box.w).toBe(ink.widthPx)
  })

  it('lifts faint pencil and leaves an empty crop alone', () => {
    const cell = { x: x + 1, y: y + 1, w: 4.6, h: 6 }
    const faint = inkOf(fittedPage((sheet) => stroke(sheet, [[x + 2, y + 2], [x + 4, y + 6]], 0.6, 0.5)), cell, 8) // prettier-ignore
    expect(Math.min(...stretchInk(faint).data)).toBeLessThan(Math.min(...faint.data))
    const empty = inkOf(
      fittedPage(() => {}),
      cell,
      8,
    )
    expect(stretchInk(empty)).toBe(empty)
  })
})

function darkShare(data: Uint8Array): number {
  return data.filter((value) => value < 160).length / data.length
}
