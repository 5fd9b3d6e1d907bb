import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, rgb } from 'pdf-lib'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { decodePage } from '../../src/intake/decodePage.ts'
import { decodeGray, encodePng, encodeView } from '../../src/intake/encodeView.ts'
import { inspectFile } from '../../src/intake/inspectFile.ts'
import { renderPdfPage } from '../../src/intake/renderPdf.ts'
import { sniff } from '../../src/intake/sniff.ts'
import { bomb, bombInPdf, encryptedPdf, jpeg, pdf, picture, png, sharpOf, tiff } from './scans.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiance-decode-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0

/** A file of its own for each: pages of one path are taken for pages of one document. */
function put(bytes: Uint8Array): { path: string; mime: string } {
  const path = join(folder, `${files++}`)
  writeFileSync(path, bytes)
  return { path, mime: sniff(bytes)! }
}

/** Largest difference from the picture that was encoded, away from the bar's edges where compression rings. */
function differenceFrom(page: number, image: { widthPx: number; heightPx: number; data: Uint8Array }): number {
  const expected = picture(page)
  expect([image.widthPx, image.heightPx]).toEqual([expected.widthPx, expected.heightPx])
  let worst = 0
  for (let y = 20; y < expected.heightPx - 20; y += 7)
    for (let x = 20; x < expected.widthPx - 20; x += 3) {
      if (Math.abs(x - (page * 20 + 5)) < 16 && Math.abs(x - (page * 20 + 5)) > 2) continue
      worst = Math.max(worst, Math.abs(image.data[y * image.widthPx + x]! - expected.data[y * image.widthPx + x]!))
    }
  return worst
}

describe('decoding a page', () => {
  it.each([
    ['PNG', () => png(), 0],
    ['JPEG', () => jpeg(), 6],
    ['TIFF', () => tiff(1), 0],
    ['PDF', () => pdf(1), 8],
  ] as const)('gives a %s as it was, with its density', async (_, bytes, tolerance) => {
    const { path, mime } = put(await bytes())
    const image = await decodePage(path, mime, 0)
    expect(differenceFrom(1, image)).toBeLessThanOrEqual(tolerance)
    expect(image.dpi).toBe(200)
    expect(image.data).toHaveLength(image.widthPx * image.heightPx)
  })

  it('finds each page of files that hold several', async () => {
    for (const bytes of [await tiff(3), await pdf(3)]) {
      const { path, mime } = put(bytes)
      for (const index of [2, 0, 1])
        expect(differenceFrom(index + 1, await decodePage(path, mime, index))).toBeLessThan(9)
      await expect(decodePage(path, mime, 3)).rejects.toMatchObject({ reason: 'PAGE_DECODE_FAILED' })
    }
  })

  it('reads fax pages (G4) as black on white', async () => {
    const { path, mime } = put(await tiff(1, 'ccittfax4'))
    const image = await decodePage(path, mime, 0)
    expect(new Set(image.data)).toEqual(new Set([0, 255]))
    expect(image.data[100 * image.widthPx + 25]).toBe(0)
    expect(image.data[100 * image.widthPx + 400]).toBe(255)
  })

  it('stands a photograph upright by its orientation', async () => {
    const turned = await sharpOf(picture()).rotate(90).withMetadata({ orientation: 8, density: 200 }).jpeg().toBuffer()
    const { path, mime } = put(turned)
    expect(differenceFrom(1, await decodePage(path, mime, 0))).toBeLessThan(9)
  })

  it('makes grey of colour, 16 bits and transparency', async () => {
    const { data, info } = await sharp({ create: { width: 40, height: 40, channels: 4, background: '#ff000000' } })
      .png()
      .toBuffer({ resolveWithObject: true })
    expect(info.channels).toBe(4)
    const clear = put(data)
    expect(new Set((await decodePage(clear.path, clear.mime, 0)).data)).toEqual(new Set([255]))
    const deep = put(await sharpOf(picture()).toColourspace('grey16').png().toBuffer())
    expect(differenceFrom(1, await decodePage(deep.path, deep.mime, 0))).toBeLessThanOrEqual(1)
    const red = put(
      await sharp({ create: { width: 40, height: 40, channels: 3, background: '#ff0000' } })
        .jpeg()
        .toBuffer(),
    )
    const grey = (await decodePage(red.path, red.mime, 0)).data[800]!
    expect(grey).toBeGreaterThan(40)
    expect(grey).toBeLessThan(140)
  })

  it('says nothing about a density it was not told', async () => {
    const { path, mime } = put(await sharpOf(picture()).png().toBuffer())
    expect((await decodePage(path, mime, 0)).dpi).toBeNull()
  })

  it('draws a PDF in the resolution of its scan, at most 300 dpi, and 300 without one', async () => {
    const fine = put(await pdf(1, 600))
    const halved = await decodePage(fine.path, fine.mime, 0)
    expect([halved.widthPx, halved.heightPx, halved.dpi]).toEqual([210, 297, 300])
    const drawn = await PDFDocument.create()
    drawn.addPage([288, 144]).drawRectangle({ x: 72, y: 36, width: 72, height: 36, color: rgb(0, 0, 0) })
    const { path, mime } = put(await drawn.save())
    const image = await decodePage(path, mime, 0)
    expect([image.widthPx, image.heightPx, image.dpi]).toEqual([1200, 600, 300])
    expect(image.data[350 * 1200 + 450]).toBe(0)
    expect(image.data[350 * 1200 + 100]).toBe(255)
  })

  it('refuses a page of more pixels than allowed without unpacking it', async () => {
    const { path, mime } = put(bomb())
    const before = process.memoryUsage().rss
    await expect(decodePage(path, mime, 0)).rejects.toMatchObject({ reason: 'PAGE_TOO_LARGE' })
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6)
    const inPdf = await PDFDocument.create()
    const image = await inPdf.embedPng(await png())
    inPdf.addPage([14_400, 14_400]).drawImage(image, { x: 0, y: 0, width: 100, height: 100 })
    for (const bytes of [await inPdf.save(), await bombInPdf()]) {
      const huge = put(bytes)
      await expect(decodePage(huge.path, huge.mime, 0)).rejects.toMatchObject({ reason: 'PAGE_TOO_LARGE' })
    }
  })

  it('refuses a damaged picture instead of giving half of it', async () => {
    const bytes = await png()
    bytes.fill(0, 700, 900)
    const { path, mime } = put(bytes)
    await expect(decodePage(path, mime, 0)).rejects.toMatchObject({ reason: 'PAGE_DECODE_FAILED' })
  })
})

describe('opening a file', () => {
  it('counts pages', async () => {
    for (const [bytes, pages] of [
      [await pdf(7), 7],
      [await tiff(4), 4],
      [await png(), 1],
      [await jpeg(), 1],
      [bomb(), 1],
    ] as const)
      expect(await inspectFile(put(bytes))).toEqual({ state: 'pages', pages })
  })

  it('refuses what it cannot open, with the reason', async () => {
    expect(await inspectFile(put(encryptedPdf()))).toEqual({ state: 'refused', reason: 'FILE_ENCRYPTED' })
    const broken = Buffer.from(`%PDF-1.4\n${'junk '.repeat(300)}`)
    expect(await inspectFile(put(broken))).toEqual({ state: 'refused', reason: 'FILE_CORRUPT' })
  })
})

describe('our own pictures', () => {
  it('renders a PDF page at exactly the pixels asked for', async () => {
    const document = await PDFDocument.create()
    const mm = 72 / 25.4
    document
      .addPage([210 * mm, 297 * mm])
      .drawRectangle({ x: 100 * mm, y: 197 * mm, width: 10 * mm, height: 10 * mm, color: rgb(0, 0, 0) })
    const image = await renderPdfPage(await document.save(), 0, 8)
    expect([image.widthPx, image.heightPx]).toEqual([1680, 2376])
    const at = (xMm: number, yMm: number): number => image.data[Math.round(yMm * 8) * 1680 + Math.round(xMm * 8)]!
    // The square's corners, a quarter of a millimetre in and out.
    expect([at(100.25, 90.25), at(109.75, 99.6)]).toEqual([0, 0])
    expect([at(99.75, 95), at(110.25, 95), at(105, 89.75), at(105, 100.25)]).toEqual([255, 255, 255, 255])
    await expect(renderPdfPage(await document.save(), 1, 8)).rejects.toThrow(RangeError)
  })

  it('keeps a PNG exactly and a view closely, no larger than asked', async () => {
    const image = picture()
    const path = join(folder, 'own.png')
    writeFileSync(path, await encodePng(image))
    expect(await decodeGray(path)).toEqual(image)
    const { width, height, format } = await sharp(await encodeView(image, 300)).metadata()
    expect({ width, height, format }).toEqual({ width: 212, height: 300, format: 'jpeg' })
  })
})
