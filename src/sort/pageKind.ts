import type { GrayImage, PageImage } from '../contract/image.ts'
import { shrink } from '../geometry/shrink.ts'

/**
 * Whether a scan shows nothing but paper: the back of a page, a separator sheet. Grain, light falling off, dark borders of the
 * scanner, a crease, dust and what shines through from the other side are still paper; anything printed or written is not. Meant
 * for pages without a page code: a form page is never blank, but it has a code and does not come here.
 */
export function isBlankPage(image: PageImage): boolean {
  const small = shrink(image, factorFor(image))
  const { widthPx: w, heightPx: h } = small
  const paper = paperOf(small)
  // Not one light tone all over: a photograph, a dark cover, an empty frame.
  if (paper.level < 110) return false
  const marked = markedCells(small, paper)
  const edgeX = Math.ceil((w / CELL_PX) * EDGE_SHARE)
  const edgeY = Math.ceil((h / CELL_PX) * EDGE_SHARE)
  return !hasWriting(marked.cells, marked.columns, marked.rows, edgeX, edgeY)
}

// About 75 dpi: strokes of half a millimetre are still more than a pixel wide, grain is gone.
const SMALL_PX = 620
const CELL_PX = 9
// The outer 5 % belong to the scanner: borders, shadows, punched holes.
const EDGE_SHARE = 0.05

function factorFor({ widthPx, heightPx }: GrayImage): number {
  return Math.max(1, Math.round(Math.min(widthPx, heightPx) / SMALL_PX))
}

interface Paper {
  readonly level: number
  /** Half width of the grain round it. */
  readonly grain: number
}

function paperOf({ data }: GrayImage): Paper {
  const counts = new Uint32Array(256)
  for (const value of data) counts[value]!++
  const at = (share: number): number => {
    let rest = share * data.length
    for (let value = 0; value < 256; value++) if ((rest -= counts[value]!) <= 0) return value
    return 255
  }
  const level = at(0.6)
  return { level, grain: Math.max(4, at(0.85) - level, (level - at(0.2)) / 2) }
}

/** 1 for every cell of about 3 mm with strokes in it: pixels much darker than the cell's own paper. */
function markedCells(
  { widthPx: w, heightPx: h, data }: GrayImage,
  { level, grain }: Paper,
): { cells: Uint8Array; columns: number; rows: number } {
  const columns = Math.floor(w / CELL_PX)
  const rows = Math.floor(h / CELL_PX)
  const cells = new Uint8Array(columns * rows)
  const counts = new Uint32Array(256)
  // What shines through is a fifth of print at most; faint pencil is about a third.
  const drop = Math.max(0.22 * level, 4 * grain)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      counts.fill(0)
      for (let y = row * CELL_PX; y < (row + 1) * CELL_PX; y++)
        for (let x = column * CELL_PX; x < (column + 1) * CELL_PX; x++) counts[data[y * w + x]!]!++
      let rest = CELL_PX * CELL_PX * 0.3
      let own = 255
      while (own > 0 && (rest -= counts[own]!) > 0) own--
      let dark = 0
      for (let value = 0; value < own - drop; value++) dark += counts[value]!
      if (dark >= 3) cells[row * columns + column] = 1
    }
  return { cells, columns, rows }
}

/**
 * A crease or streak is a line of cells, dust a cell or two alone: neither makes a patch that is wide both ways. Writing does, or it
 * comes in several groups.
 */
function hasWriting(cells: Uint8Array, columns: number, rows: number, edgeX: number, edgeY: number): boolean {
  const seen = new Uint8Array(cells.length)
  const stack: number[] = []
  let groups = 0
  for (let row = edgeY; row < rows - edgeY; row++)
    for (let column = edgeX; column < columns - edgeX; column++) {
      const start = row * columns + column
      if (cells[start] === 0 || seen[start] === 1) continue
      let count = 0
      let [left, right, top, bottom] = [column, column, row, row]
      stack.push(start)
      seen[start] = 1
      while (stack.length > 0) {
        const i = stack.pop()!
        const x = i % columns
        const y = (i - x) / columns
        count++
        left = Math.min(left, x)
        right = Math.max(right, x)
        top = Math.min(top, y)
        bottom = Math.max(bottom, y)
        for (let ny = Math.max(edgeY, y - 1); ny <= Math.min(rows - edgeY - 1, y + 1); ny++)
          for (let nx = Math.max(edgeX, x - 1); nx <= Math.min(columns - edgeX - 1, x + 1); nx++) {
            const next = ny * columns + nx
            if (cells[next] === 0 || seen[next] === 1) continue
            seen[next] = 1
            stack.push(next)
          }
      }
      const thin = Math.min(right - left, bottom - top) + 1
      const long = Math.max(right - left, bottom - top) + 1
      // A streak or crease: as long as a third of the page and nowhere wide.
      if (long > Math.min(columns, rows) / 3 && count < long * 2.2) continue
      if (count >= 4 && thin >= 2) return true
      if (count >= 2) groups++
    }
  return groups >= 4
}
