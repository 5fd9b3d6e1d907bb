import bwipjs, { type RenderOptions } from 'bwip-js'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import type { KnownForm } from '../../src/contract/digitize.ts'
import type { Layout, LayoutField, LayoutPage } from '../../src/contract/layout.ts'
import { encodePageCode } from '../../src/contract/pageCode.ts'
import { newSerial } from '../../src/contract/serial.ts'
import { encodeTiffPage, joinTiff } from '../../src/paper/scan/encodeTiff.ts'

/** Each page has one field, `note1`, `note2` …, in which quickReader.ts finds the page's own serial and number. */
export const NOTE_FIELD = 'note'

/** Where a page of the small form has its discs; pages of `smallPage` leave them out, their readers need none. */
export const smallFiducials = (
  [
    [5, 5],
    [52, 5],
    [5, 30],
    [52, 45],
    [5, 72],
    [52, 72],
  ] as const
).map(([xMm, yMm], i) => ({ id: `f${i}`, xMm, yMm, sizeMm: 4 }))

/** A form of two pages, front and back, as the service knows it. Its readers need no blanks. */
export const smallForm: KnownForm = {
  title: { zh: '小表', en: 'Small form' },
  layout: {
    form: 'small',
    version: 1,
    fingerprint: '01234567',
    pageSize: { widthMm: 60, heightMm: 80 },
    pages: [page(1), page(2)],
  } satisfies Layout,
  campaign: {
    id: 'test',
    title: { zh: '甲', en: 'a' },
    organisers: [],
    window: { from: '2021-07-15', to: '2021-09-30' },
    address: { postcode: '410004', zh: '甲', en: 'a' },
    promise: { zh: '甲', en: 'a' },
  },
  prints: [],
  blankPxPerMm: 10,
}

/** The n-th serial of a run. */
export function serialOf(n: number): string {
  // Two streams that never meet: a multiplicative sequence over the digits of n.
  let state = (n * 2_654_435_761 + 12_345) >>> 0
  return newSerial(() => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32)
}

/** A page of the small form as a scanner of very low ambition sees it: the page code on 240 × 320 pixels. */
export function smallPage(serial: string | null, pageNumber: number) {
  const { form, version, fingerprint, pages } = smallForm.layout
  return codedPage(encodePageCode({ form, version, fingerprint, serial, page: pageNumber, pages: pages.length }))
}

/** A page with any text in its QR; without one it is blank. */
export function codedPage(text: string | null) {
  const [widthPx, heightPx] = [240, 320]
  const data = new Uint8Array(widthPx * heightPx).fill(255)
  if (text !== null) {
    const [symbol] = bwipjs.raw({ bcid: 'qrcode', text, eclevel: 'M' } as RenderOptions)
    if (symbol === undefined || !('pixs' in symbol)) throw new Error('bwip-js drew no matrix')
    const { pixs, pixx } = symbol
    for (let y = 0; y < pixx * MODULE_PX; y++)
      for (let x = 0; x < pixx * MODULE_PX; x++)
        if (pixs[Math.floor(y / MODULE_PX) * pixx + Math.floor(x / MODULE_PX)] === 1)
          data[(y + 20) * widthPx + x + 20] = 0
  }
  return { widthPx, heightPx, data }
}

type Picture = ReturnType<typeof codedPage>

export function asPng({ widthPx, heightPx, data }: Picture): Promise<Buffer> {
  return sharp(data, { raw: { width: widthPx, height: heightPx, channels: 1 } })
    .png()
    .toBuffer()
}

export async function asPdf(pictures: readonly Picture[]): Promise<Buffer> {
  const document = await PDFDocument.create()
  for (const picture of pictures) {
    const image = await document.embedPng(await asPng(picture))
    const [w, h] = [(picture.widthPx * 72) / 100, (picture.heightPx * 72) / 100]
    document.addPage([w, h]).drawImage(image, { x: 0, y: 0, width: w, height: h })
  }
  return Buffer.from(await document.save())
}

export async function asTiff(pictures: readonly Picture[]): Promise<Buffer> {
  const pages = pictures.map((picture) => encodeTiffPage({ ...picture, channels: 1 }, 'lzw', { dpi: 100, quality: 90 }))
  return Buffer.from(joinTiff(await Promise.all(pages)))
}

const MODULE_PX = 4

function page(number: number): LayoutPage {
  const field: LayoutField = {
    id: `${NOTE_FIELD}${number}`,
    kind: 'line',
    decoder: 'text',
    label: { zh: '记', en: 'Note' },
    personal: false,
    rules: { required: true },
    boxMm: { x: 10, y: 50, w: 40, h: 10 },
  }
  return {
    page: number,
    optional: false,
    fiducials: smallFiducials,
    code: { xMm: 5, yMm: 5, sizeMm: 30 },
    fields: [field],
  }
}
