/* oxlint-disable no-underscore-dangle -- the names are FPDF's */
import { loadPdfium, type Pdfium } from './pdfium.ts'

export interface PageImages {
  /** Pixels for each inch of the largest image, when it covers most of the page; null for a page that was not scanned. */
  readonly dpi: number | null
  /** Pixels of the largest image. */
  readonly largestPx: number
}

/** What pictures a page of a PDF holds: a scan is one picture over the whole page. */
export async function pdfImages(): Promise<(page: number, widthPt: number, heightPt: number) => PageImages> {
  const pdfium = await loadPdfium()
  return (page, widthPt, heightPt) => {
    let largestPx = 0
    let covered = 0
    let dpi: number | null = null
    for (const { object, scale } of imagesOf(pdfium, page)) {
      const { widthPx, heightPx, wPt, hPt } = sizeOf(pdfium, object, scale)
      largestPx = Math.max(largestPx, widthPx * heightPx)
      const share = (wPt * hPt) / (widthPt * heightPt)
      if (share <= covered || wPt === 0 || hPt === 0) continue
      covered = share
      dpi = Math.sqrt((widthPx / wPt) * (heightPx / hPt)) * PT_PER_INCH
    }
    return { dpi: covered < SCANNED_SHARE ? null : dpi, largestPx }
  }
}

interface Placed {
  readonly object: number
  readonly scale: number
}

/** Images directly on the page and, as some scanners do, inside one form object. */
function* imagesOf(pdfium: Pdfium, page: number): Generator<Placed> {
  const count = Math.min(pdfium._FPDFPage_CountObjects(page), MOST_OBJECTS)
  for (let i = 0; i < count; i++) {
    const object = pdfium._FPDFPage_GetObject(page, i)
    const type = pdfium._FPDFPageObj_GetType(object)
    if (type === IMAGE) yield { object, scale: 1 }
    if (type !== FORM) continue
    const { wPt, hPt } = matrixOf(pdfium, object)
    const inner = Math.min(pdfium._FPDFFormObj_CountObjects(object), MOST_OBJECTS)
    for (let k = 0; k < inner; k++) {
      const child = pdfium._FPDFFormObj_GetObject(object, k)
      if (pdfium._FPDFPageObj_GetType(child) === IMAGE) yield { object: child, scale: Math.sqrt(wPt * hPt) }
    }
  }
}

function sizeOf(pdfium: Pdfium, object: number, scale: number) {
  const ptr = pdfium.wasmExports.malloc(8)
  pdfium._FPDFImageObj_GetImagePixelSize(object, ptr, ptr + 4)
  const view = new DataView(pdfium.HEAPU8.buffer)
  const widthPx = view.getUint32(ptr, true)
  const heightPx = view.getUint32(ptr + 4, true)
  pdfium.wasmExports.free(ptr)
  const { wPt, hPt } = matrixOf(pdfium, object)
  return { widthPx, heightPx, wPt: wPt * scale, hPt: hPt * scale }
}

/** Lengths of the unit vectors after an object's matrix: for an image, its size on the page in points. */
function matrixOf(pdfium: Pdfium, object: number): { wPt: number; hPt: number } {
  const ptr = pdfium.wasmExports.malloc(24)
  const found = pdfium._FPDFPageObj_GetMatrix(object, ptr)
  const view = new DataView(pdfium.HEAPU8.buffer)
  const [a, b, c, d] = [0, 4, 8, 12].map((at) => view.getFloat32(ptr + at, true)) as [number, number, number, number]
  pdfium.wasmExports.free(ptr)
  return found === 0 ? { wPt: 0, hPt: 0 } : { wPt: Math.hypot(a, b), hPt: Math.hypot(c, d) }
}

const PT_PER_INCH = 72
const IMAGE = 3
const FORM = 5
/** A scanner's picture covers its page but for a margin; a logo does not. */
const SCANNED_SHARE = 0.5
const MOST_OBJECTS = 2000
