import type { Point } from '../../geometry/point.ts'
import type { Random } from '../random.ts'
import { realDigit } from './digits.ts'
import { fillOutline } from './fillOutline.ts'
import type { HandFont } from './fonts.ts'
import type { Stamp } from './stamp.ts'
import { smoothWay, strokeLine, type PenPoint } from './strokeLine.ts'
import { penWays } from './strokes.ts'
import type { Writer } from './writer.ts'

/** Where a character goes: the middle of its room, the room's size, and pixels for each millimetre. */
export interface Room {
  readonly xPx: number
  readonly yPx: number
  readonly widthPx: number
  readonly heightPx: number
  readonly pxPerMm: number
}

/** One character as this writer writes it this time; null when no hand knows it. */
export function drawCharacter(character: string, room: Room, writer: Writer, random: Random): Stamp | null {
  if (writer.face !== null) return typedCharacter(character, room, writer.face, typeSizePx(room))
  const strokePx = writer.ink.widthMm * room.pxPerMm
  const place = placeIn(room, writer, random)
  if (/^\d$/.test(character)) {
    const heightPx = Math.min(room.heightPx * 0.72, room.widthPx * 1.15, 5.6 * room.pxPerMm) * place.scale
    return realDigit(
      Number(character),
      writer.pool,
      {
        xPx: place.xPx,
        yPx: place.yPx,
        heightPx,
        strokePx: Math.max(strokePx, heightPx * 0.07),
        slant: place.slant,
        turnRad: place.turnRad,
        maxWidthPx: room.widthPx * 0.92,
      },
      random,
    )
  }
  const emPx = Math.min(room.widthPx, room.heightPx) * writer.fill * place.scale
  const bend = elastic(writer, random)
  if (/^[\x21-\x7e]$/.test(character))
    return fontGlyph(writer.latin, character, place, latinEm(room, place), strokePx, bend)
  const ways = writer.chinese === null ? penWays(character) : null
  if (ways !== null) return penGlyph(ways, place, emPx * 1.04, strokePx, writer, bend, random)
  return (
    (writer.chinese === null ? null : fontGlyph(writer.chinese, character, place, emPx * 1.06, strokePx, bend)) ??
    fontGlyph(writer.fallback, character, place, emPx, strokePx, bend)
  )
}

// What PDF readers set in cells: 14 to 18 points, never higher than two thirds of the cell.
function typeSizePx({ widthPx, heightPx, pxPerMm }: Room): number {
  return Math.min(0.66 * heightPx, 0.78 * widthPx, 6.3 * pxPerMm)
}

/** One character of a typeface, the middle of its em box in the middle of the room; null when the face has none. */
export function typedCharacter(character: string, room: Room, face: HandFont, emPx: number, turnRad = 0): Stamp | null {
  const place = { xPx: room.xPx, yPx: room.yPx, scale: 1, slant: 0, turnRad }
  return fontGlyph(face, character, place, emPx, face.strokeEm * emPx, (x, y) => ({ x, y }))
}

interface Place {
  readonly xPx: number
  readonly yPx: number
  readonly scale: number
  readonly slant: number
  readonly turnRad: number
}

function placeIn(room: Room, writer: Writer, random: Random): Place {
  const s = writer.sloppiness
  return {
    xPx: room.xPx + random.normal(0, 0.028 * s) * room.widthPx,
    yPx: room.yPx + random.normal(0, 0.028 * s) * room.heightPx,
    scale: random.normal(1, 0.05 * s),
    slant: writer.slant + random.normal(0, 0.02 * s),
    turnRad: random.normal(0, 0.03 * s),
  }
}

// Capitals and ascenders of Latin hands are about 0.7 em high.
function latinEm(room: Room, place: Place): number {
  return Math.min(room.heightPx * 0.92, room.widthPx * 1.35, 8.5 * room.pxPerMm) * place.scale
}

type Bend = (x: number, y: number) => Point

/** A smooth small distortion of the em square, different for every character written. */
function elastic(writer: Writer, random: Random): Bend {
  const amount = 0.014 * writer.sloppiness
  const [ax, ay, bx, by] = [0, 0, 0, 0].map(() => random.normal(0, amount)) as [number, number, number, number]
  const [p, q, u, v] = [0, 0, 0, 0].map(() => random.between(0, 6.28)) as [number, number, number, number]
  const stretch = random.normal(0, 0.03 * writer.sloppiness)
  return (x, y) => ({
    x: x * (1 + stretch) + ax * Math.sin(5.1 * y + p) + bx * Math.sin(7.3 * x + 3.1 * y + u),
    y: y * (1 - stretch) + ay * Math.sin(4.7 * x + q) + by * Math.sin(6.9 * y - 3.7 * x + v),
  })
}

function toPage(place: Place, emPx: number, bend: Bend, x: number, y: number): Point {
  const bent = bend(x, y)
  const sx = (bent.x - place.slant * bent.y) * emPx
  const sy = bent.y * emPx
  const cosine = Math.cos(place.turnRad)
  const sine = Math.sin(place.turnRad)
  return { x: place.xPx + cosine * sx - sine * sy, y: place.yPx + sine * sx + cosine * sy }
}

function fontGlyph(
  font: HandFont,
  character: string,
  place: Place,
  emPx: number,
  strokePx: number,
  bend: Bend,
): Stamp | null {
  const glyph = font.glyph(character)
  if (glyph === null) return null
  const middle = glyph.advance / 2
  // A thin pen barely thins a brush-like hand: its hair strokes would break.
  const own = font.strokeEm * emPx
  const thicker = Math.max(-0.08 * own, Math.min(0.35 * own, (strokePx - own) / 2))
  const contours = glyph.contours.map((contour) => {
    const points: Point[] = []
    for (let i = 0; i < contour.length; i += 2)
      points.push(toPage(place, emPx, bend, contour[i]! - middle, contour[i + 1]! - 0.5))
    return offset(points, thicker)
  })
  return fillOutline(contours)
}

// Outer contours of TrueType glyphs run clockwise as seen with y down; their outside is to the left of the way.
function offset(contour: readonly Point[], byPx: number): Point[] {
  const count = contour.length
  return contour.map((point, i) => {
    const before = contour[(i + count - 1) % count]!
    const after = contour[(i + 1) % count]!
    const dx = after.x - before.x
    const dy = after.y - before.y
    const length = Math.hypot(dx, dy)
    return length < 1e-6 ? point : { x: point.x + (dy / length) * byPx, y: point.y - (dx / length) * byPx }
  })
}

function penGlyph(
  ways: readonly (readonly Point[])[],
  place: Place,
  emPx: number,
  strokePx: number,
  writer: Writer,
  bend: Bend,
  random: Random,
): Stamp {
  const { rise, joining, rounding, wobbleEm, taper } = writer.stroke
  const wobble = wobbleEm * (0.5 + writer.sloppiness / 2)
  const drawn: PenPoint[][] = []
  let last: Point | null = null
  for (const way of ways) {
    const shiftX = random.normal(0, wobble)
    const shiftY = random.normal(0, wobble)
    const points = rounded(way, rounding).map(({ x, y }) => ({
      x: x - 0.5 + shiftX + random.normal(0, wobble * 0.35),
      y: y - 0.5 + shiftY - rise * (x - 0.5) + random.normal(0, wobble * 0.35),
    }))
    const smooth = smoothWay(points).map(({ x, y }) => toPage(place, emPx, bend, x, y))
    const radius = strokePx / 2
    if (last !== null && random.chance(joining) && gap(last, smooth[0]!) < 0.5 * emPx) {
      const from = last
      const to = smooth[0]!
      const middle = { x: (from.x + to.x) / 2 + random.normal(0, 0.03) * emPx, y: (from.y + to.y) / 2 + 0.02 * emPx }
      drawn.push(smoothWay([from, middle, to]).map((p) => ({ ...p, radiusPx: radius * 0.55 })))
    }
    const lift = taper * random.between(0.4, 1)
    drawn.push(
      smooth.map((p, i) => {
        const t = smooth.length === 1 ? 0 : i / (smooth.length - 1)
        const pressure = 1.06 - 0.14 * Math.sin(Math.PI * t) - lift * Math.max(0, t - 0.7) * 1.6
        return { ...p, radiusPx: Math.max(0.35, radius * pressure) }
      }),
    )
    last = smooth.at(-1)!
  }
  return strokeLine(drawn)
}

// Corners cut towards the middle of their neighbours, ends left where they are.
function rounded(way: readonly Point[], amount: number): Point[] {
  return way.map((p, i) => {
    const a = way[i - 1]
    const b = way[i + 1]
    if (a === undefined || b === undefined) return p
    return { x: p.x + ((a.x + b.x) / 2 - p.x) * amount, y: p.y + ((a.y + b.y) / 2 - p.y) * amount }
  })
}

const gap = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)
