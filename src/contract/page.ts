import { Type, type Static } from 'typebox'

/** What the QR of a page says. `serial` is null on the mass-print form. */
export const PageCode = Type.Object({
  form: Type.String(),
  version: Type.Integer({ minimum: 1 }),
  page: Type.Integer({ minimum: 1 }),
  pages: Type.Integer({ minimum: 1 }),
  serial: Type.Union([Type.String(), Type.Null()]),
  fingerprint: Type.String(),
})
export type PageCode = Static<typeof PageCode>

export const PageKind = Type.Enum(['form', 'blank', 'unknown', 'waybill', 'separator', 'attachment'])
export type PageKind = Static<typeof PageKind>

/** Where a page code was seen: its text and its four corners in pixels, clockwise from the symbol's own top-left. */
export interface FoundCode {
  readonly text: string
  readonly cornersPx: readonly [PointPx, PointPx, PointPx, PointPx]
}
export interface PointPx {
  readonly x: number
  readonly y: number
}

/**
 * How page millimetres become scan pixels: a homography (row-major 3 × 3, mm → px) and, where paper stretched or was
 * folded, a grid of small corrections in millimetres added before it (bilinear between the nodes).
 */
export const Fit = Type.Object({
  homography: Type.Array(Type.Number(), { minItems: 9, maxItems: 9 }),
  correction: Type.Union([
    Type.Null(),
    Type.Object({
      columns: Type.Integer({ minimum: 2 }),
      rows: Type.Integer({ minimum: 2 }),
      /** Page size the nodes are spread over, first node at 0, last at the full width or height. */
      widthMm: Type.Number(),
      heightMm: Type.Number(),
      /** `columns * rows` values, row by row. */
      dxMm: Type.Array(Type.Number()),
      dyMm: Type.Array(Type.Number()),
    }),
  ]),
  /** Root mean square distance between found and fitted fiducials. */
  fitErrorMm: Type.Number(),
  fiducials: Type.Array(
    Type.Object({
      id: Type.String(),
      xPx: Type.Number(),
      yPx: Type.Number(),
      used: Type.Boolean(),
      errorMm: Type.Number(),
    }),
  ),
  rotationDeg: Type.Number(),
})
export type Fit = Static<typeof Fit>
