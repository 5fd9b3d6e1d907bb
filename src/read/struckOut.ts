import type { Glyph } from './glyph.ts'

/**
 * Whether a character was struck out after it was written: two straight strokes across nearly the whole cell, or a cross. Writing
 * keeps off the frame, a pen that strikes out does not. On glyphs of the development hands 36 of 48
 * that were struck, none of 1,612 others (decisions/0049).
 * One stroke is not enough: many characters have one.
 */
export function isStruckOut(glyph: Glyph, cellPx: number): boolean {
  if (glyph.ink.widthPx < LEAST_WIDTH * cellPx) return false
  const across = strokesAcross(glyph, cellPx)
  if (across.length > 1 && across.at(-1)! - across[0]! >= APART * cellPx) return true
  return isCrossed(glyph, cellPx)
}

// In parts of the cell.
const LEAST_WIDTH = 0.62
const [LEFT, RIGHT] = [0.13, 0.87]
const [TOP, BOTTOM] = [0.3, 0.75]
const APART = 0.09
const SLOPES = [-0.1, -0.066, -0.033, 0, 0.033, 0.066, 0.1]
const CORNERS = [-0.12, -0.08, -0.04, 0, 0.04, 0.08, 0.12]

/** Heights in the cell, from the top, at which a nearly level stroke runs from side to side. */
function strokesAcross(glyph: Glyph, cellPx: number): number[] {
  const found: number[] = []
  for (let y = TOP * cellPx; y < BOTTOM * cellPx; y += 2)
    if (SLOPES.some((slope) => isStroke(glyph, LEFT * cellPx, y, RIGHT * cellPx, y + slope * cellPx))) found.push(y)
  return found
}

function isCrossed(glyph: Glyph, cellPx: number): boolean {
  return isDiagonal(glyph, cellPx, 0.2, 0.8) && isDiagonal(glyph, cellPx, 0.8, 0.2)
}

function isDiagonal(glyph: Glyph, cellPx: number, fromX: number, toX: number): boolean {
  return CORNERS.some((a) =>
    CORNERS.some((b) => isStroke(glyph, fromX * cellPx, (0.21 + a) * cellPx, toX * cellPx, (0.8 + b) * cellPx)),
  )
}

/** Whether there is ink all along a straight way, a pixel up or down allowed. In pixels of the cell. */
function isStroke({ ink, boxPx }: Glyph, fromX: number, fromY: number, toX: number, toY: number): boolean {
  let missed = 0
  for (let k = 0; k < SAMPLES; k++) {
    const share = k / (SAMPLES - 1)
    const x = Math.round(fromX + (toX - fromX) * share) - boxPx.left
    const y = Math.round(fromY + (toY - fromY) * share) - boxPx.top
    if (isInk(ink, x, y) || isInk(ink, x, y - 1) || isInk(ink, x, y + 1)) continue
    if (++missed > MISSED) return false
  }
  return true
}

const SAMPLES = 48
// A stroke may break where a frame was taken out.
const MISSED = 1
const INK_BELOW = 140

function isInk({ widthPx, heightPx, data }: Glyph['ink'], x: number, y: number): boolean {
  return x >= 0 && y >= 0 && x < widthPx && y < heightPx && data[y * widthPx + x]! < INK_BELOW
}
