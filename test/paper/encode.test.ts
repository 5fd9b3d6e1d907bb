import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { renderPdfPage } from '../../src/intake/renderPdf.ts'
import { encodeScan } from '../../src/paper/scan/encode.ts'
import { encodeTiffPage, joinTiff } from '../../src/paper/scan/encodeTiff.ts'
import type { ScanFormat, ScannerSetting } from '../../src/paper/scan/plan.ts'
import type { Picture } from '../../src/paper/scan/turn.ts'

/** Two pages of unlike size; each pixel is black or white so that every format must give it back exactly. */
const pages: Picture[] = [
  [200, 620],
  [310, 140],
].map(([widthPx, heightPx]) => ({
  widthPx: widthPx!,
  heightPx: heightPx!,
  channels: 1,
  data: Uint8Array.from({ length: widthPx! * heightPx! }, (_, i) => {
    const x = i % widthPx!
    const y = Math.floor(i / widthPx!)
    return (x * y) % 23 < 9 || x < 12 ? 0 : 255
  }),
}))

const setting = (format: ScanFormat, mode: ScannerSetting['mode']): ScannerSetting => ({
  format,
  mode,
  dpi: 200,
  statedDpi: 200,
  jpegQuality: 90,
  backs: false,
  reversed: false,
  backing: 255,
  canvasMm: { w: 1, h: 1 },
})

describe('encodeScan', () => {
  it.each([
    ['tiff-g4', 'bits'],
    ['tiff-lzw', 'grey'],
    ['tiff-deflate', 'grey'],
    ['png', 'bits'],
    ['png', 'grey'],
    ['pdf-g4', 'bits'],
    ['pdf-flate', 'bits'],
    ['pdf-flate', 'grey'],
  ] as const)('loses nothing in %s (%s), whatever the size of each page', async (format, mode) => {
    const { files, place } = await encodeScan(pages, 'two', setting(format, mode))
    for (const [i, page] of pages.entries()) {
      const { bytes, fileName } = files.find((file) => file.fileName === place[i]!.file)!
      const image = fileName.endsWith('.pdf')
        ? await renderPdfPage(bytes, place[i]!.index, 200 / 25.4)
        : await pixels(bytes, fileName.endsWith('.tif') ? place[i]!.index : 0)
      expect([image.widthPx, image.heightPx]).toEqual([page.widthPx, page.heightPx])
      const wrong = image.data.reduce((sum, v, k) => sum + (Math.abs(v - page.data[k]!) > 100 ? 1 : 0), 0)
      expect(wrong / page.data.length).toBeLessThan(0.0005)
    }
  })

  it('states the density in the file when the scanner does, and keeps still when not', async () => {
    const density = async (format: ScanFormat, statedDpi: number | null): Promise<number | undefined> => {
      const { files } = await encodeScan(pages.slice(0, 1), 'one', { ...setting(format, 'grey'), statedDpi })
      return (await sharp(files[0]!.bytes).metadata()).density
    }
    expect(await density('tiff-lzw', 200)).toBe(200)
    expect(await density('jpeg', 300)).toBe(300)
    expect(await density('png', 300)).toBe(300)
    expect(await density('png', null)).not.toBe(300)
  })

  it('keeps colour', async () => {
    const data = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => [200, 40, 90][i % 3]!)
    const red: Picture = { widthPx: 64, heightPx: 64, channels: 3, data }
    for (const format of ['tiff-lzw', 'png', 'jpeg'] as const) {
      const { files } = await encodeScan([red], 'red', setting(format, 'colour'))
      const { data: out, info } = await sharp(files[0]!.bytes).raw().toBuffer({ resolveWithObject: true })
      expect(info.channels).toBe(3)
      for (const [c, level] of [200, 40, 90].entries()) expect(Math.abs(out[c]! - level)).toBeLessThan(6)
    }
  })
})

describe('joinTiff', () => {
  it('refuses what is no classic little-endian TIFF', async () => {
    const page = await encodeTiffPage(pages[0]!, 'lzw', { dpi: null, quality: 80 })
    expect(() => joinTiff([page, Buffer.from('%PDF-1.5 and so on')])).toThrow(RangeError)
    expect((await sharp(joinTiff([page, page, page])).metadata()).pages).toBe(3)
  })
})

async function pixels(
  bytes: Uint8Array,
  page: number,
): Promise<{ widthPx: number; heightPx: number; data: Uint8Array }> {
  const { data, info } = await sharp(bytes, page > 0 ? { page } : {})
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, data }
}
