import type { Point } from '../../geometry/point.ts'
import type { Stamp } from './stamp.ts'

/**
 * Fills closed contours (pixels) with exact area coverage at the edges: the signed-area accumulation of font renderers. Contours
 * that run the same way may overlap, as strokes of Chinese fonts do; a contour the other way round is a hole.
 */
export function fillOutline(contours: readonly (readonly Point[])[]): Stamp {
  let left = Infinity
  let top = Infinity
  let right = -Infinity
  let bottom = -Infinity
  for (const contour of contours)
    for (const { x, y } of contour) {
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  if (left > right) return { xPx: 0, yPx: 0, widthPx: 0, heightPx: 0, cover: new Float32Array(0) }
  const xPx = Math.floor(left) - 1
  const yPx = Math.floor(top) - 1
  const widthPx = Math.ceil(right) - xPx + 2
  const heightPx = Math.ceil(bottom) - yPx + 2
  const area = new Float32Array(widthPx * heightPx + 1)
  for (const contour of contours)
    for (let i = 0; i < contour.length; i++) {
      const a = contour[i]!
      const b = contour[(i + 1) % contour.length]!
      addEdge(area, widthPx, a.x - xPx, a.y - yPx, b.x - xPx, b.y - yPx)
    }
  const cover = new Float32Array(widthPx * heightPx)
  for (let row = 0; row < heightPx; row++) {
    let sum = 0
    for (let i = row * widthPx; i < (row + 1) * widthPx; i++) {
      sum += area[i]!
      const absolute = sum < 0 ? -sum : sum
      cover[i] = absolute > 1 ? 1 : absolute
    }
  }
  return { xPx, yPx, widthPx, heightPx, cover }
}

// Walks the edge from pixel to pixel; each piece gives its own pixel the area to its right and the rest of the row the full height.
function addEdge(area: Float32Array, widthPx: number, x0: number, y0: number, x1: number, y1: number): void {
  if (y0 === y1) return
  const dx = x1 - x0
  const dy = y1 - y0
  const stepX = dx > 0 ? 1 : -1
  const stepY = dy > 0 ? 1 : -1
  const perColumn = dx === 0 ? Infinity : 1 / Math.abs(dx)
  const perRow = 1 / Math.abs(dy)
  let column = Math.floor(x0)
  let row = Math.floor(y0)
  let nextColumn = dx === 0 ? Infinity : (dx > 0 ? column + 1 - x0 : x0 - column) * perColumn
  let nextRow = (dy > 0 ? row + 1 - y0 : y0 - row) * perRow
  for (let t = 0; t < 1;) {
    const end = Math.min(nextColumn, nextRow, 1)
    const height = (end - t) * dy
    const middle = x0 + ((t + end) / 2) * dx - column
    const at = row * widthPx + column
    area[at]! += height * (1 - middle)
    area[at + 1]! += height * middle
    t = end
    if (end === nextColumn) {
      column += stepX
      nextColumn += perColumn
    } else if (end === nextRow) {
      row += stepY
      nextRow += perRow
    }
  }
}
