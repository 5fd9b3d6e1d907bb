import type { LayoutField } from '../contract/layout.ts'
import type { TruthField } from '../contract/truth.ts'
import { drawCharacter } from './pen/character.ts'
import { press } from './pen/stamp.ts'
import { smoothWay, strokeLine } from './pen/strokeLine.ts'
import type { Random } from './random.ts'
import type { Desk } from './writeLetter.ts'

/** Writes along a line: no cells, the baseline climbs and wanders, a long answer is written smaller. */
export function fillLine(field: LayoutField, answer: string, desk: Desk, random: Random): TruthField {
  const hand = desk.writer.hand
  if (answer === '') return { value: '', hand }
  const { pxPerMm, writer, ink } = desk
  const { x, y, w, h } = field.boxMm
  const signature = field.kind === 'signature'
  const characters = Array.from(answer)
  const widths = characters.map(widthEm)
  const total = widths.reduce((sum, width) => sum + width, 0)
  const wanted = Math.min(h * (signature ? 0.85 : 0.74), signature ? 11 : 7.4) * random.between(0.88, 1.04)
  const tight = signature ? random.between(0.78, 0.92) : random.between(0.95, 1.08)
  const emMm = Math.min(wanted, (w - 2) / (total * tight))
  const start = x + 1 + Math.min(random.between(0, 4), Math.max(0, w - 2 - total * tight * emMm))
  const climb = writer.climb * (signature ? 3 : 1)
  const phase = random.between(0, 6)
  let at = start
  for (const [i, character] of characters.entries()) {
    const width = widths[i]! * emMm * tight
    const along = at + width / 2 - start
    const wander = Math.sin(along * 0.12 + phase) * 0.03 * emMm * writer.sloppiness
    const own = random.fork(String(i))
    if (character !== ' ') {
      const stamp = drawCharacter(
        character,
        {
          xPx: (at + width / 2) * pxPerMm,
          yPx: (y + h * 0.5 - climb * along + wander) * pxPerMm,
          widthPx: Math.max(width, /[\x21-\x7e]/.test(character) ? width : emMm) * 1.1 * pxPerMm,
          heightPx: emMm * 1.1 * pxPerMm,
          pxPerMm,
        },
        writer,
        own,
      )
      if (stamp === null) throw new RangeError(`no hand can write ${character}`)
      press(stamp, ink, writer.ink, own.between(0.9, 1), own.between(0, 6))
    }
    at += width * own.normal(1, 0.04 * writer.sloppiness)
  }
  if (signature && random.chance(0.3)) flourish(start, at, y + h * 0.84, desk, random)
  return { value: answer, hand }
}

// Shares of a Chinese character's width.
function widthEm(character: string): number {
  if (/[\p{Script=Han}，。、！？：；“”（）]/u.test(character)) return 1
  if (character === ' ') return 0.4
  return /[mwMW@]/.test(character) ? 0.72 : /[iljt.,;:1'|!-]/.test(character) ? 0.36 : 0.52
}

function flourish(fromMm: number, toMm: number, yMm: number, desk: Desk, random: Random): void {
  const { pxPerMm, writer, ink } = desk
  const points = [
    { x: toMm, y: yMm - 1 },
    { x: (fromMm + toMm) / 2, y: yMm + random.normal(0, 0.5) },
    { x: fromMm + 2, y: yMm + 0.6 },
    { x: toMm - 4, y: yMm + 1.2 },
  ].map((p) => ({ x: p.x * pxPerMm, y: p.y * pxPerMm }))
  const radiusPx = (writer.ink.widthMm * pxPerMm * 0.8) / 2
  press(strokeLine([smoothWay(points, 8).map((p) => ({ ...p, radiusPx }))]), ink, writer.ink, 0.9)
}
