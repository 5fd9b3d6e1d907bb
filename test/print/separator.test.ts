import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { EnvelopeView } from '../../src/contract/envelope.ts'
import type { GrayImage } from '../../src/contract/image.ts'
import { renderPdfPage } from '../../src/intake/renderPdf.ts'
import { checkArtwork } from '../../src/print/checkArtwork.ts'
import { handoverPages, printHandover } from '../../src/print/printHandover.ts'
import { printSeparator, printStickers, separatorItems } from '../../src/print/printSeparator.ts'
import { readMarks } from '../../src/sort/readMarks.ts'
import { readSymbols } from '../../src/sort/readSymbols.ts'
import { labelForm } from './label.ts'

const CODE = 'WA0D9SAR'
const sheet = await renderPdfPage(await printSeparator({ code: CODE, waybill: 'EA123456785CN' }), 0, DPI() / 25.4)

function DPI(): number {
  return 150
}

/** As it lies on the glass, turned clockwise. */
async function turned(image: GrayImage, degrees: number): Promise<GrayImage> {
  const { data, info } = await sharp(image.data, { raw: { width: image.widthPx, height: image.heightPx, channels: 1 } })
    .rotate(degrees, { background: 'white' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, data: new Uint8Array(data) }
}

describe('the separator sheet', () => {
  it.each([0, 3, 17, 45, 90, 91, 133, 180, 200, 270, 315])('is read turned by %i°', async (degrees) => {
    expect(await readMarks(await turned(sheet, degrees))).toMatchObject([{ mark: 'code', code: CODE }])
  })

  it('is read by bars alone as by squares alone, and with a third of it covered', async () => {
    const cover = (fromMm: number, toMm: number): GrayImage => {
      const data = new Uint8Array(sheet.data)
      const row = (mm: number): number => Math.round((mm * DPI()) / 25.4) * sheet.widthPx
      return { ...sheet, data: data.fill(255, row(fromMm), row(toMm)) }
    }
    for (const [from, to] of [
      [84, 168],
      [0, 84],
      [10, 100],
      [150, 297],
    ] as const)
      // prettier-ignore
      expect(await readMarks(cover(from, to)), `${from} to ${to} mm`).toMatchObject([{ mark: 'code', code: CODE }])
    const texts = (await readSymbols(cover(84, 168), { bars: true })).map(({ text }) => text)
    expect(new Set(texts)).toEqual(new Set([`XL${CODE}`]))
  })

  it('only divides when it has no code', async () => {
    const divider = await renderPdfPage(await printSeparator({ code: null, waybill: null }), 0, DPI() / 25.4)
    expect(await readMarks(divider)).toMatchObject([{ mark: 'separator' }])
  })

  it('has its words in their boxes, none missing', async () => {
    for (const code of [CODE, null]) {
      const breaches = await checkArtwork(labelForm(separatorItems({ code, waybill: null })))
      expect(breaches.filter(({ rule }) => rule === 'overflow' || rule === 'glyph')).toEqual([])
    }
  })
})

it('makes stickers that are read one by one, at 200 dpi', async () => {
  const codes = [CODE, 'WXYXJAVB', '3333333P']
  const page = await renderPdfPage(await printStickers(codes.map((code) => ({ code, waybill: null }))), 0, 200 / 25.4)
  for (const [i, code] of codes.entries()) {
    const [from, to] = [i * 70, (i + 1) * 70].map((mm) => Math.round((mm * 200) / 25.4))
    const height = Math.round((38 * 200) / 25.4)
    const data = new Uint8Array((to! - from!) * height)
    for (let y = 0; y < height; y++)
      data.set(page.data.subarray(y * page.widthPx + from!, y * page.widthPx + to!), y * (to! - from!))
    const texts = (await readSymbols({ widthPx: to! - from!, heightPx: height, data }, { bars: true })).map(
      ({ text }) => text,
    )
    expect(texts.toSorted(), code).toEqual([`XL${code}`, `XL${code}`])
  }
})

describe('the hand-over sheet', () => {
  const envelope = (i: number): EnvelopeView => ({
    id: `E-${i}`,
    waybill: i % 3 === 0 ? null : 'EA123456785CN',
    code: CODE,
    receivedOn: '2021-08-12',
    registeredAt: '2021-08-12T01:00:00.000Z',
    postmark: '2021-08-10',
    channel: 'paper',
    clerk: '王小明',
    contents: {
      forms: 1,
      pages: 2,
      attachments: 1,
      enclosures: i === 1 ? '照片两张，优盘一个，旧报纸一份，另有证明' : '',
    },
    cleared: null,
    revision: 1,
    seen: { forms: 0, pages: 0, attachments: 0, blank: 0, held: 0 },
    letters: [],
    problems: [],
  })

  it('has a row for each envelope on as many pages as it takes, and the sums once', () => {
    const envelopes = Array.from({ length: 70 }, (_, i) => envelope(i))
    const pages = handoverPages('2021-08-12', envelopes)
    const ids = pages.flatMap((items) => items.map(({ id }) => id))
    expect(ids.filter((id) => id.startsWith('waybill '))).toHaveLength(70)
    expect(pages).toHaveLength(3)
    const totals = pages.flat().filter(({ id }) => id === 'totals')
    expect(totals).toMatchObject([{ text: { zh: '信封 70  征集表 70  表页 140  附件页 70' } }])
  })

  it('is a page also on a day without envelopes, and prints whatever is written', async () => {
    expect(handoverPages('2021-08-12', [])).toHaveLength(1)
    const bytes = await printHandover('2021-08-12', [{ ...envelope(1), clerk: '龘😀x' }])
    expect((await renderPdfPage(bytes, 0, 3)).data.some((value) => value < 128)).toBe(true)
  })
})
