import type { KnownForm } from '../contract/digitize.ts'
import type { BlankPage } from '../contract/image.ts'
import type { Layout, LayoutPage } from '../contract/layout.ts'
import type { PageCode } from '../contract/page.ts'
import type { PageReason } from '../contract/reasons.ts'
import { decodeGray } from '../intake/encodeView.ts'

export interface KnownPage {
  readonly form: KnownForm
  readonly layout: LayoutPage
  /** The page as each print of the form shows it. */
  readonly blanks: readonly BlankPage[]
}

/** The printed form versions a reader knows, their blank pages read when first needed. */
export interface FormShelf {
  /** The page a code speaks of, or why it cannot be read: what it was printed from is not what we have. */
  find(code: PageCode): Promise<KnownPage | PageReason>
  readonly layouts: readonly Layout[]
}

export function openFormShelf(forms: readonly KnownForm[]): FormShelf {
  const blanks = new Map<string, Promise<BlankPage>>()
  return {
    layouts: forms.map(({ layout }) => layout),
    async find(code) {
      const form = forms.find(({ layout }) => layout.form === code.form && layout.version === code.version)
      if (form === undefined) return 'PAGE_FORM_UNKNOWN'
      if (form.layout.fingerprint !== code.fingerprint) return 'PAGE_FINGERPRINT_DIFFERS'
      const index = form.layout.pages.findIndex((page) => page.page === code.page)
      const layout = form.layout.pages[index]
      const paths = form.prints.flatMap(({ blankPaths }) => blankPaths[index] ?? [])
      if (layout === undefined || paths.length === 0) return 'PAGE_FORM_UNKNOWN'
      for (const path of paths) if (!blanks.has(path)) blanks.set(path, readBlank(path, form.blankPxPerMm))
      return { form, layout, blanks: await Promise.all(paths.map((path) => blanks.get(path)!)) }
    },
  }
}

async function readBlank(path: string, pxPerMm: number): Promise<BlankPage> {
  return { ...(await decodeGray(path)), pxPerMm }
}
