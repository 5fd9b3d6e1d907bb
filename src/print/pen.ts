import {
  appendBezierCurve,
  beginText,
  closePath,
  concatTransformationMatrix,
  endText,
  fill,
  lineTo,
  moveTo,
  type PDFFont,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  setCharacterSpacing,
  setFillingGrayscaleColor,
  setFontAndSize,
  setLineCap,
  setLineJoin,
  setLineWidth,
  setStrokingGrayscaleColor,
  setTextMatrix,
  showText,
  stroke,
  LineCapStyle,
  LineJoinStyle,
} from 'pdf-lib'
import type { Box, Point } from '../geometry/point.ts'
import { mmToPt } from '../geometry/units.ts'
import type { FaceKey } from './faces.ts'
import type { Run } from './typeset.ts'

/** Draws on one PDF page in millimetres from its top-left corner; `tint` is the share of black, 0..1. */
export interface Pen {
  readonly rule: (from: Point, to: Point, widthMm: number, tint: number) => void
  readonly outline: (box: Box, widthMm: number, tint: number) => void
  /** All boxes as one black path: neighbours join without a seam. */
  readonly fillBoxes: (boxes: readonly Box[]) => void
  readonly disc: (centre: Point, diameterMm: number) => void
  /** A line as a ballpoint draws it, round at ends and corners, through cubic Bézier pieces. */
  readonly ink: (strokes: readonly Stroke[], widthMm: number) => void
  readonly text: (run: Run) => void
}
/** Start point and curves, each with two handles and an end. */
export interface Stroke {
  readonly from: Point
  readonly curves: readonly (readonly [Point, Point, Point])[]
}

export function penOn(page: PDFPage, heightMm: number, fonts: ReadonlyMap<FaceKey, PDFFont>): Pen {
  const x = (mm: number): number => mmToPt(mm)
  const y = (mm: number): number => mmToPt(heightMm - mm)
  // pdf-lib writes a font into a page's resources under a name of its own choosing.
  const names = new Map(
    [...fonts].map(([key, font]) => [key, page.node.newFontDictionary(key.replace(' ', ''), font.ref)]),
  )
  const draw = (...operators: Parameters<PDFPage['pushOperators']>): void =>
    page.pushOperators(pushGraphicsState(), ...operators, popGraphicsState())
  return {
    rule: (from, to, widthMm, tint) =>
      draw(
        setStrokingGrayscaleColor(1 - tint),
        setLineWidth(x(widthMm)),
        moveTo(x(from.x), y(from.y)),
        lineTo(x(to.x), y(to.y)),
        stroke(),
      ),
    outline: (box, widthMm, tint) =>
      draw(
        setStrokingGrayscaleColor(1 - tint),
        setLineWidth(x(widthMm)),
        rectangle(x(box.x), y(box.y + box.h), x(box.w), x(box.h)),
        stroke(),
      ),
    fillBoxes: (boxes) =>
      draw(
        setFillingGrayscaleColor(0),
        ...boxes.map((box) => rectangle(x(box.x), y(box.y + box.h), x(box.w), x(box.h))),
        fill(),
      ),
    disc: (centre, diameterMm) => {
      const r = diameterMm / 2
      draw(
        setFillingGrayscaleColor(0),
        concatTransformationMatrix(x(r), 0, 0, x(r), x(centre.x), y(centre.y)),
        moveTo(1, 0),
        ...QUARTERS.map(([a, b, c, d, e, f]) => appendBezierCurve(a, b, c, d, e, f)),
        closePath(),
        fill(),
      )
    },
    ink: (strokes, widthMm) =>
      draw(
        setStrokingGrayscaleColor(0),
        setLineWidth(x(widthMm)),
        setLineCap(LineCapStyle.Round),
        setLineJoin(LineJoinStyle.Round),
        ...strokes.flatMap(({ from, curves }) => [
          moveTo(x(from.x), y(from.y)),
          ...curves.map(([a, b, to]) => appendBezierCurve(x(a.x), y(a.y), x(b.x), y(b.y), x(to.x), y(to.y))),
        ]),
        stroke(),
      ),
    text: (run) =>
      draw(
        beginText(),
        setFillingGrayscaleColor(0),
        setFontAndSize(names.get(run.face.key)!, run.sizePt),
        setCharacterSpacing(run.trackingEm * run.sizePt),
        setTextMatrix(1, 0, 0, 1, x(run.xMm), y(run.yMm)),
        showText(fonts.get(run.face.key)!.encodeText(run.text)),
        endText(),
      ),
  }
}

// Bézier handle for a quarter of the unit circle: its largest radial error is 0.027 %.
const K = 0.5522847498
const QUARTERS = [
  [1, K, K, 1, 0, 1],
  [-K, 1, -1, K, -1, 0],
  [-1, -K, -K, -1, 0, -1],
  [K, -1, 1, -K, 1, 0],
] as const
