import type { LoadedForm } from '../contract/form.ts'
import { encodePng } from '../intake/encodeView.ts'
import { renderPdfPage } from '../intake/renderPdf.ts'
import { printForm } from '../print/printForm.ts'

// 127 dpi: an A4 page fills a screen of 1,500 pixels height.
const PREVIEW_PX_PER_MM = 5

/** One page of the unprinted-on form as PNG. */
export async function previewPage(form: LoadedForm, page: number, lang: 'zh' | 'en'): Promise<Uint8Array> {
  const pdf = await printForm(form, { lang, serial: null })
  return encodePng(await renderPdfPage(pdf, page - 1, PREVIEW_PX_PER_MM))
}
