import { createHash } from 'node:crypto'
import { access, mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { KnownForm } from '../contract/digitize.ts'
import type { LoadedForm } from '../contract/form.ts'
import type { Lang } from '../print/typeset.ts'
import type { BlankWish } from './drawBlank.ts'
import { onAllCores } from './onAllCores.ts'

// 254 dpi: a little under a scan of 300 dpi, so that the blank is never the sharper of the two.
const BLANK_PX_PER_MM = 10
// A newer product may draw the same form a little differently.
const { version: productVersion } = createRequire(import.meta.url)('../../package.json') as { version: string }

/**
 * The forms as the readers need them. What a page looks like before a pen touches it is drawn once and kept as a picture,
 * by the hash of all that is printed: a changed form makes new pictures, never wrong ones.
 */
export async function knownForms(forms: readonly LoadedForm[], derivedFolder: string): Promise<KnownForm[]> {
  const folder = join(derivedFolder, 'blanks')
  const known = forms.map((form): KnownForm => ({
    title: form.title,
    layout: form.layout,
    campaign: form.campaign,
    prints: LANGS.map((lang) => ({ lang, blankPaths: blanksOf(form, lang, folder) })),
    blankPxPerMm: BLANK_PX_PER_MM,
  }))
  const wishes = known.flatMap(({ prints }, i) =>
    prints.map(({ lang, blankPaths }): BlankWish => ({
      form: forms[i]!,
      lang,
      pxPerMm: BLANK_PX_PER_MM,
      paths: blankPaths,
    })),
  )
  const missing = await Promise.all(wishes.map(async ({ paths }) => !(await allThere(paths))))
  await mkdir(folder, { recursive: true })
  // Elsewhere: what drawing takes of memory (400 MB) would stay with the service for good.
  await onAllCores(
    new URL('drawBlank.ts', import.meta.url),
    wishes.filter((_, i) => missing[i]),
  )
  return known
}

// What `xiance form print --lang` offers.
const LANGS = ['zh', 'en'] as const

function blanksOf(form: LoadedForm, lang: Lang, folder: string): string[] {
  const { id, version, layout, artwork } = form
  const drawn = JSON.stringify([layout, artwork, BLANK_PX_PER_MM, productVersion])
  const hash = createHash('sha256').update(drawn).digest('hex').slice(0, 12)
  return layout.pages.map(({ page }) => join(folder, `${id}-v${version}-${lang}-${hash}-${page}.png`))
}

async function allThere(paths: readonly string[]): Promise<boolean> {
  const there = paths.map((path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  )
  return (await Promise.all(there)).every(Boolean)
}
