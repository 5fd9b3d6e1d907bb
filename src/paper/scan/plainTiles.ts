/** Squares of a picture and the level of each that has only one: most of a page is paper, and most of its ink layer nothing. */
export interface PlainTiles {
  /** Tiles in a row. */
  readonly across: number
  /** 0..255 or `MIXED`, row by row. */
  readonly levels: Int16Array
}

export const MIXED = -1
const TILE_PX = 32

export function plainTiles(data: Uint8Array, widthPx: number, heightPx: number): PlainTiles {
  const across = Math.ceil(widthPx / TILE_PX)
  const levels = new Int16Array(across * Math.ceil(heightPx / TILE_PX))
  for (let tile = 0; tile < levels.length; tile++) {
    const x0 = (tile % across) * TILE_PX
    const y0 = Math.floor(tile / across) * TILE_PX
    const x1 = Math.min(x0 + TILE_PX, widthPx)
    const y1 = Math.min(y0 + TILE_PX, heightPx)
    levels[tile] = onlyLevel(data, widthPx, x0, x1, y0, y1)
  }
  return { across, levels }
}

function onlyLevel(data: Uint8Array, widthPx: number, x0: number, x1: number, y0: number, y1: number): number {
  const level = data[y0 * widthPx + x0]!
  for (let y = y0; y < y1; y++) {
    const end = y * widthPx + x1
    for (let i = y * widthPx + x0; i < end; i++) if (data[i] !== level) return MIXED
  }
  return level
}

/** The one level of everything in a box (pixels from 0 on, all four edges included), or `MIXED`: it may also be that of the tiles around. */
export function levelIn(
  { across, levels }: PlainTiles,
  left: number,
  right: number,
  top: number,
  bottom: number,
): number {
  const x0 = (left / TILE_PX) | 0
  const x1 = (right / TILE_PX) | 0
  const y0 = (top / TILE_PX) | 0
  const y1 = (bottom / TILE_PX) | 0
  const level = levels[y0 * across + x0]!
  for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) if (levels[y * across + x] !== level) return MIXED
  return level
}
