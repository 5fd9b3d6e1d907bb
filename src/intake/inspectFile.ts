import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import type { InspectResult, InspectTask } from '../contract/digitize.ts'
import { openPdf, PdfRefused } from './pdfium.ts'

/** How many pages a file holds, or why it is refused. Only for reader processes: the bytes are not to be trusted. */
export async function inspectFile({ path, mime }: InspectTask): Promise<InspectResult> {
  return mime === 'application/pdf' ? inspectPdf(path) : inspectPicture(path)
}

async function inspectPdf(path: string): Promise<InspectResult> {
  try {
    const document = await openPdf(await readFile(path))
    const { pages } = document
    document.close()
    return pages > 0 ? { state: 'pages', pages } : { state: 'refused', reason: 'FILE_CORRUPT' }
  } catch (error) {
    if (error instanceof PdfRefused) return { state: 'refused', reason: error.reason }
    throw error
  }
}

async function inspectPicture(path: string): Promise<InspectResult> {
  try {
    // No limit on pixels here: only the header is read, and a page too large is held by itself.
    const { pages, width, height } = await sharp(path, { limitInputPixels: false }).metadata()
    if (!(width > 0 && height > 0)) return { state: 'refused', reason: 'FILE_CORRUPT' }
    return { state: 'pages', pages: pages ?? 1 }
  } catch {
    return { state: 'refused', reason: 'FILE_CORRUPT' }
  }
}
