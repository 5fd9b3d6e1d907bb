import { PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { parsePageCode } from '../../src/contract/pageCode.ts'
import { newSerial } from '../../src/contract/serial.ts'
import { renderPdfPage } from '../../src/intake/renderPdf.ts'
import { printForm } from '../../src/print/printForm.ts'
import { printLabel } from '../../src/print/printLabel.ts'
import { readSymbols } from '../../src/sort/readSymbols.ts'
import { formCopy } from '../form/forms.ts'

const serial = newSerial(() => 0.4)
const prints = ['golden-ideas-2021', 'service-feedback'].flatMap((id) =>
  (['zh', 'en'] as const).flatMap((lang) => [null, serial].map((serial) => ({ id, lang, serial }))),
)

const memory = new Map<string, Promise<Uint8Array>>()

/** A print, once for all tests that look at it. */
async function printed(id: string, lang: 'zh' | 'en', serial: string | null): Promise<Uint8Array> {
  const name = `${id} ${lang} ${serial}`
  const bytes = memory.get(name) ?? printForm(formCopy(id), { lang, serial })
  memory.set(name, bytes)
  return bytes
}

describe('a printed form', () => {
  it.each(prints)('$id $lang $serial: fonts embedded whole, under 1 MB, of the right size', async ({ id, ...how }) => {
    const form = formCopy(id)
    const bytes = await printed(id, how.lang, how.serial)
    expect(bytes.length).toBeLessThan(1_000_000)
    const document = await PDFDocument.load(bytes)
    expect(document.getPageCount()).toBe(form.layout.pages.length)
    const { width, height } = document.getPage(0).getSize()
    expect(width).toBeCloseTo((form.layout.pageSize.widthMm / 25.4) * 72, 3)
    expect(height).toBeCloseTo((form.layout.pageSize.heightMm / 25.4) * 72, 3)
    const fonts = fontFilesOf(document)
    expect(fonts.length).toBeGreaterThanOrEqual(3)
    for (const { name, bytes } of fonts) {
      expect(name).toMatch(/^\/Noto(Sans|Serif)SC/)
      expect(bytes).toBeGreaterThan(2000)
    }
    expect(document.getTitle()).toBe(form.title[how.lang])
  })

  it('is the same bytes for the same wish and another for another', async () => {
    const form = formCopy('service-feedback')
    const print = async (lang: 'zh' | 'en', serial: string | null): Promise<string> =>
      Buffer.from(await printForm(form, { lang, serial })).toString('base64')
    const first = await print('zh', serial)
    expect(await print('zh', serial)).toBe(first)
    expect(
      await print(
        'zh',
        newSerial(() => 0.7),
      ),
    ).not.toBe(first)
    expect(await print('en', serial)).not.toBe(first)
  })

  it('asks printers not to scale it', async () => {
    const document = await PDFDocument.load(await printed('golden-ideas-2021', 'zh', null))
    expect(document.catalog.getViewerPreferences()?.getPrintScaling()).toBe('None')
  })

  it('shows its serial to people only when it has one', async () => {
    const form = formCopy()
    const at = form.artwork.pages[0]!.readableId.boxMm
    const inkIn = async (serial: string | null, y: number, h: number): Promise<number> => {
      const image = await renderPdfPage(await printed('golden-ideas-2021', 'zh', serial), 0, 12)
      let ink = 0
      for (let row = Math.round(y * 12); row < (y + h) * 12; row++)
        for (let x = at.x * 12; x < (at.x + at.w) * 12; x++) ink += 255 - image.data[row * image.widthPx + x]!
      return ink
    }
    const [line, second] = [at.y, at.y + 3.1]
    expect(await inkIn(null, line, 3)).toBeGreaterThan(10_000)
    expect(await inkIn(null, second, 3)).toBe(0)
    expect(await inkIn(serial, second, 3)).toBeGreaterThan(10_000)
  })
})

describe('the page code', () => {
  const resolutions = [150, 200, 300]
  it.each(prints)('$id $lang $serial is read from the pixels of every page', async ({ id, ...how }) => {
    const form = formCopy(id)
    const bytes = await printed(id, how.lang, how.serial)
    for (const { page } of form.layout.pages)
      for (const dpi of how.lang === 'zh' ? resolutions : [150]) {
        const found = await readSymbols(await renderPdfPage(bytes, page - 1, dpi / 25.4))
        expect(found, `${dpi} dpi`).toHaveLength(1)
        expect(parsePageCode(found[0]!.text)).toEqual({
          form: id,
          version: 1,
          page,
          pages: form.layout.pages.length,
          serial: how.serial,
          fingerprint: form.printedFingerprint,
        })
      }
  })

  it('stands where the layout says', async () => {
    const form = formCopy()
    const pxPerMm = 200 / 25.4
    const image = await renderPdfPage(await printed('golden-ideas-2021', 'zh', serial), 0, pxPerMm)
    const [found] = await readSymbols(image)
    const { xMm, yMm, sizeMm } = form.layout.pages[0]!.code
    const [topLeft, , bottomRight] = found!.cornersPx
    // zxing gives corners of modules, rounded to whole pixels.
    expect(Math.abs(topLeft.x / pxPerMm - xMm)).toBeLessThan(0.3)
    expect(Math.abs(topLeft.y / pxPerMm - yMm)).toBeLessThan(0.3)
    expect(Math.abs(bottomRight.x / pxPerMm - xMm - sizeMm)).toBeLessThan(0.3)
    expect(Math.abs(bottomRight.y / pxPerMm - yMm - sizeMm)).toBeLessThan(0.3)
  })

  it('still reads with a tenth of it lost', async () => {
    const form = formCopy()
    const image = await renderPdfPage(await printed('golden-ideas-2021', 'zh', serial), 0, 200 / 25.4)
    const { xMm, yMm, sizeMm } = form.layout.pages[0]!.code
    const px = (mm: number): number => Math.round((mm * 200) / 25.4)
    // A stain over the data, clear of the finder patterns: 6.5 by 6.5 of 20 by 20 millimetres.
    for (let y = px(yMm + 8); y < px(yMm + 14.5); y++)
      image.data.fill(255, y * image.widthPx + px(xMm + sizeMm - 7.5), y * image.widthPx + px(xMm + sizeMm - 1))
    const found = await readSymbols(image)
    expect(found.map(({ text }) => parsePageCode(text)?.serial)).toEqual([serial])
  })
})

describe('the address label', () => {
  it('is A6 across with its fonts', async () => {
    const document = await PDFDocument.load(await printLabel(formCopy().campaign))
    expect(document.getPageCount()).toBe(1)
    const { width, height } = document.getPage(0).getSize()
    expect([Math.round((width / 72) * 25.4), Math.round((height / 72) * 25.4)]).toEqual([148, 105])
    expect(fontFilesOf(document).length).toBeGreaterThanOrEqual(3)
  })
})

/** The TrueType programs in a document, by the name of the font that uses them. */
function fontFilesOf(document: PDFDocument): { name: string; bytes: number }[] {
  return document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('Type')) !== PDFName.of('FontDescriptor')) return []
    const file = object.get(PDFName.of('FontFile2'))
    const stream = file instanceof PDFRef ? document.context.lookup(file) : null
    const bytes = stream instanceof PDFRawStream ? stream.getContentsSize() : 0
    return [{ name: String(object.get(PDFName.of('FontName'))), bytes }]
  })
}
