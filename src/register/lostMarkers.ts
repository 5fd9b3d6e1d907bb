import type { Finding, Side } from '../contract/finding.ts'
import type { GrayImage } from '../contract/image.ts'
import type { Fiducial, LayoutPage } from '../contract/layout.ts'
import { distance, grow, type Box, type Point } from '../geometry/point.ts'
import { sampleBox } from '../geometry/sample.ts'
import { mmToPx, type PageTransform } from '../geometry/transform.ts'

interface Sheet {
  readonly image: GrayImage
  readonly fit: PageTransform
  readonly layout: LayoutPage
  readonly pageSize: { readonly widthMm: number; readonly heightMm: number }
  /** Ids of the fiducials that were found. */
  readonly found: ReadonlySet<string>
  readonly paper: number
}

/** Why fiducials were not found: cut off with the edge, folded away with a corner, or covered. In millimetres of the page. */
export function lostMarkers(sheet: Sheet): Finding[] {
  const { layout, found, image, fit } = sheet
  const findings: Finding[] = edgesCut(sheet)
  const cut = new Set(findings.flatMap(({ sides }) => sides))
  for (const fiducial of layout.fiducials) {
    if (found.has(fiducial.id)) continue
    const box = { x: fiducial.xMm, y: fiducial.yMm, w: fiducial.sizeMm, h: fiducial.sizeMm }
    if (beyond(image, fit, box) > 0 && sidesNear(box, sheet).some((side) => cut.has(side))) continue
    const folded = cornerFolded(fiducial, sheet)
    if (folded !== null) findings.push(folded)
    else
      findings.push({
        code: 'MARKER_COVERED',
        boxMm: grow(box, 1),
        sides: [],
        measured: darkShare(sheet, box),
        unit: '%',
      })
  }
  return findings
}

// Marks, code and fields that the scan does not hold whole: how far the farthest lies outside, side by side.
function edgesCut(sheet: Sheet): Finding[] {
  const { layout, image, fit, pageSize } = sheet
  const { xMm, yMm, sizeMm } = layout.code
  const boxes: Box[] = [
    ...layout.fiducials.map((one) => ({ x: one.xMm, y: one.yMm, w: one.sizeMm, h: one.sizeMm })),
    ...layout.fields.map(({ boxMm }) => boxMm),
    { x: xMm, y: yMm, w: sizeMm, h: sizeMm },
  ]
  const worst = new Map<Side, number>()
  for (const box of boxes)
    for (const [side, at, inward] of edgePoints(box)) {
      const mm = outsideMm(image, fit, at)
      if (mm <= (worst.get(side) ?? LEAST_CUT_MM)) continue
      // Outside by this side, and not by one that lies across.
      const inside = outsideMm(image, fit, { x: at.x + inward.x, y: at.y + inward.y })
      if (mm - inside > 0.5) worst.set(side, mm)
    }
  const { widthMm: w, heightMm: h } = pageSize
  return [...worst].map(([side, mm]) => {
    const edge = {
      top: { x: 0, y: 0, w, h: 8 },
      bottom: { x: 0, y: h - 8, w, h: 8 },
      left: { x: 0, y: 0, w: 8, h },
      right: { x: w - 8, y: 0, w: 8, h },
    }
    return { code: 'EDGE_CUT', boxMm: edge[side], sides: [side], measured: rounded(mm), unit: 'mm' } as const
  })
}

const LEAST_CUT_MM = 0.3

// The middle of a side of a box stands for that side of the page; and the way from there into the page, a millimetre.
function edgePoints({ x, y, w, h }: Box): [Side, Point, Point][] {
  return [
    ['top', { x: x + w / 2, y }, { x: 0, y: 1 }],
    ['bottom', { x: x + w / 2, y: y + h }, { x: 0, y: -1 }],
    ['left', { x, y: y + h / 2 }, { x: 1, y: 0 }],
    ['right', { x: x + w, y: y + h / 2 }, { x: -1, y: 0 }],
  ]
}

function outsideMm({ widthPx, heightPx }: GrayImage, fit: PageTransform, { x, y }: Point): number {
  const px = mmToPx(fit, x, y)
  const pxPerMm = distance(px, mmToPx(fit, x + 1, y))
  return Math.max(-px.x, -px.y, px.x - widthPx, px.y - heightPx, 0) / pxPerMm
}

function beyond(image: GrayImage, fit: PageTransform, box: Box): number {
  return Math.max(...edgePoints(box).map(([, at]) => outsideMm(image, fit, at)))
}

function sidesNear({ x, y, w, h }: Box, { pageSize }: Sheet): Side[] {
  const near: Side[] = []
  if (y < NEAR_MM) near.push('top')
  if (y + h > pageSize.heightMm - NEAR_MM) near.push('bottom')
  if (x < NEAR_MM) near.push('left')
  if (x + w > pageSize.widthMm - NEAR_MM) near.push('right')
  return near
}

const NEAR_MM = 25

// Where a corner is folded over, the lid of the scanner shows as a triangle at the corner. On a white lid it cannot be told from paper.
function cornerFolded(fiducial: Fiducial, sheet: Sheet): Finding | null {
  const { image, fit, pageSize, paper } = sheet
  const sides = sidesNear({ x: fiducial.xMm, y: fiducial.yMm, w: fiducial.sizeMm, h: fiducial.sizeMm }, sheet)
  if (sides.length !== 2) return null
  const right = sides.includes('right')
  const bottom = sides.includes('bottom')
  const box = {
    x: right ? pageSize.widthMm - CORNER_MM : 0,
    y: bottom ? pageSize.heightMm - CORNER_MM : 0,
    w: CORNER_MM,
    h: CORNER_MM,
  }
  const { data, widthPx: n } = sampleBox(image, fit, box, 1, paper)
  let legMm = 0
  // Diagonal by diagonal from the corner, while most of each is lid.
  for (let d = 0; d < n; d++) {
    let lid = 0
    for (let k = 0; k <= d; k++) {
      const x = right ? n - 1 - k : k
      const y = bottom ? n - 1 - (d - k) : d - k
      if (data[y * n + x]! < paper * LID_BELOW) lid++
    }
    if (lid < 0.8 * (d + 1)) {
      // The outermost millimetres may lie beside the sheet's own shadow.
      if (d > 4) break
      continue
    }
    legMm = d + 1
  }
  if (legMm < LEAST_LEG_MM) return null
  return { code: 'CORNER_FOLDED', boxMm: box, sides, measured: legMm, unit: 'mm' }
}

const CORNER_MM = 40
const LID_BELOW = 0.72
/** A cut edge takes 7 mm and no triangle; a disc goes under with 13. */
const LEAST_LEG_MM = 11

/** How much of the place of something black is dark, in percent: all under a blot, nothing under a sticker. */
export function darkShare({ image, fit, paper }: Pick<Sheet, 'image' | 'fit' | 'paper'>, box: Box): number {
  const { data } = sampleBox(image, fit, box, 4, paper)
  let dark = 0
  for (const value of data) if (value < paper * 0.6) dark++
  return Math.round((100 * dark) / data.length)
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
