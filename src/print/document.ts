import fontkit from '@pdf-lib/fontkit'
import { PDFDocument, PrintScaling, type PDFFont } from 'pdf-lib'
import type { FaceKey, Faces } from './faces.ts'
import type { Lang } from './typeset.ts'

/** An empty PDF with its fonts embedded whole and nothing in it that depends on the clock. */
export async function newDocument(
  faces: Faces,
  { title, subject, lang }: { title: string; subject: string; lang: Lang },
): Promise<{ document: PDFDocument; embedded: Map<FaceKey, PDFFont> }> {
  const document = await PDFDocument.create({ updateMetadata: false })
  document.registerFontkit(fontkit)
  document.setTitle(title, { showInWindowTitleBar: true })
  document.setSubject(subject)
  document.setLanguage(lang === 'zh' ? 'zh-CN' : 'en')
  document.setProducer('Xiance')
  // Shrunk to the printer's margins a form would still be fitted, but its cells would be small to write in.
  document.catalog.getOrCreateViewerPreferences().setPrintScaling(PrintScaling.None)
  const embedded = new Map<FaceKey, PDFFont>()
  for (const [key, face] of faces) embedded.set(key, await document.embedFont(face.bytes, { subset: false }))
  return { document, embedded }
}
