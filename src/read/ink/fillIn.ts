/**
 * Darkness under the form's dark print, where the scan cannot tell ink from toner: what the two sides of the print
 * have in common along the best of four directions. A stroke that crosses a printed rule goes on under it; one that ends
 * there does not. In place; `unknown[i]` is 1 where `ink[i]` (0..255) is to be filled in.
 */
export function fillIn(ink: Uint8Array, unknown: Uint8Array, w: number, h: number, reachPx: number): void {
  const filled = new Uint8Array(ink.length)
  const near = inkNearby(ink, unknown, w, h, reachPx)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const i = y * w + x
      if (unknown[i] === 0 || ink[i]! < LEAST || !near(x, y)) continue
      let best = 0
      for (let k = 0; k < DIRECTIONS.length; k++) {
        const [dx, dy] = DIRECTIONS[k]!
        const a = seek(ink, unknown, w, h, x, y, dx, dy, reachPx)
        if (a <= best) continue
        const b = seek(ink, unknown, w, h, x, y, -dx, -dy, reachPx)
        const both = a < b ? a : b
        if (both > best) best = both
      }
      filled[i] = best
    }
  for (let i = 0; i < ink.length; i++) if (unknown[i] === 1) ink[i] = Math.min(ink[i]!, filled[i]!)
}

// What is lighter in the scan holds no ink to fill in.
const LEAST = 24

// Most print has no pen near it and needs no search: whether a cell of `reachPx` or one beside it holds known ink.
function inkNearby(
  ink: Uint8Array,
  unknown: Uint8Array,
  w: number,
  h: number,
  reachPx: number,
): (x: number, y: number) => boolean {
  const columns = Math.ceil(w / reachPx) + 2
  const cells = new Uint8Array(columns * (Math.ceil(h / reachPx) + 2))
  for (let y = 0; y < h; y++) {
    const row = (Math.floor(y / reachPx) + 1) * columns + 1
    for (let x = 0; x < w; x++) {
      const i = y * w + x
      if (ink[i]! < LEAST || unknown[i] === 1) continue
      const at = row + Math.floor(x / reachPx)
      if (cells[at] === SPREAD) continue
      for (let k = at - columns; k <= at + columns; k += columns) cells.fill(1, k - 1, k + 2)
      cells[at] = SPREAD
    }
  }
  return (x, y) => cells[(Math.floor(y / reachPx) + 1) * columns + 1 + Math.floor(x / reachPx)] !== 0
}

const SPREAD = 2

const DIRECTIONS: readonly (readonly [number, number])[] = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
  [2, 1],
  [1, 2],
  [2, -1],
  [1, -2],
]

// Ink just beyond the print in one direction: the darker of the first two known pixels, as the first is half print.
function seek(
  ink: Uint8Array,
  unknown: Uint8Array,
  w: number,
  h: number,
  x: number,
  y: number,
  dx: number,
  dy: number,
  reachPx: number,
): number {
  const steps = Math.abs(dx) + Math.abs(dy) === 1 ? reachPx : Math.ceil(reachPx / 1.5)
  for (let step = 1; step <= steps; step++) {
    x += dx
    y += dy
    if (x < 0 || y < 0 || x >= w || y >= h) return 0
    const i = y * w + x
    if (unknown[i] === 1) continue
    const x2 = x + dx
    const y2 = y + dy
    const beyond = x2 < 0 || y2 < 0 || x2 >= w || y2 >= h || unknown[y2 * w + x2] === 1 ? 0 : ink[y2 * w + x2]!
    return Math.max(ink[i]!, beyond)
  }
  return 0
}
