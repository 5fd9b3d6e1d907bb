import type { LayoutField } from '../contract/layout.ts'
import type { TruthField } from '../contract/truth.ts'
import type { Point } from '../geometry/point.ts'
import { typedCharacter } from './pen/character.ts'
import type { HandFont } from './pen/fonts.ts'
import { press } from './pen/stamp.ts'
import type { Desk } from './writeLetter.ts'

/** Sets an answer in a line as PDF readers do: one size, the face's own widths, from the left; smaller where it is long. */
export function typeLine(field: LayoutField, answer: string, face: HandFont, desk: Desk): TruthField {
  const { x, y, w, h } = field.boxMm
  const characters = Array.from(answer)
  const emMm = Math.min(0.6 * h, MOST_MM, (w - 2 * INSET_MM) / Math.max(1, widthEm(characters, face)))
  setText(characters, { x: x + INSET_MM, y: y + h / 2 }, emMm, 0, face, desk)
  return { value: answer, hand: desk.writer.hand }
}

// 14 points.
const MOST_MM = 4.9
const INSET_MM = 1
const SPACE_EM = 0.25

/** How long a line is in a face, in its ems. */
export function widthEm(characters: readonly string[], face: HandFont): number {
  return characters.reduce((sum, character) => sum + advanceEm(character, face), 0)
}

function advanceEm(character: string, face: HandFont): number {
  return face.glyph(character)?.advance ?? SPACE_EM
}

/** Prints characters one after another from the left; `atMm`: the middle of the line's left end. Throws RangeError for what the face has not. */
export function setText(
  characters: readonly string[],
  atMm: Point,
  emMm: number,
  turnRad: number,
  face: HandFont,
  { pxPerMm, writer, ink }: Desk,
): void {
  let alongMm = 0
  for (const character of characters) {
    const widthMm = advanceEm(character, face) * emMm
    if (character !== ' ') {
      const middleMm = alongMm + widthMm / 2
      const room = {
        xPx: (atMm.x + Math.cos(turnRad) * middleMm) * pxPerMm,
        yPx: (atMm.y + Math.sin(turnRad) * middleMm) * pxPerMm,
        widthPx: widthMm * pxPerMm,
        heightPx: emMm * pxPerMm,
        pxPerMm,
      }
      const stamp = typedCharacter(character, room, face, emMm * pxPerMm, turnRad)
      if (stamp === null) throw new RangeError(`the typeface has no ${character}`)
      press(stamp, ink, writer.ink)
    }
    alongMm += widthMm
  }
}
