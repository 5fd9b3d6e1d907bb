import { Type, type Static } from 'typebox'
import { Bilingual, BoxMm } from './layout.ts'

const closed = { additionalProperties: false }

/** Type sizes in points, one for each script: Chinese looks larger than Latin of the same size. */
const Sizes = Type.Object({ zh: Type.Number({ minimum: 4 }), en: Type.Number({ minimum: 4 }) }, closed)

const Face = {
  font: Type.Enum(['sans', 'serif']),
  weight: Type.Enum([400, 500, 700]),
  sizePt: Sizes,
  /** Height of a line over the type size. */
  leading: Type.Optional(Type.Number({ minimum: 1, maximum: 3 })),
  /** Extra space after each character, in thousandths of the type size. */
  tracking: Type.Optional(Type.Number({ minimum: -50, maximum: 1000 })),
}

/** How a text looks: the language of the print first, the other smaller beneath it, after it, or not at all. */
export const TextStyle = Type.Object(
  {
    ...Face,
    second: Type.Optional(
      Type.Object(
        { ...Face, place: Type.Enum(['below', 'after']), gapMm: Type.Optional(Type.Number({ minimum: 0 })) },
        closed,
      ),
    ),
  },
  closed,
)
export type TextStyle = Static<typeof TextStyle>

export const Align = Type.Enum(['left', 'center', 'right'])
export type Align = Static<typeof Align>
export const VerticalAlign = Type.Enum(['top', 'middle', 'bottom'])
export type VerticalAlign = Static<typeof VerticalAlign>

/** Examples that `print/` can draw: tick boxes, digits in cells, characters in cells, and the same with the first struck out. */
export const ExampleName = Type.Enum(['empty', 'tick', 'cross', 'cancelled', 'digits', 'characters', 'struck'])
export type ExampleName = Static<typeof ExampleName>

export interface ArtText {
  readonly draw: 'text'
  /** What it is called in a breach, e.g. `page 1, text 3` or `label of telephone`. */
  readonly id: string
  readonly boxMm: BoxMm
  readonly text: Bilingual
  readonly style: TextStyle
  readonly align: Align
  readonly valign: VerticalAlign
}
export interface ArtRule {
  readonly draw: 'rule'
  readonly id: string
  readonly from: { readonly x: number; readonly y: number }
  readonly to: { readonly x: number; readonly y: number }
  readonly widthMm: number
  /** Share of black, 0..1. */
  readonly tint: number
}
export interface ArtPanel {
  readonly draw: 'panel'
  readonly id: string
  readonly boxMm: BoxMm
  readonly widthMm: number
  readonly tint: number
}
export interface ArtExample {
  readonly draw: 'example'
  readonly id: string
  readonly boxMm: BoxMm
  readonly name: ExampleName
  /** What is written in the cells of `digits`, `characters` and `struck`. */
  readonly text: string
}
export type ArtItem = ArtText | ArtRule | ArtPanel | ArtExample

/** What is printed on a page and never read, beside where the page's readable id stands. */
export interface ArtPage {
  readonly page: number
  readonly items: readonly ArtItem[]
  readonly readableId: { readonly boxMm: BoxMm; readonly style: TextStyle; readonly align: Align }
}

/** All that is printed besides the layout; may change without a new version, as nothing is read from it. */
export interface Artwork {
  readonly pages: readonly ArtPage[]
}
