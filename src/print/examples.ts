import type { ArtExample } from '../contract/artwork.ts'
import type { Box, Point } from '../geometry/point.ts'
import { ptToMm } from '../geometry/units.ts'
import { digitStrokes } from './digitStrokes.ts'
import { CELL_RULE_MM, CELL_TINT, TICK_RULE_MM, TICK_TINT } from './drawLayout.ts'
import type { Faces } from './faces.ts'
import { EXAMPLE_FACE } from './facesFor.ts'
import type { Pen, Stroke } from './pen.ts'
import type { Run } from './typeset.ts'

/** Draws how a pen should go: ticked, crossed and cancelled boxes, digits and characters in their cells. */
export function drawExample(pen: Pen, { name, boxMm, text }: ArtExample, faces: Faces): void {
  if (name === 'digits' || name === 'characters' || name === 'struck') {
    const characters = Array.from(text)
    const cells = cellsOf(boxMm, characters.length)
    for (const cell of cells) pen.outline(cell, CELL_RULE_MM, CELL_TINT)
    if (name === 'digits')
      characters.forEach((digit, i) => pen.ink(placed(digitStrokes(digit), inner(cells[i]!)), PEN_MM))
    else for (const run of exampleRuns({ boxMm, text }, faces)) pen.text(run)
    if (name === 'struck' && cells[0] !== undefined) pen.ink(placed(STRIKE, cells[0]), PEN_MM)
    return
  }
  pen.outline(boxMm, TICK_RULE_MM, TICK_TINT)
  if (name !== 'empty') pen.ink(placed(MARKS[name], boxMm), name === 'cancelled' ? 0.75 : PEN_MM)
}

/** One character in the middle of each cell. */
export function exampleRuns({ boxMm, text }: Pick<ArtExample, 'boxMm' | 'text'>, faces: Faces): Run[] {
  const face = faces.get(EXAMPLE_FACE)!
  const characters = Array.from(text)
  return cellsOf(boxMm, characters.length).map((cell, i) => {
    const emMm = Math.min(cell.w, cell.h) * 0.72
    const left = cell.x + (cell.w - emMm * face.advanceEm(characters[i]!)) / 2
    return {
      text: characters[i]!,
      face,
      sizePt: emMm / ptToMm(1),
      trackingEm: 0,
      xMm: left,
      yMm: cell.y + (cell.h - emMm) / 2 + 0.88 * emMm,
    }
  })
}

// As thick as a ballpoint or gel pen writes.
const PEN_MM = 0.5

const point = (x: number, y: number): Point => ({ x, y })
const straight = (from: Point, to: Point): [Point, Point, Point] => [from, to, to]

// In a unit box, y downwards; a tick is allowed to leave it, as people's do.
const MARKS: Readonly<Record<'tick' | 'cross' | 'cancelled', readonly Stroke[]>> = {
  tick: [
    {
      from: point(0.16, 0.5),
      curves: [
        [point(0.24, 0.58), point(0.34, 0.72), point(0.42, 0.84)],
        [point(0.52, 0.58), point(0.72, 0.2), point(1.0, -0.1)],
      ],
    },
  ],
  cross: [
    { from: point(0.16, 0.18), curves: [straight(point(0.16, 0.18), point(0.84, 0.84))] },
    { from: point(0.84, 0.16), curves: [straight(point(0.84, 0.16), point(0.16, 0.86))] },
  ],
  cancelled: [
    {
      from: point(0.1, 0.14),
      curves: Array.from({ length: 12 }, (_, i) => {
        const y = 0.14 + (i + 1) * 0.063
        const to = point(i % 2 === 0 ? 0.91 : 0.09, y)
        return straight(to, to)
      }),
    },
  ],
}

const STRIKE: readonly Stroke[] = [
  { from: point(0.08, 0.56), curves: [[point(0.4, 0.5), point(0.6, 0.56), point(0.94, 0.48)]] },
]

function cellsOf(box: Box, count: number): Box[] {
  const w = box.w / Math.max(1, count)
  return Array.from({ length: count }, (_, i) => ({ x: box.x + i * w, y: box.y, w, h: box.h }))
}

function inner(cell: Box): Box {
  return { x: cell.x + cell.w * 0.26, y: cell.y + cell.h * 0.16, w: cell.w * 0.48, h: cell.h * 0.68 }
}

function placed(strokes: readonly Stroke[], box: Box): Stroke[] {
  const at = ({ x, y }: Point): Point => ({ x: box.x + x * box.w, y: box.y + y * box.h })
  return strokes.map(({ from, curves }) => ({
    from: at(from),
    curves: curves.map(([a, b, to]) => [at(a), at(b), at(to)] as const),
  }))
}
