import type { GrayImage } from '../contract/image.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { Severity, TruthField } from '../contract/truth.ts'
import type { Point } from '../geometry/point.ts'
import type { HandFont } from './pen/fonts.ts'
import type { Random } from './random.ts'
import { setText, widthEm } from './typeLine.ts'
import type { Desk } from './writeLetter.ts'

/**
 * Prints an answer on other paper, cuts it out and sticks it over its field, cells or not, with whatever was there. Cut and laid by
 * hand: as large as its text and a little askew. `paper`: the sheet, which is changed.
 */
export function stickOn(
  field: LayoutField,
  answer: string,
  face: HandFont,
  desk: Desk,
  paper: GrayImage,
  random: Random,
): TruthField {
  const { x, y, w, h } = field.boxMm
  const { lines, emMm } = set(field, asPrinted(field, answer, random), face, random.between(3.2, 4.9))
  const leadMm = emMm * random.between(1.35, 1.6)
  const marginMm = { x: random.between(1, 3), y: random.between(0.5, 1.5) }
  const widthMm = Math.max(...lines.map((line) => widthEm(line, face))) * emMm + 2 * marginMm.x
  const heightMm = (lines.length - 1) * leadMm + emMm + 2 * marginMm.y
  const single = lines.length === 1
  const strip: Strip = {
    middle: {
      x: x + random.between(-1.5, 2) + Math.min(w, widthMm) / 2,
      y: single ? y + h / 2 + random.between(-1, 1) : y + Math.min(h, heightMm) / 2 + random.between(-1, 1.5),
    },
    widthMm,
    heightMm,
    turnRad: (random.normal(0, 1) * ASKEW_DEG[desk.severity] * Math.PI) / 180,
    grey: random.between(236, 255),
    shadow: random.between(0, SHADOW[desk.severity]),
  }
  lay(strip, paper, desk)
  for (const [i, line] of lines.entries()) {
    const at = onPage(strip, marginMm.x - widthMm / 2, marginMm.y + emMm / 2 + i * leadMm - heightMm / 2)
    setText(line, at, emMm, strip.turnRad, face, desk)
  }
  return { value: answer, hand: STRIP }
}

// As `TruthField` names it.
const STRIP = 'strip'

const ASKEW_DEG: Record<Severity, number> = { clean: 0.3, normal: 0.6, rough: 0.9, hostile: 1.2 }
/** How much darker the page is along a cut edge, at most. */
const SHADOW: Record<Severity, number> = { clean: 20, normal: 60, rough: 90, hostile: 120 }

// Whoever prints an answer writes it as people write it, not as cells want it.
function asPrinted({ decoder }: LayoutField, answer: string, random: Random): string {
  const [year = '', month = '', day = ''] = answer.split('-')
  if (decoder === 'date' && day !== '')
    return random.chance(0.5) ? answer : `${year}年${Number(month)}月${Number(day)}日`
  if (decoder === 'telephone' && answer.length === 11 && random.chance(0.4))
    return [answer.slice(0, 3), answer.slice(3, 7), answer.slice(7)].join(random.pick([' ', '-']))
  return answer
}

// In as many lines as a grid has room for and in one elsewhere, smaller where it is long.
function set(
  { kind, boxMm }: LayoutField,
  text: string,
  face: HandFont,
  wishedMm: number,
): { lines: string[][]; emMm: number } {
  const widest = boxMm.w - 2
  for (let emMm = wishedMm; ; emMm *= 0.94) {
    const lines = wrap([...text], face, widest / emMm)
    const most = kind === 'grid' ? Math.max(1, Math.floor((boxMm.h - 2) / (emMm * 1.6))) : 1
    if (lines.length <= most || emMm < 2) return { lines, emMm }
  }
}

function wrap(characters: readonly string[], face: HandFont, mostEm: number): string[][] {
  const lines: string[][] = [[]]
  for (const character of characters) {
    if (widthEm([...lines.at(-1)!, character], face) > mostEm) lines.push([])
    lines.at(-1)!.push(character)
  }
  return lines
}

interface Strip {
  readonly middle: Point
  readonly widthMm: number
  readonly heightMm: number
  readonly turnRad: number
  readonly grey: number
  readonly shadow: number
}

function onPage({ middle, turnRad }: Strip, x: number, y: number): Point {
  const [cosine, sine] = [Math.cos(turnRad), Math.sin(turnRad)]
  return { x: middle.x + cosine * x - sine * y, y: middle.y + sine * x + cosine * y }
}

// Light comes from the upper left: the lower and the right edge throw a shadow on the sheet.
function lay(strip: Strip, paper: GrayImage, { ink, pxPerMm }: Desk): void {
  const { middle, widthMm, heightMm, turnRad, grey, shadow } = strip
  const reach = Math.hypot(widthMm, heightMm) / 2 + 1
  const [cosine, sine] = [Math.cos(turnRad), Math.sin(turnRad)]
  const [top, bottom] = [middle.y - reach, middle.y + reach].map((y) => clamp(y * pxPerMm, paper.heightPx))
  const [left, right] = [middle.x - reach, middle.x + reach].map((x) => clamp(x * pxPerMm, paper.widthPx))
  for (let row = top!; row < bottom!; row++)
    for (let column = left!; column < right!; column++) {
      const dx = (column + 0.5) / pxPerMm - middle.x
      const dy = (row + 0.5) / pxPerMm - middle.y
      const across = cosine * dx + sine * dy
      const down = cosine * dy - sine * dx
      // Millimetres inside the nearest edge, less than nothing outside.
      const inside = Math.min(widthMm / 2 - Math.abs(across), heightMm / 2 - Math.abs(down))
      const i = row * paper.widthPx + column
      const over = Math.min(1, Math.max(0, inside * pxPerMm + 0.5))
      const isInShade = inside <= 0 && inside > -SHADE_MM && (across > widthMm / 2 || down > heightMm / 2)
      const sheet = isInShade ? paper.data[i]! - shadow * (1 + inside / SHADE_MM) : paper.data[i]!
      paper.data[i] = Math.max(0, sheet) * (1 - over) + grey * over
      if (over > 0.5) ink.data[i] = 0
    }
}

const SHADE_MM = 0.3

function clamp(px: number, most: number): number {
  return Math.min(most, Math.max(0, Math.round(px)))
}
