import { readFile } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import type { GrayImage, PageImage } from '../contract/image.ts'
import type { PageReason } from '../contract/reasons.ts'
import { pdfImages } from './pdfDensity.ts'
import { openPdf, type PdfDocument } from './pdfium.ts'
import { pdfScans, type PdfScan } from './pdfScan.ts'
import { renderOpenPage } from './renderPdf.ts'

// No page is decoded twice, so nothing is worth keeping; there is a reader for each core, so each works on one.
sharp.cache(false)
sharp.concurrency(1)

/** Thrown for a page that cannot be looked at. */
export class PageRefused extends Error {
  readonly reason: PageReason

  constructor(reason: PageReason, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'PageRefused'
    this.reason = reason
  }
}

/**
 * Page `index` (from 0) of a scan as 8-bit grey, upright by its EXIF orientation, in its own resolution (pages of a PDF in that
 * of the picture they hold, at most 300 dpi; 300 dpi when they hold none). Throws PageRefused PAGE_TOO_LARGE or
 * PAGE_DECODE_FAILED. Only for reader processes: the bytes are not to be trusted.
 */
export async function decodePage(path: string, mime: string, index: number, megapixels = 80): Promise<PageImage> {
  const image =
    mime === 'application/pdf'
      ? await decodePdfPage(path, index, megapixels * 1e6)
      : await decodePicture(path, index, megapixels * 1e6)
  return image
}

async function decodePicture(path: string, index: number, mostPx: number): Promise<PageImage> {
  try {
    // 'error': a cut or damaged picture is refused, a scanner's harmless oddities are not.
    const picture = sharp(path, { page: index, failOn: 'error', limitInputPixels: mostPx })
    const { density, width, height, hasAlpha } = await picture.metadata()
    if (width * height > mostPx) throw new PageRefused('PAGE_TOO_LARGE')
    // Flattening what is opaque changes nothing and takes a seventh of the time.
    const opaque = hasAlpha ? picture.flatten({ background: '#ffffff' }) : picture
    return { ...(await grey(opaque.autoOrient())), dpi: usable(density) }
  } catch (error) {
    if (error instanceof PageRefused) throw error
    const tooLarge = error instanceof Error && /exceeds pixel limit/.test(error.message)
    throw new PageRefused(tooLarge ? 'PAGE_TOO_LARGE' : 'PAGE_DECODE_FAILED', { cause: error })
  }
}

async function grey(picture: Sharp): Promise<GrayImage> {
  const { data, info } = await picture
    .toColourspace('b-w')
    .extractChannel(0)
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, data: new Uint8Array(data) }
}

async function decodePdfPage(path: string, index: number, mostPx: number): Promise<PageImage> {
  const document = await documentAt(path)
  const scanOn = await pdfScans(MOST_DPI)
  const scan = document.withPage(index, scanOn)
  return (scan === null ? null : await decodeScan(scan, mostPx)) ?? drawPdfPage(document, index, mostPx)
}

/** null when the JPEG is damaged, in four colours or mostly dark (a negative, for all we know): PDFium decides what that shows. */
async function decodeScan({ jpeg, widthPx, heightPx, dpi }: PdfScan, mostPx: number): Promise<PageImage | null> {
  if (widthPx * heightPx > mostPx) throw new PageRefused('PAGE_TOO_LARGE')
  try {
    const picture = sharp(jpeg, { failOn: 'error', limitInputPixels: mostPx })
    const { channels, width, height } = await picture.metadata()
    if ((channels !== 1 && channels !== 3) || width !== widthPx || height !== heightPx) return null
    const image = await grey(picture)
    return isLight(image.data) ? { ...image, dpi } : null
  } catch {
    return null
  }
}

function isLight(data: Uint8Array): boolean {
  let sum = 0
  let count = 0
  for (let i = 0; i < data.length; i += 101, count++) sum += data[i]!
  return sum > 128 * count
}

async function drawPdfPage(document: PdfDocument, index: number, mostPx: number): Promise<PageImage> {
  const imagesOn = await pdfImages()
  let dpi = MOST_DPI
  const image = await renderOpenPage(document, index, (page, widthPt, heightPt) => {
    const images = imagesOn(page, widthPt, heightPt)
    dpi = Math.min(MOST_DPI, Math.max(LEAST_DPI, images.dpi ?? MOST_DPI))
    const scale = dpi / PT_PER_INCH
    if (Math.max(images.largestPx, widthPt * heightPt * scale * scale) > mostPx) throw new PageRefused('PAGE_TOO_LARGE')
    return scale
  })
  if (image === null) throw new PageRefused('PAGE_DECODE_FAILED')
  return { ...image, dpi: Math.round(dpi) }
}

/** Scanners that know no density write 72 or nothing; nobody scans letters above 1200. */
function usable(density: number | undefined): number | null {
  return density !== undefined && density > 72 && density <= 1200 ? density : null
}

// Pages of a file come one after the other: the last document stays open.
let last: { path: string; document: PdfDocument } | null = null

async function documentAt(path: string): Promise<PdfDocument> {
  if (last?.path === path) return last.document
  last?.document.close()
  last = null
  try {
    const document = await openPdf(await readFile(path))
    last = { path, document }
    return document
  } catch (error) {
    throw new PageRefused('PAGE_DECODE_FAILED', { cause: error })
  }
}

const PT_PER_INCH = 72
const MOST_DPI = 300
const LEAST_DPI = 50
