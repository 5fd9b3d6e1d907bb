import type { FittedPage } from '../../src/contract/digitize.ts'
import type { LoadedForm } from '../../src/contract/form.ts'
import type { BlankPage } from '../../src/contract/image.ts'
import type { TruthField } from '../../src/contract/truth.ts'
import { loadForms } from '../../src/form/loadForms.ts'
import { renderPdfPage } from '../../src/intake/renderPdf.ts'
import { writeLetter } from '../../src/paper/writeLetter.ts'
import { printForm } from '../../src/print/printForm.ts'

/** 300 dpi. */
const PX_PER_MM = 11.811

export interface TestForm {
  readonly form: LoadedForm
  readonly blanks: readonly BlankPage[]
}

export async function goldenIdeas(): Promise<TestForm> {
  const forms = await loadForms(new URL('../../forms', import.meta.url).pathname)
  const form = forms.find(({ id }) => id === 'golden-ideas-2021')!
  const pdf = await printForm(form, { lang: 'zh', serial: null })
  const blanks = await Promise.all(
    form.layout.pages.map(async (_, i) => ({ ...(await renderPdfPage(pdf, i, PX_PER_MM)), pxPerMm: PX_PER_MM })),
  )
  return { form, blanks }
}

/** A page as written, scanned without a fault and fitted without an error: what is measured is the reading alone. */
export async function writtenPages(
  { form, blanks }: TestForm,
  seed: number,
  typed = false,
): Promise<{ pages: FittedPage[]; truth: Readonly<Record<string, TruthField>> }> {
  const letter = await writeLetter({
    layout: form.layout,
    serial: null,
    blanks,
    seed,
    severity: 'normal',
    pool: 'development',
    window: form.campaign.window,
    typed,
  })
  const pages = letter.pages.map(({ page, blank, ink }) => {
    const data = blank.data.map((paper, i) => {
      const cover = ink.data[i]! / 255
      return Math.min(paper, paper * (1 - cover) + letter.ink.level * cover)
    })
    return fitted(form, blanks, page, data)
  })
  return { pages, truth: letter.fields }
}

export function fitted(
  { layout }: LoadedForm,
  blanks: readonly BlankPage[],
  page: number,
  data: Uint8Array,
): FittedPage {
  const blank = blanks[page - 1]!
  return {
    image: { widthPx: blank.widthPx, heightPx: blank.heightPx, data, dpi: 300 },
    blank,
    layout: layout.pages[page - 1]!,
    fit: {
      homography: [PX_PER_MM, 0, 0, 0, PX_PER_MM, 0, 0, 0, 1],
      correction: null,
      fitErrorMm: 0,
      fiducials: [],
      rotationDeg: 0,
    },
  }
}
