/* oxlint-disable no-underscore-dangle -- the names are FPDF's */
import type { GrayImage } from '../contract/image.ts'
import { loadPdfium, openPdf, type PdfDocument } from './pdfium.ts'

/**
 * Page `index` (from 0) of a PDF at exactly `pxPerMm`, white where nothing is drawn. For our own files (blank forms,
 * previews): throws PdfRefused for a document that does not open and RangeError for a page that is not there.
 */
export async function renderPdfPage(bytes: Uint8Array, index: number, pxPerMm: number): Promise<GrayImage> {
  const document = await openPdf(bytes)
  try {
    const image = await renderOpenPage(document, index, () => (pxPerMm * MM_PER_INCH) / PT_PER_INCH)
    if (image === null) throw new RangeError(`page ${index} of a PDF with ${document.pages} pages`)
    return image
  } finally {
    document.close()
  }
}

/** The same for a document that is open; `scaleFor` answers pixels for each point, or null to leave the page. */
export async function renderOpenPage(
  document: PdfDocument,
  index: number,
  scaleFor: (page: number, widthPt: number, heightPt: number) => number | null,
): Promise<GrayImage | null> {
  const pdfium = await loadPdfium()
  return document.withPage(index, (page, widthPt, heightPt) => {
    const scale = scaleFor(page, widthPt, heightPt)
    if (scale === null) return null
    const widthPx = Math.max(1, Math.round(widthPt * scale))
    const heightPx = Math.max(1, Math.round(heightPt * scale))
    const ptr = pdfium.wasmExports.malloc(widthPx * heightPx)
    if (ptr === 0) return null
    const bitmap = pdfium._FPDFBitmap_CreateEx(widthPx, heightPx, GRAY, ptr, widthPx)
    try {
      pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, heightPx, 0xffffffff)
      pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, widthPx, heightPx, 0, DRAW_ANNOTATIONS | DRAW_GRAY)
      // A copy: the heap moves when it grows.
      return { widthPx, heightPx, data: pdfium.HEAPU8.slice(ptr, ptr + widthPx * heightPx) }
    } finally {
      pdfium._FPDFBitmap_Destroy(bitmap)
      pdfium.wasmExports.free(ptr)
    }
  })
}

const MM_PER_INCH = 25.4
const PT_PER_INCH = 72
const GRAY = 1
// fpdfview.h: FPDF_ANNOT and FPDF_GRAYSCALE. Sub-pixel text (FPDF_LCD_TEXT) stays off: it smears grey sideways.
const DRAW_ANNOTATIONS = 0x01
const DRAW_GRAY = 0x08
