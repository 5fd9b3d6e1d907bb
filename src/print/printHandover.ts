import type { Align, ArtItem, TextStyle } from '../contract/artwork.ts'
import type { EnvelopeView } from '../contract/envelope.ts'
import type { Bilingual } from '../contract/layout.ts'
import { readableSerial } from '../contract/serial.ts'
import { waybillGroups } from '../contract/waybill.ts'
import { mmToPt } from '../geometry/units.ts'
import { print as en } from '../locale/en/print.ts'
import { print as zh } from '../locale/zh/print.ts'
import { plain, rule, sizes, text } from './artParts.ts'
import { newDocument } from './document.ts'
import { drawArtwork } from './drawArtwork.ts'
import { facesFor } from './facesFor.ts'
import { penOn } from './pen.ts'

/** What the mailroom hands over on a day: A4, an envelope a row, and who gave and took it to be signed on the last page. */
export async function printHandover(day: string, envelopes: readonly EnvelopeView[]): Promise<Uint8Array> {
  const pages = handoverPages(day, envelopes)
  const faces = await facesFor(pages.flat(), 'zh')
  const title = `${zh.handover.title} ${day}`
  const { document, embedded } = await newDocument(faces, { title, subject: 'Xiance', lang: 'zh' })
  for (const items of pages) {
    const page = document.addPage([mmToPt(210), mmToPt(297)])
    drawArtwork(penOn(page, 297, embedded), items, 'zh', faces)
  }
  return document.save()
}

/** The artwork of each page. */
export function handoverPages(day: string, envelopes: readonly EnvelopeView[]): ArtItem[][] {
  const count = Math.max(1, Math.ceil(envelopes.length / ROWS))
  return Array.from({ length: count }, (_, page) => {
    const rows = envelopes.slice(page * ROWS, (page + 1) * ROWS)
    const last = page === count - 1
    return [
      text('title', { x: 15, y: 12, w: 110, h: 12 }, word('title'), styles.title),
      text('day', { x: 125, y: 12, w: 70, h: 6 }, plain(day), styles.head, 'right'),
      text('page', { x: 125, y: 18, w: 70, h: 6 }, plain(`${page + 1} / ${count}`), styles.cell, 'right'),
      ...columns.flatMap(({ key, x, w, align }) => [
        text(`head ${key}`, { x, y: 28, w, h: 9 }, word(key), styles.head, align),
      ]),
      rule(15, 38, 195, 38, 0.4),
      ...rows.flatMap((envelope, i) => rowItems(envelope, page * ROWS + i + 1, 38 + i * ROW_MM)),
      ...(last ? signing(envelopes, 38 + rows.length * ROW_MM) : []),
    ]
  })
}

function rowItems(envelope: EnvelopeView, number: number, y: number): ArtItem[] {
  const values = cellsOf(envelope, number)
  return [
    ...columns.map(({ key, x, w, align }) =>
      text(`${key} ${number}`, { x, y, w, h: ROW_MM }, plain(values[key]), styles.cell, align),
    ),
    rule(15, y + ROW_MM, 195, y + ROW_MM, 0.15, 0.5),
  ].filter((item) => item.draw !== 'text' || item.text.zh !== '')
}

function cellsOf(envelope: EnvelopeView, number: number): Record<Column, string> {
  const { waybill, code, postmark, contents, cleared, clerk } = envelope
  const counted = (of: 'forms' | 'pages' | 'attachments'): string => (contents === null ? '' : String(contents[of]))
  return {
    number: String(number),
    waybill: waybill === null ? readableSerial(code) : waybillGroups(waybill),
    postmark: postmark ?? '',
    forms: counted('forms'),
    pages: counted('pages'),
    attachments: counted('attachments'),
    enclosures: [contents?.enclosures ?? '', cleared?.note ?? '']
      .filter((words) => words !== '')
      .join(' ')
      .slice(0, MOST_SIGNS),
    clerk: (clerk ?? '').slice(0, 12),
    cleared: cleared === null ? '' : zh.handover.yes,
  }
}

function signing(envelopes: readonly EnvelopeView[], y: number): ArtItem[] {
  const sum = (of: 'forms' | 'pages' | 'attachments'): number =>
    envelopes.reduce((total, { contents }) => total + (contents?.[of] ?? 0), 0)
  const totals = [envelopes.length, sum('forms'), sum('pages'), sum('attachments')]
  const words = (total: readonly string[]): string => total.map((name, i) => `${name} ${totals[i]}`).join('  ')
  return [
    text('totals', { x: 15, y: y + 3, w: 180, h: 8 }, { zh: words(zh.totals), en: words(en.totals) }, styles.head),
    text('given', { x: 15, y: y + 14, w: 26, h: 8 }, word('given'), styles.head),
    rule(42, y + 22, 100, y + 22),
    text('taken', { x: 110, y: y + 14, w: 26, h: 8 }, word('taken'), styles.head),
    rule(137, y + 22, 195, y + 22),
  ]
}

type Column = 'number' | 'waybill' | 'postmark' | 'forms' | 'pages' | 'attachments' | 'enclosures' | 'clerk' | 'cleared'
const columns: readonly { readonly key: Column; readonly x: number; readonly w: number; readonly align: Align }[] = [
  { key: 'number', x: 15, w: 10, align: 'left' },
  { key: 'waybill', x: 26, w: 42, align: 'left' },
  { key: 'postmark', x: 68, w: 24, align: 'left' },
  { key: 'forms', x: 92, w: 11, align: 'right' },
  { key: 'pages', x: 103, w: 11, align: 'right' },
  { key: 'attachments', x: 114, w: 15, align: 'right' },
  { key: 'enclosures', x: 132, w: 32, align: 'left' },
  { key: 'clerk', x: 164, w: 18, align: 'left' },
  { key: 'cleared', x: 182, w: 13, align: 'right' },
]
const word = (key: keyof typeof zh.handover): Bilingual => ({
  zh: zh.handover[key],
  en: en.handover[key],
})

const ROW_MM = 7
// Room for the signatures below the last of them.
const ROWS = 31
/** About one line of its column. */
const MOST_SIGNS = 20
const second = (pt: number): NonNullable<TextStyle['second']> => ({
  font: 'sans',
  weight: 400,
  sizePt: sizes(pt),
  place: 'below',
})
const styles = {
  title: { font: 'serif', weight: 700, sizePt: sizes(18), leading: 1.15, second: second(8) },
  head: { font: 'sans', weight: 500, sizePt: sizes(9), leading: 1.2, second: second(6.5) },
  cell: { font: 'sans', weight: 400, sizePt: sizes(9.5), leading: 1.15 },
} satisfies Record<string, TextStyle>
