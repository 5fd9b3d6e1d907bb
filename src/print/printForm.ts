import type { ArtText } from '../contract/artwork.ts'
import type { LoadedForm } from '../contract/form.ts'
import { encodePageCode } from '../contract/pageCode.ts'
import { readableSerial } from '../contract/serial.ts'
import { mmToPt } from '../geometry/units.ts'
import { drawArtwork } from './drawArtwork.ts'
import { newDocument } from './document.ts'
import { drawLayout } from './drawLayout.ts'
import { packagedFont, type FontSource } from './faces.ts'
import { facesFor } from './facesFor.ts'
import { penOn } from './pen.ts'
import type { Lang } from './typeset.ts'

/**
 * The form as a PDF, every page of the layout, continuation sheets included; with a serial one letter's own copy, with
 * null the mass-print form. The same arguments give the same bytes.
 */
export async function printForm(
  form: LoadedForm,
  { lang, serial, fonts = packagedFont }: { lang: Lang; serial: string | null; fonts?: FontSource },
): Promise<Uint8Array> {
  const faces = await facesFor(
    [...form.artwork.pages.flatMap((page) => page.items), ...idTexts(form, serial)],
    lang,
    fonts,
  )
  const { document, embedded } = await newDocument(faces, {
    title: form.title[lang],
    subject: `${form.id} v${form.version} ${form.layout.fingerprint}`,
    lang,
  })
  const { widthMm, heightMm } = form.layout.pageSize
  const ids = idTexts(form, serial)
  form.layout.pages.forEach((page, i) => {
    const pen = penOn(document.addPage([mmToPt(widthMm), mmToPt(heightMm)]), heightMm, embedded)
    drawArtwork(pen, [...form.artwork.pages[i]!.items, ids[i]!], lang, faces)
    drawLayout(pen, page, codeText(form, page.page, serial))
  })
  return document.save()
}

/** What stands in the QR of a page. */
export function codeText({ layout }: LoadedForm, page: number, serial: string | null): string {
  const { form, version, fingerprint, pages } = layout
  return encodePageCode({ form, version, page, pages: pages.length, serial, fingerprint })
}

/** The page code again in characters a person can read out. */
export function idTexts({ id, version, layout, artwork }: LoadedForm, serial: string | null): ArtText[] {
  return artwork.pages.map(({ page, readableId: { boxMm, style, align } }) => {
    // Counted as the person who fills it in counts: a continuation sheet is a page more.
    const required = layout.pages.filter(({ optional }) => !optional).length
    const line = `${id.toUpperCase()}  v${version}  p${page > required ? `${page}+` : `${page}/${required}`}`
    const words = serial === null ? line : `${line}\n${readableSerial(serial)}`
    return { draw: 'text', id: 'readable id', boxMm, text: { zh: words, en: words }, style, align, valign: 'top' }
  })
}
