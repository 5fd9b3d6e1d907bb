import type { Align, ArtItem, TextStyle, VerticalAlign } from '../contract/artwork.ts'
import type { Campaign } from '../contract/form.ts'
import type { Bilingual } from '../contract/layout.ts'
import { campaignWords, fillIn } from '../form/campaignWords.ts'
import { mmToPt } from '../geometry/units.ts'
import { print as en } from '../locale/en/print.ts'
import { print as zh } from '../locale/zh/print.ts'
import { newDocument } from './document.ts'
import { drawArtwork } from './drawArtwork.ts'
import { packagedFont, type FontSource } from './faces.ts'
import { facesFor } from './facesFor.ts'
import { penOn } from './pen.ts'

/** The address label for the EMS envelope: A6 across, to be printed at its size, cut out and pasted on. */
export async function printLabel(campaign: Campaign, fonts: FontSource = packagedFont): Promise<Uint8Array> {
  const items = labelItems(campaign)
  const faces = await facesFor(items, 'zh', fonts)
  const title = `${campaign.title.zh} ${zh.label.title}`
  const { document, embedded } = await newDocument(faces, { title, subject: campaign.id, lang: 'zh' })
  const page = document.addPage([mmToPt(labelSize.widthMm), mmToPt(labelSize.heightMm)])
  drawArtwork(penOn(page, labelSize.heightMm, embedded), items, 'zh', faces)
  return document.save()
}

export const labelSize = { widthMm: 148, heightMm: 105 }

/** What is on the label: whom it goes to in full, whom it comes from to be filled in. */
export function labelItems(campaign: Campaign): ArtItem[] {
  const words = campaignWords(campaign)
  const of = (key: keyof typeof zh.label): Bilingual => fillIn({ zh: zh.label[key], en: en.label[key] }, words)
  const postcode = Array.from(campaign.address.postcode)
  return [
    { draw: 'panel', id: 'frame', boxMm: { x: 5, y: 5, w: 138, h: 92 }, widthMm: 0.3, tint: 1 },
    rule(5, 17, 143, 17, 0.3),
    text('title', 9, 6.5, 80, 9, words['title']!, styles.title, 'left', 'middle'),
    text('window', 84, 6.5, 55, 9, of('window'), styles.small, 'right', 'middle'),
    text('to', 9, 20, 24, 9, of('to'), styles.caption),
    ...postcode.flatMap((digit, i): ArtItem[] => [
      { draw: 'panel', id: `postcode ${i}`, boxMm: { x: 34 + i * 9.5, y: 20, w: 8, h: 8.6 }, widthMm: 0.35, tint: 1 },
      text(`digit ${i}`, 34 + i * 9.5, 20, 8, 8.6, { zh: digit, en: digit }, styles.postcode, 'center', 'middle'),
    ]),
    text('address', 34, 31.5, 105, 13, words['address']!, styles.address),
    text('recipient', 34, 45, 105, 14.5, words['recipient']!, styles.recipient),
    rule(5, 62, 143, 62, 0.3),
    text('from', 9, 65, 24, 9, of('from'), styles.caption),
    ...fillIns([
      [34, 64, 50, of('name')],
      [88, 64, 51, of('telephone')],
      [34, 74, 105, of('address')],
      [34, 84, 50, of('postcode')],
    ]),
    text('cut', 5, 98, 138, 5, of('cut'), styles.cut, 'center', 'middle'),
  ]
}

function fillIns(lines: readonly (readonly [number, number, number, Bilingual])[]): ArtItem[] {
  return lines.flatMap(([x, y, w, words]) => [
    text(`fill in ${words.en}`, x, y, 24, 8.2, words, styles.small, 'left', 'bottom'),
    rule(x + 15, y + 8.4, x + w, y + 8.4, 0.2),
  ])
}

const both = (zh: number): TextStyle['sizePt'] => ({ zh, en: zh })
const beneath = (size: number): NonNullable<TextStyle['second']> => ({
  font: 'sans',
  weight: 400,
  sizePt: both(size),
  leading: 1.3,
  place: 'below',
})
const styles = {
  title: { font: 'serif', weight: 700, sizePt: both(13), leading: 1.25, tracking: 40, second: beneath(6.4) },
  recipient: { font: 'serif', weight: 700, sizePt: both(17), leading: 1.35, second: beneath(8) },
  address: { font: 'sans', weight: 500, sizePt: both(13.5), leading: 1.35, second: beneath(8) },
  postcode: { font: 'serif', weight: 700, sizePt: both(16), leading: 1.2 },
  caption: { font: 'serif', weight: 700, sizePt: both(12), leading: 1.2, second: beneath(7) },
  small: { font: 'sans', weight: 400, sizePt: both(8), leading: 1.3, second: beneath(6) },
  cut: {
    font: 'sans',
    weight: 400,
    sizePt: both(7),
    second: { font: 'sans', weight: 400, sizePt: both(6), place: 'after', gapMm: 2 },
  },
} satisfies Record<string, TextStyle>

function text(
  id: string,
  x: number,
  y: number,
  w: number,
  h: number,
  words: Bilingual,
  style: TextStyle,
  align: Align = 'left',
  valign: VerticalAlign = 'top',
): ArtItem {
  return { draw: 'text', id, boxMm: { x, y, w, h }, text: words, style, align, valign }
}

function rule(x1: number, y1: number, x2: number, y2: number, widthMm: number): ArtItem {
  return { draw: 'rule', id: `rule ${x1} ${y1}`, from: { x: x1, y: y1 }, to: { x: x2, y: y2 }, widthMm, tint: 1 }
}
