/** Ink that hangs together. The box is in pixels, both ends included. */
export interface Part {
  readonly label: number
  /** Its pixels, each counted by its darkness. */
  readonly mass: number
  /** The same for what lies within the cell, where the picture shows more than the cell. */
  readonly insideMass: number
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

// Ink darker than this (0..1 after the stretch) makes a stroke; fainter ink only rounds it off.
const STROKE_LEVEL = 0.35

/**
 * The connected parts of the ink (corners count); `labels` says for each pixel which one it is in, 0 for none. The cell
 * itself begins `marginPx` within the picture.
 */
export function labelParts(
  ink: Float32Array,
  labels: Int32Array,
  widthPx: number,
  heightPx: number,
  marginPx: number,
): Part[] {
  const isInside = (x: number, y: number) =>
    x >= marginPx && y >= marginPx && x < widthPx - marginPx && y < heightPx - marginPx
  const parts: Part[] = []
  const stack: number[] = []
  for (let start = 0; start < ink.length; start++) {
    if (labels[start] !== 0 || ink[start]! < STROKE_LEVEL) continue
    const label = parts.length + 1
    let [mass, insideMass, x0, y0, x1, y1] = [0, 0, widthPx, heightPx, 0, 0]
    labels[start] = label
    stack.push(start)
    while (stack.length > 0) {
      const at = stack.pop()!
      const x = at % widthPx
      const y = (at - x) / widthPx
      mass += ink[at]!
      if (isInside(x, y)) insideMass += ink[at]!
      if (x < x0) x0 = x
      if (x > x1) x1 = x
      if (y < y0) y0 = y
      if (y > y1) y1 = y
      for (let ny = Math.max(0, y - 1); ny <= Math.min(heightPx - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(widthPx - 1, x + 1); nx++) {
          const next = ny * widthPx + nx
          if (labels[next] === 0 && ink[next]! >= STROKE_LEVEL) {
            labels[next] = label
            stack.push(next)
          }
        }
      }
    }
    parts.push({ label, mass, insideMass, x0, y0, x1, y1 })
  }
  return parts
}
