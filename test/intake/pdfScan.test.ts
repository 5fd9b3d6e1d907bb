import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clip, endPath, PDFDocument, PDFName, PDFStream, rectangle, type PDFImage, type PDFPage } from 'pdf-lib'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { decodePage } from '../../src/intake/decodePage.ts'
import { openPdf } from '../../src/intake/pdfium.ts'
import { pdfScans } from '../../src/intake/pdfScan.ts'
import { renderPdfPage } from '../../src/intake/renderPdf.ts'
import { jpeg } from './scans.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiance-pdf-scan-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Draw = (page: PDFPage, image: PDFImage, size: { w: number; h: number }) => void
const plainly: Draw = (page, image, { w, h }) => page.drawImage(image, { x: 0, y: 0, width: w, height: h })

/** A page as large as its JPEG at 200 dpi, drawn in some way. */
async function pdfOf(draw: Draw, bytes?: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const image = await document.embedJpg(bytes ?? (await jpeg()))
  await image.embed()
  const size = { w: (image.width * 72) / 200, h: (image.height * 72) / 200 }
  draw(document.addPage([size.w, size.h]), image, size)
  return document.save({ useObjectStreams: false })
}

async function scanIn(bytes: Uint8Array, mostDpi = 300) {
  const document = await openPdf(bytes)
  try {
    return document.withPage(0, await pdfScans(mostDpi))
  } finally {
    document.close()
  }
}

describe('the scan in a PDF', () => {
  it('is the JPEG that the scanner made, byte for byte, and its pixels', async () => {
    const bytes = await pdfOf(plainly)
    const scan = (await scanIn(bytes))!
    expect(Buffer.from(scan.jpeg).equals(await jpeg())).toBe(true)
    expect(scan.dpi).toBe(200)
    const path = join(folder, 'plain.pdf')
    writeFileSync(path, bytes)
    const page = await decodePage(path, 'application/pdf', 0)
    const own = await sharp(await jpeg())
      .extractChannel(0)
      .raw()
      .toBuffer()
    expect(Buffer.from(page.data).equals(own)).toBe(true)
  })

  it('is drawn when it is finer than asked', async () => {
    expect(await scanIn(await pdfOf(plainly), 150)).toBeNull()
  })

  const other: Record<string, Draw> = {
    'lies turned': (page, image, size) => {
      plainly(page, image, size)
      page.setRotation({ type: 'degrees', angle: 180 } as never)
    },
    'is smaller than the sheet': (page, image, { w, h }) =>
      page.drawImage(image, { x: w / 4, y: h / 4, width: w / 2, height: h / 2 }),
    'is cropped': (page, image, size) => {
      plainly(page, image, size)
      page.setCropBox(20, 30, size.w - 40, size.h - 60)
    },
    'has something written over it': (page, image, size) => {
      plainly(page, image, size)
      page.drawRectangle({ x: 40, y: 40, width: 30, height: 30 })
    },
    'is clipped': (page, image, size) => {
      page.pushOperators(rectangle(10, 10, size.w / 2, size.h / 2), clip(), endPath())
      plainly(page, image, size)
    },
    'is a negative': (page, image, size) => {
      plainly(page, image, size)
      page.doc.context.lookup(image.ref, PDFStream).dict.set(PDFName.of('Decode'), page.doc.context.obj([1, 0]))
    },
  }
  it.each(Object.keys(other))('is drawn as the page shows it when it %s', async (name) => {
    const negative = await sharp(await jpeg())
      .negate()
      .jpeg()
      .toBuffer()
    const bytes = await pdfOf(other[name]!, name === 'is a negative' ? negative : undefined)
    const path = join(folder, `${name}.pdf`)
    writeFileSync(path, bytes)
    const drawn = await renderPdfPage(bytes, 0, 200 / 25.4)
    const page = await decodePage(path, 'application/pdf', 0)
    // A page that holds no picture of a scan's size is drawn at 300 dpi.
    const grow = page.dpi! / 200
    let worst = 0
    for (let y = 4; y < drawn.heightPx - 4; y += 9)
      for (let x = 4; x < drawn.widthPx - 4; x += 7) {
        const at = Math.floor((y + 0.5) * grow) * page.widthPx + Math.floor((x + 0.5) * grow)
        const near = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => drawn.data[(y + dy) * drawn.widthPx + x + dx]!))
        const value = page.data[at]!
        worst = Math.max(worst, Math.min(...near) - value, value - Math.max(...near))
      }
    expect(worst).toBeLessThan(12)
  })
})
