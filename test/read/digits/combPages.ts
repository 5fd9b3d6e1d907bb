import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FittedPage } from '../../../src/contract/digitize.ts'
import type { LoadedForm } from '../../../src/contract/form.ts'
import type { BlankPage } from '../../../src/contract/image.ts'
import type { Severity, TruthField } from '../../../src/contract/truth.ts'
import { decodePage } from '../../../src/intake/decodePage.ts'
import { renderPdfPage } from '../../../src/intake/renderPdf.ts'
import { makeLetter } from '../../../src/paper/makeLetter.ts'
import type { Pool } from '../../../src/paper/pen/digits.ts'
import { printForm } from '../../../src/print/printForm.ts'
import { registerPage } from '../../../src/register/registerPage.ts'
import { findCode } from '../../../src/sort/findCode.ts'

/** A page of combs as it comes off the way that every page goes: printed, filled in, folded, scanned, decoded, fitted. */
export interface CombPage {
  readonly page: FittedPage
  readonly truth: Readonly<Record<string, TruthField>>
}

/** The blank as printed, at 300 dpi. */
export async function combBlank(form: LoadedForm): Promise<BlankPage> {
  const pdf = await printForm(form, { lang: 'zh', serial: null })
  return { ...(await renderPdfPage(pdf, 0, PX_PER_MM)), pxPerMm: PX_PER_MM }
}

/** null when the page would be held: a person sees it, nothing is read. */
export async function combPage(
  form: LoadedForm,
  blank: BlankPage,
  { seed, severity, pool }: { readonly seed: number; readonly severity: Severity; readonly pool: Pool },
): Promise<CombPage | null> {
  const { layout, campaign } = form
  const order = { layout, serial: null, blanks: [blank], seed, severity, pool, window: campaign.window }
  const { files, truth } = await makeLetter(order)
  const place = truth.pages[0]!
  const { fileName, bytes } = files.find((file) => file.fileName === place.file)!
  const folder = await mkdtemp(join(tmpdir(), 'xiance-combs-'))
  try {
    const path = join(folder, fileName)
    await writeFile(path, bytes)
    const mime = fileName.endsWith('.pdf') ? 'application/pdf' : 'image/other'
    const image = await decodePage(path, mime, place.index)
    const code = await findCode(image, 'thorough')
    if (code === null) return null
    const page = { image, layout: layout.pages[0]! }
    const fitted = registerPage({ ...page, blanks: [blank], pageSize: layout.pageSize, codeCornersPx: code.cornersPx })
    return fitted === null ? null : { page: { ...page, ...fitted }, truth: truth.fields }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const PX_PER_MM = 300 / 25.4
