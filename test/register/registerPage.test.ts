import { describe, expect, it } from 'vitest'
import type { PageImage } from '../../src/contract/image.ts'
import type { Fit } from '../../src/contract/page.ts'
import type { Point } from '../../src/geometry/point.ts'
import { applyHomography, mmToPx, type Homography } from '../../src/geometry/transform.ts'
import { registerPage } from '../../src/register/registerPage.ts'
import { discCentre } from '../../src/register/roughPlace.ts'
import {
  blankOf,
  cover,
  disc,
  emptySheet,
  formSheet,
  layout,
  pageSize,
  scan,
  stroke,
  type ScanSettings,
} from './syntheticPage.ts'

const blank = blankOf(formSheet())
const fitOf = (image: PageImage, codeCornersPx: Point[]): Fit | null =>
  registerPage({ image, layout, pageSize, codeCornersPx, blanks: [blank] })?.fit ?? null

const scans: Record<string, [ScanSettings, number]> = {
  'a clean scan': [{ dpi: 300 }, 0.04],
  'a scan upside down with noise': [{ dpi: 200, rotationDeg: 178.7, noise: 15, shiftMm: { x: 3, y: -4 } }, 0.05],
  'a page on its side': [{ dpi: 150, rotationDeg: 90.6, noise: 8 }, 0.06],
  'a stretched page': [{ dpi: 200, stretch: { x: 1.012, y: 0.99 }, noise: 8 }, 0.05],
  'a page in perspective': [{ dpi: 200, perspective: { x: 6e-5, y: -4e-5 }, noise: 8 }, 0.06],
  'black and white at 200 dpi': [{ dpi: 200, bits: 1, noise: 25, rotationDeg: 1.1 }, 0.15],
  'uneven light': [{ dpi: 200, light: (x, y) => 0.5 + x / 420 - y / 1200, noise: 8 }, 0.06],
}

describe('registerPage', () => {
  it.each(Object.entries(scans))('fits %s', (_, [settings, mostMm]) => {
    const { image, truth, codeCornersPx } = scan(formSheet(), settings)
    const fit = fitOf(image, codeCornersPx)
    expect(fit?.fiducials.filter(({ used }) => used)).toHaveLength(layout.fiducials.length)
    expect(fit!.fitErrorMm).toBeLessThan(0.05)
    expect(worstMm(fit!, truth, settings)).toBeLessThan(mostMm)
    const turned = Math.abs(((fit!.rotationDeg - (settings.rotationDeg ?? 0) + 540) % 360) - 180)
    expect(turned).toBeLessThan(settings.perspective ? 1 : 0.1)
  })

  it('fits with any two fiducials lost', () => {
    const settings = { dpi: 200, noise: 8, rotationDeg: 0.7 }
    const { image, truth, codeCornersPx } = scan(formSheet(), settings)
    const all = layout.fiducials
    for (let a = 0; a < all.length; a++)
      for (let b = 0; b < a; b++) {
        const lost = [all[a]!, all[b]!]
        const fit = fitOf(blotOut(image, truth, lost.map(discCentre)), codeCornersPx)
        expect(fit, `without ${lost.map(({ id }) => id).join(' and ')}`).not.toBeNull()
        expect(worstMm(fit!, truth, settings)).toBeLessThan(0.12)
      }
  })

  it('is not led astray by discs that are none of its own', () => {
    const sheet = formSheet()
    for (const id of ['tl', 'r1']) {
      const { x, y } = discCentre(layout.fiducials.find((fiducial) => fiducial.id === id)!)
      cover(sheet, { x: x - 3, y: y - 3, w: 6, h: 6 })
      disc(sheet, { x: x + 2.5, y: y + 3 }, 2.5)
    }
    disc(sheet, { x: 19, y: 190.5 }, 2.4)
    const settings = { dpi: 200, noise: 8 }
    const { image, truth, codeCornersPx } = scan(sheet, settings)
    const fit = fitOf(image, codeCornersPx)
    expect(fit?.fiducials.filter(({ used }) => used).map(({ id }) => id)).not.toContain('tl')
    expect(worstMm(fit!, truth, settings)).toBeLessThan(0.12)
  })

  it('measures a disc that a pen has crossed and one that the edge has cut', () => {
    const sheet = formSheet()
    stroke(sheet, [[8, 280], [20, 290]], 0.8, 1) // prettier-ignore
    stroke(sheet, [[192, 10], [205, 11], [195, 18]], 0.8, 1) // prettier-ignore
    cover(sheet, { x: 9, y: 188, w: 2.2, h: 6 })
    const settings = { dpi: 300, noise: 8 }
    const { image, truth, codeCornersPx } = scan(sheet, settings)
    const fit = fitOf(image, codeCornersPx)!
    expect(fit.fitErrorMm).toBeLessThan(0.05)
    expect(worstMm(fit, truth, settings)).toBeLessThan(0.06)
  })

  it('takes no punched hole for the fiducial it took away', () => {
    const sheet = formSheet()
    const { x, y } = discCentre(layout.fiducials.find(({ id }) => id === 'br')!)
    disc(sheet, { x: x + 0.6, y: y - 0.5 }, 3.2)
    const settings = { dpi: 200, noise: 8 }
    const { image, truth, codeCornersPx } = scan(sheet, settings)
    const fit = fitOf(image, codeCornersPx)!
    expect(fit.fiducials.map(({ id }) => id)).not.toContain('br')
    expect(worstMm(fit, truth, settings)).toBeLessThan(0.1)
  })

  it('says which of two prints came back', () => {
    const other = formSheet()
    cover(other, { x: 22, y: 22, w: 135, h: 40 })
    cover(other, { x: 22, y: 256, w: 135, h: 18 })
    for (const yMm of [24, 30, 36, 44, 52, 258, 266])
      for (let k = 0; k < 18; k++)
        stroke(other, [[26 + k * 7, yMm], [28 + k * 7, yMm + 3], [30 + k * 7, yMm]], 0.5, 0.95) // prettier-ignore
    const blanks = [blank, blankOf(other)]
    for (const [k, sheet] of [formSheet(), other].entries()) {
      const { image, codeCornersPx } = scan(sheet, { dpi: 200, noise: 8 })
      expect(registerPage({ image, layout, pageSize, codeCornersPx, blanks })?.blank).toBe(blanks[k])
    }
  })

  it('follows a fold between the fiducials', () => {
    const bend = (x: number, y: number): Point => ({
      x: 0.15 * Math.sin(x / 40),
      y: -0.7 * Math.max(0, 1 - Math.abs(y - 110) / 50),
    })
    const settings = { dpi: 200, noise: 8, bend }
    const { image, truth, codeCornersPx } = scan(formSheet(), settings)
    const fit = fitOf(image, codeCornersPx)!
    expect(worstMm({ ...fit, correction: null }, truth, settings)).toBeGreaterThan(0.3)
    expect(worstMm(fit, truth, settings)).toBeLessThan(0.15)
  })

  it('finds its way from a code measured a few pixels off', () => {
    const settings = { dpi: 200, noise: 8 }
    const { image, truth, codeCornersPx } = scan(formSheet(), settings)
    const off = codeCornersPx.map(({ x, y }, k) => ({ x: x + [2, -2, -2, 2][k]!, y: y + [2, 1, -2, -1][k]! }))
    expect(worstMm(fitOf(image, off)!, truth, settings)).toBeLessThan(0.06)
  })

  it('refuses a page that is not what its code says', () => {
    const other = emptySheet()
    for (const fiducial of layout.fiducials) disc(other, discCentre(fiducial), 2.5)
    for (let y = 30; y < 280; y += 7) for (let x = 25; x < 180; x += 11) stroke(other, [[x, y], [x + 6, y + 3]], 0.6) // prettier-ignore
    const { image, codeCornersPx } = scan(other, { dpi: 150 })
    expect(fitOf(image, codeCornersPx)).toBeNull()
  })

  it('refuses a page with too few fiducials, and a code in the wrong place', () => {
    const { image, truth, codeCornersPx } = scan(formSheet(), { dpi: 150 })
    expect(fitOf(blotOut(image, truth, layout.fiducials.slice(2).map(discCentre)), codeCornersPx)).toBeNull()
    expect(fitOf(image, codeCornersPx.map(({ x, y }) => ({ x: x - 300, y: y + 400 })))).toBeNull() // prettier-ignore
    expect(fitOf(image, [...codeCornersPx.slice(2), ...codeCornersPx.slice(0, 2)])).toBeNull()
  })
})

// The largest distance between fit and truth over all that is read.
function worstMm(fit: Fit, truth: Homography, { dpi, bend }: ScanSettings): number {
  const boxes = layout.fields.flatMap(({ cells, options, boxMm }) => cells ?? options?.map((o) => o.boxMm) ?? [boxMm])
  return Math.max(
    ...boxes.map(({ x, y, w, h }) => {
      const at = { x: x + w / 2, y: y + h / 2 }
      const shift = bend?.(at.x, at.y) ?? { x: 0, y: 0 }
      const expected = applyHomography(truth, at.x + shift.x, at.y + shift.y)
      const found = mmToPx(fit, at.x, at.y)
      return Math.hypot(found.x - expected.x, found.y - expected.y) / (dpi / 25.4)
    }),
  )
}

function blotOut(image: PageImage, truth: Homography, centresMm: readonly Point[]): PageImage {
  const data = new Uint8Array(image.data)
  const k = (image.dpi ?? 0) / 25.4
  for (const { x, y } of centresMm) {
    const at = applyHomography(truth, x, y)
    for (let py = Math.max(0, Math.round(at.y - 3 * k)); py < Math.min(image.heightPx, at.y + 3 * k); py++)
      data.fill(240, py * image.widthPx + Math.max(0, Math.round(at.x - 3 * k)), py * image.widthPx + Math.min(image.widthPx, Math.round(at.x + 3 * k))) // prettier-ignore
  }
  return { ...image, data }
}
