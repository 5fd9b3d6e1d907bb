import type { ArtItem, ArtText, Artwork, TextStyle } from '../contract/artwork.ts'
import type { ArtDefinition, Campaign, FieldDefinition, FormDefinition } from '../contract/form.ts'
import type { Bilingual, BoxMm } from '../contract/layout.ts'
import { campaignWords, fillIn, type CampaignWords } from './campaignWords.ts'

/** All that is printed besides the layout, with the campaign's words filled in and styles resolved. */
export function artworkOf(definition: FormDefinition, campaign: Campaign): Artwork {
  const words = campaignWords(campaign)
  const style = (name: string): TextStyle => definition.styles[name]!
  return {
    pages: definition.pages.map(({ page, code, fields, art }) => ({
      page,
      items: [
        ...art.map((item, i) => itemOf(item, `${item.draw} ${i + 1}`, style, words)),
        ...fields.flatMap((field) => labelsOf(field, definition.captionStyle, style)),
      ],
      readableId: { boxMm: box(code.id), style: style(definition.idStyle), align: code.idAlign ?? 'center' },
    })),
  }
}

type StyleOf = (name: string) => TextStyle

function itemOf(item: ArtDefinition, id: string, style: StyleOf, words: CampaignWords): ArtItem {
  switch (item.draw) {
    case 'text':
      return {
        ...text(id, box(item.box), fillIn(item.text, words), style(item.style)),
        align: item.align ?? 'left',
        valign: item.valign ?? 'top',
      }
    case 'rule': {
      const { from, to, widthMm, tint } = item
      return {
        draw: 'rule',
        id,
        from: { x: from[0], y: from[1] },
        to: { x: to[0], y: to[1] },
        widthMm,
        tint: tint ?? 1,
      }
    }
    case 'panel':
      return { draw: 'panel', id, boxMm: box(item.box), widthMm: item.widthMm, tint: item.tint ?? 1 }
    default:
      return { draw: 'example', id, boxMm: box(item.box), name: item.name, text: item.text ?? '' }
  }
}

/** A field's printed label, and for a choice the label right of each tick box. */
function labelsOf(field: FieldDefinition, captionStyle: string, style: StyleOf): ArtText[] {
  const labels: ArtText[] = []
  if (field.caption !== undefined) {
    const caption = style(field.captionStyle ?? captionStyle)
    const { label, note } = field
    const words = note === undefined ? label : { zh: label.zh + note.zh, en: `${label.en} ${note.en}` }
    labels.push({ ...text(`label of ${field.id}`, box(field.caption), words, caption), valign: 'bottom' })
  }
  if (field.kind !== 'choice') return labels
  const { xs, ys, boxMm, labelMm, labelStyle } = field.place
  field.options.forEach((option, i) => {
    const [column, row] = option.at ?? [i % xs.length, Math.floor(i / xs.length)]
    const height = boxMm + 2 * LABEL_OVERHANG_MM
    const at = {
      x: xs[column]! + boxMm + LABEL_GAP_MM,
      y: ys[row]! - LABEL_OVERHANG_MM,
      w: option.labelMm ?? labelMm,
      h: height,
    }
    const label = text(`label of ${field.id}.${option.value}`, at, option.label, style(labelStyle))
    labels.push({ ...label, valign: 'middle' })
  })
  return labels
}

// A label may stand a little higher than its box, as two lines are; rows lie further apart than that.
const LABEL_OVERHANG_MM = 1.2
const LABEL_GAP_MM = 1.4

function text(id: string, boxMm: BoxMm, words: Bilingual, style: TextStyle): ArtText {
  return { draw: 'text', id, boxMm, text: words, style, align: 'left', valign: 'top' }
}

function box([x, y, w, h]: readonly [number, number, number, number]): BoxMm {
  return { x, y, w, h }
}
