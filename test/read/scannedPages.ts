import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FittedPage } from '../../src/contract/digitize.ts'
import type { LoadedForm } from '../../src/contract/form.ts'
import type { BlankPage } from '../../src/contract/image.ts'
import type { TruthField } from '../../src/contract/truth.ts'
import { decodePage } from '../../src/intake/decodePage.ts'
import { renderPdfPage } from '../../src/intake/renderPdf.ts'
import { makeLetter, type LetterOrder, type ScanWish } from '../../src/paper/makeLetter.ts'
import { printForm } from '../../src/print/printForm.ts'
import { registerPage } from '../../src/register/registerPage.ts'
import { findCode } from '../../src/sort/findCode.ts'

/** A form and its pages as printed, at 300 dpi. */
export interface PrintedForm {
  readonly form: LoadedForm
  readonly blanks: readonly BlankPage[]
}

export async function printedForm(form: LoadedForm): Promise<PrintedForm> {
  const pdf = await printForm(form, { lang: 'zh', serial: null })
  const blanks = form.layout.pages.map(async (_, i) => ({
    ...(await renderPdfPage(pdf, i, PX_PER_MM)),
    pxPerMm: PX_PER_MM,
  }))
  return { form, blanks: await Promise.all(blanks) }
}

export interface ScannedPages {
  readonly pages: readonly FittedPage[]
  readonly truth: Readonly<Record<string, TruthField>>
}

/**
 * The pages of a letter as they come off the way that every page goes: printed, filled in, folded, scanned, decoded, fitted. Those that
 * would be held are left out: a person sees them, nothing is read.
 */
export async function scannedPages(
  { form, blanks }: PrintedForm,
  order: Pick<LetterOrder, 'seed' | 'severity' | 'pool' | 'typed'>,
  wish: Pick<ScanWish, 'mode'> = {},
): Promise<ScannedPages> {
  const { layout, campaign } = form
  const { files, truth } = await makeLetter({ layout, serial: null, blanks, window: campaign.window, ...order }, wish)
  const folder = await mkdtemp(join(tmpdir(), 'xiance-scanned-'))
  try {
    const pages: FittedPage[] = []
    for (const { page: number, file, index } of truth.pages) {
      const path = join(folder, file)
      await writeFile(path, files.find(({ fileName }) => fileName === file)!.bytes)
      const image = await decodePage(path, file.endsWith('.pdf') ? 'application/pdf' : 'image/other', index)
      const code = await findCode(image, 'thorough')
      if (code === null) continue
      const page = { image, layout: layout.pages[number - 1]! }
      const fitted = registerPage({ ...page, blanks, pageSize: layout.pageSize, codeCornersPx: code.cornersPx })
      if (fitted !== null) pages.push({ ...page, ...fitted })
    }
    return { pages, truth: truth.fields }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const PX_PER_MM = 300 / 25.4
