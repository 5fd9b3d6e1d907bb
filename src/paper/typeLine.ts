import type { LayoutField } from '../contract/layout.ts'
import type { TruthField } from '../contract/truth.ts'
import { typedCharacter } from './pen/character.ts'
import type { HandFont } from './pen/fonts.ts'
import { press } from './pen/stamp.ts'
import type { Desk } from './writeLetter.ts'

/** Sets an answer in a line as PDF readers do: one size, the face's own widths, from the left; smaller where it is long. */
export function typeLine(field: LayoutField, answer: string, face: HandFont, desk: Desk): TruthField {
  const { pxPerMm, writer, ink } = desk
  const { x, y, w, h } = field.boxMm
  const characters = Array.from(answer)
  const widths = characters.map((character) => face.glyph(character)?.advance ?? SPACE_EM)
  const total = widths.reduce((sum, width) => sum + width, 0)
  const emMm = Math.min(0.6 * h, MOST_MM, (w - 2 * INSET_MM) / Math.max(1, total))
  let at = x + INSET_MM
  for (const [i, character] of characters.entries()) {
    const widthMm = widths[i]! * emMm
    if (character !== ' ') {
      const room = {
        xPx: (at + widthMm / 2) * pxPerMm,
        yPx: (y + h / 2) * pxPerMm,
        widthPx: widthMm * pxPerMm,
        heightPx: emMm * pxPerMm,
        pxPerMm,
      }
      const stamp = typedCharacter(character, room, face, emMm * pxPerMm)
      if (stamp === null) throw new RangeError(`the typeface has no ${character}`)
      press(stamp, ink, writer.ink)
    }
    at += widthMm
  }
  return { value: answer, hand: writer.hand }
}

// 14 points.
const MOST_MM = 4.9
const INSET_MM = 1
const SPACE_EM = 0.25
