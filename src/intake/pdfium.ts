/* oxlint-disable no-underscore-dangle -- the names are FPDF's */
import { PDFiumModule } from '@hyzyla/pdfium'
import type { FileReason } from '../contract/reasons.ts'

/** Thrown for a document that cannot be opened; the reason is the one its file is refused with. */
export class PdfRefused extends Error {
  readonly reason: FileReason

  constructor(reason: FileReason) {
    super(reason)
    this.name = 'PdfRefused'
    this.reason = reason
  }
}

export interface PdfDocument {
  readonly pages: number
  /** Runs `use` with the page's handle and size in points (rotation applied); null when the page cannot be loaded. */
  withPage<T>(index: number, use: (page: number, widthPt: number, heightPt: number) => T): T | null
  close(): void
}

/** Opens a document held in memory. Throws PdfRefused FILE_ENCRYPTED or FILE_CORRUPT. */
export async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  const pdfium = await loadPdfium()
  const ptr = pdfium.wasmExports.malloc(bytes.length)
  if (ptr === 0) throw new PdfRefused('FILE_TOO_LARGE')
  pdfium.HEAPU8.set(bytes, ptr)
  const document = pdfium._FPDF_LoadMemDocument(ptr, bytes.length, 0)
  if (document === 0) {
    const error = pdfium._FPDF_GetLastError()
    pdfium.wasmExports.free(ptr)
    throw new PdfRefused(error === ERROR_PASSWORD || error === ERROR_SECURITY ? 'FILE_ENCRYPTED' : 'FILE_CORRUPT')
  }
  return {
    pages: pdfium._FPDF_GetPageCount(document),
    withPage(index, use) {
      const page = pdfium._FPDF_LoadPage(document, index)
      if (page === 0) return null
      try {
        return use(page, pdfium._FPDF_GetPageWidthF(page), pdfium._FPDF_GetPageHeightF(page))
      } finally {
        pdfium._FPDF_ClosePage(page)
      }
    },
    close() {
      pdfium._FPDF_CloseDocument(document)
      pdfium.wasmExports.free(ptr)
    },
  }
}

/** The calls of FPDF we make. The package's own wrapper floors page sizes to whole points, a shift of 0.1 mm over A4. */
export interface Pdfium {
  readonly wasmExports: { malloc(bytes: number): number; free(ptr: number): void }
  readonly HEAPU8: Uint8Array
  _FPDF_InitLibraryWithConfig(config: object): void
  _FPDF_LoadMemDocument(ptr: number, bytes: number, password: number): number
  _FPDF_GetLastError(): number
  _FPDF_GetPageCount(document: number): number
  _FPDF_LoadPage(document: number, index: number): number
  _FPDF_GetPageWidthF(page: number): number
  _FPDF_GetPageHeightF(page: number): number
  _FPDF_ClosePage(page: number): void
  _FPDF_CloseDocument(document: number): void
  _FPDFPage_CountObjects(page: number): number
  _FPDFPage_GetObject(page: number, index: number): number
  _FPDFFormObj_CountObjects(object: number): number
  _FPDFFormObj_GetObject(object: number, index: number): number
  _FPDFPageObj_GetType(object: number): number
  _FPDFPageObj_GetMatrix(object: number, matrix: number): number
  _FPDFPageObj_HasTransparency(object: number): number
  _FPDFPageObj_GetClipPath(object: number): number
  _FPDFClipPath_CountPaths(path: number): number
  _FPDFPage_GetRotation(page: number): number
  _FPDFPage_GetAnnotCount(page: number): number
  _FPDF_GetPageBoundingBox(page: number, rect: number): number
  _FPDFImageObj_GetImageFilterCount(object: number): number
  _FPDFImageObj_GetImageFilter(object: number, index: number, buffer: number, bytes: number): number
  _FPDFImageObj_GetImageDataRaw(object: number, buffer: number, bytes: number): number
  _FPDFImageObj_GetImagePixelSize(object: number, width: number, height: number): number
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, ptr: number, stride: number): number
  _FPDFBitmap_FillRect(bitmap: number, left: number, top: number, width: number, height: number, colour: number): void
  _FPDFBitmap_Destroy(bitmap: number): void
  _FPDF_RenderPageBitmap(
    bitmap: number,
    page: number,
    startX: number,
    startY: number,
    sizeX: number,
    sizeY: number,
    rotate: number,
    flags: number,
  ): void
}

const ERROR_PASSWORD = 4
const ERROR_SECURITY = 5

let loading: Promise<Pdfium> | null = null

/** One library for each process; it grows but never shrinks, which is why untrusted files are opened in reader processes only. */
export function loadPdfium(): Promise<Pdfium> {
  loading ??= PDFiumModule({}).then((module: unknown) => {
    const pdfium = module as Pdfium
    pdfium._FPDF_InitLibraryWithConfig({ version: 2 })
    return pdfium
  })
  return loading
}
