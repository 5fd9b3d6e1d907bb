import type { LoadedForm } from '../contract/form.ts'
import type { BlankPage } from '../contract/image.ts'
import { renderPdfPage } from '../intake/renderPdf.ts'
import { printForm } from '../print/printForm.ts'
import type { Lang } from '../print/typeset.ts'

// What an office printer puts on paper, and what a scanner at 300 dpi can tell apart.
const PAPER_PX_PER_MM = 300 / 25.4

/** The pages of a form as they come out of a printer, with a serial or as the mass print: what the simulator writes on. */
export async function paperBlanks(form: LoadedForm, serial: string | null, lang: Lang = 'zh'): Promise<BlankPage[]> {
  const pdf = await printForm(form, { lang, serial })
  const blanks: BlankPage[] = []
  for (const { page } of form.layout.pages)
    blanks.push({ ...(await renderPdfPage(pdf, page - 1, PAPER_PX_PER_MM)), pxPerMm: PAPER_PX_PER_MM })
  return blanks
}
