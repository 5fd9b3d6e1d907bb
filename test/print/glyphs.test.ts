import subsetFont from 'subset-font'
import { describe, expect, it } from 'vitest'
import type { ArtItem } from '../../src/contract/artwork.ts'
import type { GrayImage } from '../../src/contract/image.ts'
import type { LoadedForm } from '../../src/contract/form.ts'
import { newSerial } from '../../src/contract/serial.ts'
import { renderPdfPage } from '../../src/intake/renderPdf.ts'
import { packagedFont, type FontSource } from '../../src/print/faces.ts'
import { idTexts, printForm } from '../../src/print/printForm.ts'
import { labelItems, labelSize, printLabel } from '../../src/print/printLabel.ts'
import type { Lang } from '../../src/print/typeset.ts'
import { formCopy } from '../form/forms.ts'
import { expectedPage, unlikeness, type Expected } from './render.ts'

/** About 300 dpi, and whole pixels for whole millimetres, so that the page is not scaled to fit its picture. */
const PX_PER_MM = 12
// Two renderers differ at edges, most in the smallest marks: the worst of all measured .57, one left out is 1.
const UNLIKE = 0.7

const serial = newSerial(() => 0.4)

describe('every glyph is seen in rendered pixels as the full font draws it', () => {
  const pages = (['golden-ideas-2021', 'service-feedback'] as const).flatMap((id) =>
    (['zh', 'en'] as const).flatMap((lang) => formCopy(id).layout.pages.map(({ page }) => ({ id, lang, page }))),
  )
  it.each(pages)('$id page $page in $lang', async ({ id, lang, page }) => {
    const form = formCopy(id)
    const seen = await renderPdfPage(await printForm(form, { lang, serial }), page - 1, PX_PER_MM)
    const { glyphs, misses } = await compare(itemsOf(form, page - 1), form.layout.pageSize, lang, seen)
    expect(glyphs.length).toBeGreaterThan(page === 1 ? 250 : 100)
    expect(misses).toEqual([])
  })

  it('on the address label', async () => {
    const { campaign } = formCopy()
    const seen = await renderPdfPage(await printLabel(campaign), 0, PX_PER_MM)
    const { glyphs, misses } = await compare(labelItems(campaign), labelSize, 'zh', seen)
    expect(glyphs.length).toBeGreaterThan(120)
    expect(misses).toEqual([])
  })
})

describe('a glyph that is missing', () => {
  const lost = '市益y'
  // As a cut that went wrong leaves it: the rest of the font is whole.
  const crippled: FontSource = async (key) => {
    const whole = Buffer.from(await packagedFont(key))
    const { layout, artwork } = formCopy()
    const text = JSON.stringify([layout, artwork]) + ALPHABET
    const kept = [...new Set(Array.from(text))].filter((character) => !lost.includes(character))
    return new Uint8Array(await subsetFont(whole, kept.join(''), { targetFormat: 'truetype' }))
  }

  it('fails wherever it should stand, and nothing else does', async () => {
    const form = formCopy()
    const seen = await renderPdfPage(await printForm(form, { lang: 'zh', serial, fonts: crippled }), 0, PX_PER_MM)
    const { glyphs, misses } = await compare(itemsOf(form, 0), form.layout.pageSize, 'zh', seen)
    const should = glyphs.filter(({ character }) => lost.includes(character))
    expect(should.length).toBeGreaterThan(15)
    expect(misses.filter(({ character }) => lost.includes(character))).toHaveLength(should.length)
  })

  it('fails when it is simply not drawn', async () => {
    const form = formCopy()
    const page = form.artwork.pages[0]!
    const dropped = page.items.findIndex((item) => item.draw === 'text' && item.text.zh.startsWith('三、'))
    const without = structuredClone(form)
    without.artwork.pages[0]!.items.splice(dropped, 1)
    const seen = await renderPdfPage(await printForm(without, { lang: 'zh', serial }), 0, PX_PER_MM)
    const { misses } = await compare(itemsOf(form, 0), form.layout.pageSize, 'zh', seen)
    expect(misses.map(({ character }) => character).join('')).toBe('三、您的信息3Aboutyou')
  })
})

async function compare(
  items: readonly ArtItem[],
  size: { widthMm: number; heightMm: number },
  lang: Lang,
  seen: GrayImage,
): Promise<{ glyphs: Expected[]; misses: { character: string; text: string; unlike: number }[] }> {
  const { glyphs, image } = await expectedPage(items, size, lang, PX_PER_MM)
  expect([seen.widthPx, seen.heightPx]).toEqual([image.widthPx, image.heightPx])
  const misses = glyphs
    .map((glyph) => ({
      character: glyph.character,
      text: glyph.text,
      unlike: unlikeness(seen, image, glyph, PX_PER_MM),
    }))
    .filter(({ unlike }) => unlike > UNLIKE)
  return { glyphs, misses }
}

const itemsOf = (form: LoadedForm, page: number): ArtItem[] => [
  ...form.artwork.pages[page]!.items,
  idTexts(form, serial)[page]!,
]

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
