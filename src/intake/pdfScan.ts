/* oxlint-disable no-underscore-dangle -- the names are FPDF's */
import { loadPdfium, type Pdfium } from './pdfium.ts'

/** The one JPEG that a page of a PDF consists of. */
export interface PdfScan {
  readonly jpeg: Uint8Array
  readonly widthPx: number
  readonly heightPx: number
  readonly dpi: number
}

/**
 * What a scanner put into a PDF, as the scanner made it: libjpeg decodes it in a third of the time that PDFium needs to draw it. null
 * for a page that is anything but one plain JPEG over the whole sheet, with square pixels and not above `mostDpi`: that one is drawn.
 */
export async function pdfScans(
  mostDpi: number,
): Promise<(page: number, widthPt: number, heightPt: number) => PdfScan | null> {
  const pdfium = await loadPdfium()
  return (page, widthPt, heightPt) => {
    const image = onlyImage(pdfium, page)
    if (image === null || !isPlain(pdfium, image)) return null
    const [widthPx, heightPx] = inHeap(pdfium, 8, (ptr, view) => {
      pdfium._FPDFImageObj_GetImagePixelSize(image, ptr, ptr + 4)
      return [view().getUint32(ptr, true), view().getUint32(ptr + 4, true)]
    }) as [number, number]
    const dpi = (widthPx / widthPt) * PT_PER_INCH
    const dpiDown = (heightPx / heightPt) * PT_PER_INCH
    // Half a pixel over the sheet: as near as drawing rounds its size.
    const square = Math.abs(dpi - dpiDown) * Math.max(widthPt, heightPt) <= PT_PER_INCH / 2
    if (!square || dpi > mostDpi + 0.5 || !covers(pdfium, page, image, widthPt, heightPt)) return null
    return { jpeg: rawBytes(pdfium, image), widthPx, heightPx, dpi: Math.round(dpi) }
  }
}

function onlyImage(pdfium: Pdfium, page: number): number | null {
  if (pdfium._FPDFPage_CountObjects(page) !== 1 || pdfium._FPDFPage_GetAnnotCount(page) > 0) return null
  const object = pdfium._FPDFPage_GetObject(page, 0)
  return pdfium._FPDFPageObj_GetType(object) === IMAGE ? object : null
}

/** A JPEG that nothing masks, clips or packs once more. */
function isPlain(pdfium: Pdfium, image: number): boolean {
  if (pdfium._FPDFPageObj_HasTransparency(image) !== 0) return false
  if (pdfium._FPDFClipPath_CountPaths(pdfium._FPDFPageObj_GetClipPath(image)) > 0) return false
  if (pdfium._FPDFImageObj_GetImageFilterCount(image) !== 1) return false
  return inHeap(pdfium, NAME_BYTES, (ptr) => {
    const length = pdfium._FPDFImageObj_GetImageFilter(image, 0, ptr, NAME_BYTES)
    const name = Buffer.from(pdfium.HEAPU8.subarray(ptr, ptr + Math.max(0, length - 1))).toString('latin1')
    return name === 'DCTDecode'
  })
}

/** Whether the image lies upright on the sheet and is as large as it, to a quarter of a point. */
function covers(pdfium: Pdfium, page: number, image: number, widthPt: number, heightPt: number): boolean {
  if (pdfium._FPDFPage_GetRotation(page) !== 0) return false
  return inHeap(pdfium, 40, (ptr, view) => {
    if (pdfium._FPDFPageObj_GetMatrix(image, ptr) === 0) return false
    if (pdfium._FPDF_GetPageBoundingBox(page, ptr + 24) === 0) return false
    const found = Array.from({ length: 10 }, (_, i) => view().getFloat32(ptr + 4 * i, true))
    const [left, top, right, bottom] = found.slice(6) as [number, number, number, number]
    const expected = [widthPt, 0, 0, heightPt, left, bottom, left, bottom + heightPt, left + widthPt, bottom]
    return right > left && top > bottom && expected.every((value, i) => Math.abs(value - found[i]!) < SAME_PT)
  })
}

function rawBytes(pdfium: Pdfium, image: number): Uint8Array {
  const length = pdfium._FPDFImageObj_GetImageDataRaw(image, 0, 0)
  return inHeap(pdfium, length, (ptr) => {
    pdfium._FPDFImageObj_GetImageDataRaw(image, ptr, length)
    return pdfium.HEAPU8.slice(ptr, ptr + length)
  })
}

/** `view` is asked for anew after each call: the heap moves when it grows. */
function inHeap<T>(pdfium: Pdfium, bytes: number, use: (ptr: number, view: () => DataView) => T): T {
  const ptr = pdfium.wasmExports.malloc(bytes)
  try {
    return use(ptr, () => new DataView(pdfium.HEAPU8.buffer))
  } finally {
    pdfium.wasmExports.free(ptr)
  }
}

const PT_PER_INCH = 72
const IMAGE = 3
const NAME_BYTES = 32
const SAME_PT = 0.25
