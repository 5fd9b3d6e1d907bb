import { INK_BELOW, type WrittenLine } from './lineInk.ts'
import { crop } from './picture/crop.ts'

/**
 * A long line in pieces of `mostHigh` times its height or a little more, cut between characters where no ink is: the line model takes memory by the
 * width of what it reads. Uncut where there is no gap near.
 */
export function cutLong(line: WrittenLine, mostHigh: number): WrittenLine[] {
  const { picture, atMm, slope, pxPerMm } = line
  const { widthPx, heightPx } = picture
  const count = Math.ceil(widthPx / (mostHigh * heightPx))
  const cuts = Array.from({ length: count - 1 }, (_, i) => gapNear(line, ((i + 1) * widthPx) / count))
  const edges = [0, ...cuts.filter((cut) => cut !== null), widthPx]
  return edges.slice(1).map((right, i) => {
    const left = edges[i]!
    return {
      picture: crop(picture, { left, top: 0, right, bottom: heightPx }),
      atMm: { x: atMm.x + left / pxPerMm, y: atMm.y + (slope * left) / pxPerMm },
      slope,
      pxPerMm,
    }
  })
}

/** The middle of the widest stretch of bare columns at most a character away: gaps within characters are narrower. */
function gapNear({ picture: { widthPx, heightPx, data } }: WrittenLine, column: number): number | null {
  const isBare = (x: number): boolean => {
    for (let y = 0; y < heightPx; y++) if (data[y * widthPx + x]! < INK_BELOW) return false
    return true
  }
  const from = Math.max(1, Math.round(column) - heightPx)
  const to = Math.min(widthPx - 1, Math.round(column) + heightPx)
  let widest = { from: 0, to: 0 }
  let start = from
  for (let x = from; x <= to; x++) {
    if (x < to && isBare(x)) continue
    if (x - start > widest.to - widest.from) widest = { from: start, to: x }
    start = x + 1
  }
  return widest.to === widest.from ? null : (widest.from + widest.to) >> 1
}
