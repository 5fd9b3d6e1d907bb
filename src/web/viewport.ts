import type { Box, Point } from '../geometry/point.ts'

/** How the page lies in its pane: pane pixels = page millimetres × `scale` + `x, y`. */
export interface Viewport {
  readonly scale: number
  readonly x: number
  readonly y: number
}
export interface Size {
  readonly w: number
  readonly h: number
}

// A margin of desk round the page, so that its edge is seen to be its edge.
const MARGIN_PX = 14
const LARGEST_PX_PER_MM = 26

/** The whole page, centred. */
export function fitPage(pane: Size, page: Size): Viewport {
  const scale = Math.min((pane.w - 2 * MARGIN_PX) / page.w, (pane.h - 2 * MARGIN_PX) / page.h)
  return settle({ scale, x: 0, y: 0 }, pane, page)
}

/**
 * Brings a field into view: as large as fits with the page's surroundings still visible, never smaller than the page's
 * full width needs. `comfortable` is the largest scale that helps reading: 1.9 × the page at full width.
 */
export function followField(pane: Size, page: Size, field: Box): Viewport {
  const fullWidth = (pane.w - 2 * MARGIN_PX) / page.w
  const wanted = Math.min((pane.w * 0.92) / field.w, (pane.h * 0.8) / field.h, fullWidth * 1.9)
  const scale = Math.min(Math.max(wanted, Math.min(fullWidth, fitPage(pane, page).scale * 1.6)), LARGEST_PX_PER_MM)
  const centred = {
    scale,
    x: pane.w / 2 - (field.x + field.w / 2) * scale,
    y: pane.h / 2 - (field.y + field.h / 2) * scale,
  }
  return settle(centred, pane, page)
}

/** Larger or smaller by a factor, the page staying where it is under `at` (pane pixels). */
export function zoomAt(view: Viewport, factor: number, at: Point, pane: Size, page: Size): Viewport {
  const smallest = fitPage(pane, page).scale * 0.8
  const scale = Math.min(Math.max(view.scale * factor, smallest), LARGEST_PX_PER_MM)
  const k = scale / view.scale
  return settle({ scale, x: at.x - (at.x - view.x) * k, y: at.y - (at.y - view.y) * k }, pane, page)
}

export function pan(view: Viewport, byX: number, byY: number, pane: Size, page: Size): Viewport {
  return settle({ ...view, x: view.x + byX, y: view.y + byY }, pane, page)
}

// No side shows more than the margin of empty desk; a page smaller than the pane stands in its middle.
function settle({ scale, x, y }: Viewport, pane: Size, page: Size): Viewport {
  return { scale, x: settleAxis(x, pane.w, page.w * scale), y: settleAxis(y, pane.h, page.h * scale) }
}

function settleAxis(start: number, pane: number, length: number): number {
  if (length + 2 * MARGIN_PX <= pane) return (pane - length) / 2
  return Math.min(Math.max(start, pane - length - MARGIN_PX), MARGIN_PX)
}
