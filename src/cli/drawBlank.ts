import type { LoadedForm } from '../contract/form.ts'
import { encodePng, writeDerived } from '../intake/encodeView.ts'
import { renderPdfPage } from '../intake/renderPdf.ts'
import { printForm } from '../print/printForm.ts'
import type { Lang } from '../print/typeset.ts'

export interface BlankWish {
  readonly form: LoadedForm
  readonly lang: Lang
  readonly pxPerMm: number
  /** Where each page goes, in order. */
  readonly paths: readonly string[]
}

/** Draws what the pages of a form look like before a pen touches them. Runs in a pool: see knownForms.ts. */
export default async function drawBlank({ form, lang, pxPerMm, paths }: BlankWish): Promise<void> {
  const pdf = await printForm(form, { lang, serial: null })
  for (const [index, path] of paths.entries())
    await writeDerived(path, await encodePng(await renderPdfPage(pdf, index, pxPerMm)))
}
