import type { ArtItem, TextStyle } from '../contract/artwork.ts'
import { encodeStackMark } from '../contract/stackMark.ts'
import { readableSerial } from '../contract/serial.ts'
import { waybillGroups } from '../contract/waybill.ts'
import { mmToPt } from '../geometry/units.ts'
import { print as en } from '../locale/en/print.ts'
import { print as zh } from '../locale/zh/print.ts'
import { plain, sizes, text } from './artParts.ts'
import { newDocument } from './document.ts'
import { drawArtwork } from './drawArtwork.ts'
import { facesFor } from './facesFor.ts'
import { penOn, type Pen } from './pen.ts'
import { code128Boxes, qrBoxes } from './symbols.ts'

/** Whom a sheet or sticker stands for; a code of null only divides. */
export interface Marked {
  readonly code: string | null
  readonly waybill: string | null
}

/**
 * The sheet that lies before an envelope's pages in a stack. Its code stands on it as QR, which is read however the sheet lies and
 * with a third of it gone, and as Code 128 at both ends for the bar-code gun.
 */
export async function printSeparator(marked: Marked): Promise<Uint8Array> {
  const items = separatorItems(marked)
  return drawn([{ items, draw: (pen) => drawSeparator(pen, marked) }], SHEET, zh.separator.title)
}

/** Stickers for envelopes, three across and eight down (70 × 37 mm, the common sheet): one for each, in order. */
export async function printStickers(all: readonly Marked[]): Promise<Uint8Array> {
  const pages: Marked[][] = []
  for (let i = 0; i < all.length; i += ACROSS * DOWN) pages.push(all.slice(i, i + ACROSS * DOWN))
  const drawing = pages.map((page) => {
    const placed = page.map((marked, i) => ({ marked, ...stickerPlace(i) }))
    return {
      items: placed.flatMap(({ marked, x, y }) => stickerItems(marked, x, y)),
      draw: (pen: Pen) => {
        for (const { marked, x, y } of placed) drawSticker(pen, marked, x, y)
      },
    }
  })
  return drawn(drawing, SHEET, zh.separator.sticker)
}

export function separatorItems({ code, waybill }: Marked): ArtItem[] {
  const words = code === null ? 'divider' : 'title'
  return [
    text('title', { x: 20, y: 58, w: 170, h: 22 }, both(words), styles.title, 'center'),
    text(
      'code',
      { x: 20, y: 172, w: 170, h: 16 },
      plain(code === null ? '' : readableSerial(code)),
      styles.code,
      'center',
    ),
    text(
      'waybill',
      { x: 20, y: 190, w: 170, h: 12 },
      plain(waybill === null ? '' : waybillGroups(waybill)),
      styles.waybill,
      'center',
    ),
    text('use', { x: 30, y: 208, w: 150, h: 24 }, both(code === null ? 'useDivider' : 'use'), styles.use, 'center'),
  ].filter((item) => item.draw !== 'text' || item.text.zh !== '')
}

function drawSeparator(pen: Pen, { code }: Marked): void {
  const symbol = encodeStackMark(code)
  pen.fillBoxes([
    ...qrBoxes({ xMm: 65, yMm: 86, sizeMm: 80 }, symbol, 'H'),
    ...code128Boxes({ x: 45, y: 22, w: 120, h: 24 }, symbol),
    ...code128Boxes({ x: 45, y: 250, w: 120, h: 24 }, symbol),
  ])
}

function stickerItems({ code, waybill }: Marked, x: number, y: number): ArtItem[] {
  return [
    text(`name ${x} ${y}`, { x: x + 27, y: y + 4, w: 40, h: 5 }, both('sticker'), styles.small),
    text(`code ${x} ${y}`, { x: x + 27, y: y + 9.5, w: 40, h: 7 }, plain(readableSerial(code!)), styles.stickerCode),
    text(
      `waybill ${x} ${y}`,
      { x: x + 27, y: y + 16.5, w: 40, h: 5 },
      plain(waybill === null ? ' ' : waybillGroups(waybill)),
      styles.small,
    ),
  ]
}

function drawSticker(pen: Pen, { code }: Marked, x: number, y: number): void {
  const symbol = encodeStackMark(code)
  pen.fillBoxes([
    ...qrBoxes({ xMm: x + 5, yMm: y + 6, sizeMm: 19 }, symbol, 'Q'),
    // Ten modules of nothing on either side: 35 mm of bars are 101 modules or fewer.
    ...code128Boxes({ x: x + 29, y: y + 24, w: 36, h: 9 }, symbol),
  ])
}

function stickerPlace(i: number): { x: number; y: number } {
  return { x: (i % ACROSS) * STICKER.w, y: TOP_MM + Math.floor(i / ACROSS) * STICKER.h }
}

interface Drawing {
  readonly items: ArtItem[]
  readonly draw: (pen: Pen) => void
}

async function drawn(pages: readonly Drawing[], size: typeof SHEET, title: string): Promise<Uint8Array> {
  const faces = await facesFor(
    pages.flatMap(({ items }) => items),
    'zh',
  )
  const { document, embedded } = await newDocument(faces, { title, subject: 'Xiance', lang: 'zh' })
  for (const { items, draw } of pages) {
    const page = document.addPage([mmToPt(size.widthMm), mmToPt(size.heightMm)])
    const pen = penOn(page, size.heightMm, embedded)
    draw(pen)
    drawArtwork(pen, items, 'zh', faces)
  }
  return document.save()
}

const both = (key: keyof typeof zh.separator) => ({ zh: zh.separator[key], en: en.separator[key] })
const SHEET = { widthMm: 210, heightMm: 297 }
const STICKER = { w: 70, h: 37 }
const [ACROSS, DOWN, TOP_MM] = [3, 8, 0.5]
/** As many as go on one sheet. */
export const stickersASheet = ACROSS * DOWN

const second = (pt: number): NonNullable<TextStyle['second']> => ({
  font: 'sans',
  weight: 400,
  sizePt: sizes(pt),
  place: 'below',
})
const styles = {
  title: { font: 'serif', weight: 700, sizePt: sizes(34), leading: 1.2, tracking: 200, second: second(13) },
  code: { font: 'sans', weight: 700, sizePt: sizes(32) },
  waybill: { font: 'sans', weight: 500, sizePt: sizes(20) },
  use: { font: 'sans', weight: 400, sizePt: sizes(11), second: second(9) },
  small: { font: 'sans', weight: 400, sizePt: sizes(7.5), second: { ...second(6), place: 'after', gapMm: 1.5 } },
  stickerCode: { font: 'sans', weight: 700, sizePt: sizes(15) },
} satisfies Record<string, TextStyle>
