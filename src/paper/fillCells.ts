import type { BoxMm, LayoutField } from '../contract/layout.ts'
import type { Severity } from '../contract/truth.ts'
import { INDENT } from './answers.ts'
import { drawCaret, halves, planCrowding, roomAbove, type Crowding } from './crowd.ts'
import { drawCharacter } from './pen/character.ts'
import { press } from './pen/stamp.ts'
import { strokeLine } from './pen/strokeLine.ts'
import type { Random } from './random.ts'
import type { Desk, Filled } from './writeLetter.ts'

/** Writes one character a cell. A slip is struck out and written again in the next cell, or overwritten where there is none. */
export function fillCells(field: LayoutField, answer: string, desk: Desk, random: Random): Filled {
  const cells = field.cells ?? []
  const written = cells.map(() => '')
  const corrections: Record<string, 'struck' | 'overwritten'> = {}
  const characters = Array.from(asWritten(field, answer))
  const slips = desk.writer.face === null ? SLIPS[desk.severity] : 0
  const long = field.kind === 'grid' && characters.length > 3 * INDENT && cells.length >= 50
  let cell = long && field.continues === undefined && random.chance(0.4) ? INDENT : 0
  const crowded: Record<string, Crowding['kind']> = {}
  const crowding = long && desk.writer.face === null ? planCrowding(characters, desk.severity, random) : []
  let next = 0
  for (; next < characters.length && cell < cells.length; next++, cell++) {
    const own = random.fork(String(cell))
    const crowd = crowding.find(({ at }) => at === next)
    if (crowd !== undefined) {
      const text = characters.slice(next, next + crowd.count)
      next += crowd.count
      crowded[cell] = crowd.kind
      writeCrowded(crowd, text, cells, cell, desk, own.fork('crowd'))
      written[cell] = text.join('')
      if (crowd.kind === 'two') {
        next--
        continue
      }
    }
    const character = characters[next]!
    if (crowd !== undefined) {
      // One trouble at a time.
    } else if (!long && own.chance(slips / characters.length) && isWord(character)) {
      const wrong = own.pick(characters.filter((other) => other !== character && isWord(other)).concat('3'))
      const room = cells.length - cell - 1 >= characters.length - next
      write(wrong, cells[cell]!, desk, own.fork('wrong'), 0.9)
      if (room) {
        strike(cells[cell]!, desk, own)
        corrections[cell] = 'struck'
        cell++
      } else corrections[cell] = 'overwritten'
    } else if (long && own.chance(slips / 150) && isWord(character) && cell + 1 < cells.length) {
      write(own.pick(characters.filter(isWord)), cells[cell]!, desk, own.fork('wrong'), 1)
      strike(cells[cell]!, desk, own)
      corrections[cell] = 'struck'
      cell++
    }
    write(character, cells[cell]!, desk, own, 1, corrections[cell] === 'overwritten')
    written[cell] += character
  }
  const value =
    next === characters.length && field.continues === undefined && !long ? answer : characters.slice(0, next).join('')
  return {
    truth: {
      value,
      cells: written,
      ...(Object.keys(corrections).length > 0 ? { corrections } : {}),
      ...(Object.keys(crowded).length > 0 ? { crowded } : {}),
      hand: desk.writer.hand,
    },
    rest: characters.slice(next).join(''),
  }
}

/** Chance that a field holds one slip. */
const SLIPS: Record<Severity, number> = { clean: 0, normal: 0.012, rough: 0.04, hostile: 0.05 }

// The form prints 年, 月, 日 and the dashes; only the digits are written.
function asWritten(field: LayoutField, answer: string): string {
  return field.decoder === 'date' ? answer.replaceAll('-', '') : answer
}

const isWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character)

function write(character: string, box: BoxMm, desk: Desk, random: Random, pressure: number, twice = false): void {
  const { pxPerMm, writer, ink } = desk
  const stamp = drawCharacter(
    character,
    {
      xPx: (box.x + box.w / 2) * pxPerMm,
      yPx: (box.y + box.h / 2) * pxPerMm,
      widthPx: box.w * pxPerMm,
      heightPx: box.h * pxPerMm,
      pxPerMm,
    },
    writer,
    random,
  )
  if (stamp === null) throw new RangeError(`no hand can write ${character}`)
  press(stamp, ink, writer.ink, pressure * random.between(0.9, 1), random.between(0, 6))
  // Whoever overwrites presses hard and goes over it again a hair beside.
  if (twice) press({ ...stamp, xPx: stamp.xPx + 2, yPx: stamp.yPx + 1 }, ink, writer.ink, 1)
}

function writeCrowded(
  { kind }: Crowding,
  text: readonly string[],
  cells: readonly BoxMm[],
  cell: number,
  desk: Desk,
  random: Random,
): void {
  const box = cells[cell]!
  const isFirst = cells[cell - 1]?.y !== box.y
  const rooms = kind === 'two' ? halves(box) : roomAbove(box, text.length, isFirst)
  for (const [i, character] of text.entries()) write(character, rooms[i]!, desk, random.fork(String(i)), 1)
  if (kind === 'inserted') drawCaret(box, desk, random)
}

function strike(box: BoxMm, desk: Desk, random: Random): void {
  const { pxPerMm, writer, ink } = desk
  const radiusPx = (writer.ink.widthMm * pxPerMm) / 2
  const at = (x: number, y: number): { x: number; y: number; radiusPx: number } => ({
    x: (box.x + box.w * (x + random.normal(0, 0.03))) * pxPerMm,
    y: (box.y + box.h * (y + random.normal(0, 0.04))) * pxPerMm,
    radiusPx,
  })
  const lines = random.weighted({ one: 0.3, two: 0.5, cross: 0.2 })
  const ways =
    lines === 'cross'
      ? [
          [at(0.15, 0.2), at(0.85, 0.82)],
          [at(0.85, 0.2), at(0.15, 0.8)],
        ]
      : lines === 'two'
        ? [
            [at(0.08, 0.42), at(0.92, 0.38)],
            [at(0.1, 0.6), at(0.92, 0.56)],
          ]
        : [[at(0.08, 0.55), at(0.92, 0.47)]]
  press(strokeLine(ways), ink, writer.ink)
}
