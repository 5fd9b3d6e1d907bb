import bwip from 'bwip-js'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PageImage } from '../../src/contract/image.ts'
import type { FoundCode } from '../../src/contract/page.ts'
import { sortPage } from '../../src/sort/sortPage.ts'
import { codeText, emptySheet, fill, formSheet, scan, type ScanSettings } from '../register/syntheticPage.ts'

const sheet = formSheet()
const places: Record<string, ScanSettings> = {
  'as it lies': { dpi: 200, rotationDeg: 0.4, noise: 6 },
  'upside down': { dpi: 150, rotationDeg: 179, noise: 6 },
  'on its side': { dpi: 150, rotationDeg: 91, noise: 6 },
  'on its other side': { dpi: 150, rotationDeg: -90, noise: 6 },
  skewed: { dpi: 150, rotationDeg: 8, noise: 10 },
  'in black and white, noisy': { dpi: 200, rotationDeg: -2, noise: 45, bits: 1 },
  'in half the light': { dpi: 150, light: (x, y) => 0.35 + x / 500 + y / 1000, noise: 6 },
}

afterEach(() => vi.unstubAllGlobals())

describe('sortPage', () => {
  it.each(Object.entries(places))('reads a page %s and says which corner is which', async (_, settings) => {
    // The package would fetch its module from a CDN when it is not given the bytes.
    vi.stubGlobal('fetch', () => Promise.reject(new Error('no network')))
    const { image, codeCornersPx } = scan(sheet, settings)
    const found = await codeOf(image)
    expect(found?.text).toBe(codeText)
    const pxPerMm = settings.dpi / 25.4
    for (const [k, corner] of codeCornersPx.entries()) {
      const seen = found!.cornersPx[k]!
      expect(Math.hypot(seen.x - corner.x, seen.y - corner.y) / pxPerMm).toBeLessThan(0.5)
    }
  })

  it('prefers ours to another code on the page, and names the other when there is none of ours', async () => {
    const { image } = scan(formSheet(), { dpi: 150 })
    const both = stick(image, 'https://example.com/parcel/1', 100, 1000)
    expect((await codeOf(both))?.text).toBe(codeText)
    const { image: bare } = scan(emptySheet(), { dpi: 150 })
    expect((await codeOf(stick(bare, 'https://example.com/parcel/1', 100, 1000)))?.text).toBe(
      'https://example.com/parcel/1',
    )
  })

  it('tells bare paper, and a page with something on it but no code', async () => {
    expect(await sortPage(scan(emptySheet(), { dpi: 150, noise: 8 }).image)).toEqual({ shows: 'paper' })
    const page = emptySheet()
    fill(page, { x: 30, y: 40, w: 60, h: 15 }, 0.9)
    expect(await sortPage(scan(page, { dpi: 150, noise: 8 }).image)).toEqual({ shows: 'something' })
  })

  it('takes an image of any size', async () => {
    expect(await codeOf({ widthPx: 1, heightPx: 1, data: new Uint8Array(1), dpi: null })).toBeNull()
    expect(await codeOf({ widthPx: 40, heightPx: 7, data: new Uint8Array(280).fill(255), dpi: 96 })).toBeNull()
  })
})

async function codeOf(image: PageImage): Promise<FoundCode | null> {
  const sorted = await sortPage(image)
  return sorted.shows === 'code' ? sorted.found : null
}

function stick(image: PageImage, text: string, xPx: number, yPx: number): PageImage {
  const [symbol] = bwip.raw('qrcode', text, 'eclevel=M') as unknown as [{ pixs: number[]; pixx: number }]
  const data = new Uint8Array(image.data)
  const module = 5
  for (let y = 0; y < symbol.pixx * module; y++)
    for (let x = 0; x < symbol.pixx * module; x++) {
      const dark = symbol.pixs[Math.floor(y / module) * symbol.pixx + Math.floor(x / module)] === 1
      data[(yPx + y) * image.widthPx + xPx + x] = dark ? 20 : 235
    }
  return { ...image, data }
}
