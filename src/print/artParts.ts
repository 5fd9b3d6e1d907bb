import type { Align, ArtItem, TextStyle, VerticalAlign } from '../contract/artwork.ts'
import type { Bilingual } from '../contract/layout.ts'
import type { Box } from '../geometry/point.ts'

/** Pieces of the prints that are no forms. */
export function text(
  id: string,
  boxMm: Box,
  words: Bilingual,
  style: TextStyle,
  align: Align = 'left',
  valign: VerticalAlign = 'middle',
): ArtItem {
  return { draw: 'text', id, boxMm, text: words, style, align, valign }
}

export function rule(x1: number, y1: number, x2: number, y2: number, widthMm = 0.2, tint = 1): ArtItem {
  return { draw: 'rule', id: `rule ${x1} ${y1}`, from: { x: x1, y: y1 }, to: { x: x2, y: y2 }, widthMm, tint }
}

/** One text that is the same in both languages: a number, a name, a date. */
export function plain(value: string): Bilingual {
  return { zh: value, en: value }
}

export const sizes = (pt: number): TextStyle['sizePt'] => ({ zh: pt, en: pt })
