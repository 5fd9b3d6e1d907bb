import { createHash } from 'node:crypto'
import { access, mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { KnownForm, KnownPrint } from '../contract/digitize.ts'
import type { LoadedForm } from '../contract/form.ts'
import { encodePng, writeDerived } from '../intake/encodeView.ts'
import { renderPdfPage } from '../intake/renderPdf.ts'
import { printForm } from '../print/printForm.ts'
import type { Lang } from '../print/typeset.ts'

// 254 dpi: a little under a scan of 300 dpi, so that the blank is never the sharper of the two.
const BLANK_PX_PER_MM = 10
// A newer product may draw the same form a little differently.
const { version: productVersion } = createRequire(import.meta.url)('../../package.json') as { version: string }

/**
 * The forms as the readers need them. What a page looks like before a pen touches it is drawn once and kept as a picture,
 * by the hash of all that is printed: a changed form makes new pictures, never wrong ones.
 */
export async function knownForms(forms: readonly LoadedForm[], derivedFolder: string): Promise<KnownForm[]> {
  const known: KnownForm[] = []
  for (const form of forms) {
    const { title, layout, campaign } = form
    const prints: KnownPrint[] = []
    for (const lang of LANGS)
      prints.push({ lang, blankPaths: await blanksOf(form, lang, join(derivedFolder, 'blanks')) })
    known.push({ title, layout, campaign, prints, blankPxPerMm: BLANK_PX_PER_MM })
  }
  return known
}

// What `xiance form print --lang` offers.
const LANGS = ['zh', 'en'] as const

async function blanksOf(form: LoadedForm, lang: Lang, folder: string): Promise<string[]> {
  const { id, version, layout, artwork } = form
  const drawn = JSON.stringify([layout, artwork, BLANK_PX_PER_MM, productVersion])
  const hash = createHash('sha256').update(drawn).digest('hex').slice(0, 12)
  const paths = layout.pages.map(({ page }) => join(folder, `${id}-v${version}-${lang}-${hash}-${page}.png`))
  const present = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    ),
  )
  if (present.every(Boolean)) return paths
  await mkdir(folder, { recursive: true })
  const pdf = await printForm(form, { lang, serial: null })
  for (const [index, path] of paths.entries()) {
    await writeDerived(path, await encodePng(await renderPdfPage(pdf, index, BLANK_PX_PER_MM)))
  }
  return paths
}
