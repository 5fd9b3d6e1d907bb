import type { SeenSteps } from '../../contract/pageSteps.ts'

type Scan = Pick<SeenSteps, 'widthPx' | 'heightPx' | 'turn'>

/** The scan set upright by whole quarters: how large it then is, and where a pixel of it goes. */
export function upright({ widthPx: w, heightPx: h, turn }: Scan): {
  readonly w: number
  readonly h: number
  readonly place: (x: number, y: number) => [number, number]
  /** The same for a picture, as an SVG matrix. */
  readonly matrix: string
} {
  if (turn === 1) return { w: h, h: w, place: (x, y) => [h - y, x], matrix: `matrix(0 1 -1 0 ${h} 0)` }
  if (turn === 2) return { w, h, place: (x, y) => [w - x, h - y], matrix: `matrix(-1 0 0 -1 ${w} ${h})` }
  if (turn === 3) return { w: h, h: w, place: (x, y) => [y, w - x], matrix: `matrix(0 -1 1 0 0 ${w})` }
  return { w, h, place: (x, y) => [x, y], matrix: 'matrix(1 0 0 1 0 0)' }
}

/** The points of an outline (`x, y, x, y …` of the scan) as an SVG polygon has them, upright. */
export function pointsOf(outlinePx: readonly number[], scan: Scan): string {
  const { place } = upright(scan)
  return cornersOf(outlinePx)
    .map(([x, y]) =>
      place(x, y)
        .map((value) => value.toFixed(1))
        .join(','),
    )
    .join(' ')
}

export function cornersOf(outlinePx: readonly number[]): [number, number][] {
  return Array.from({ length: outlinePx.length / 2 }, (_, i) => [outlinePx[2 * i]!, outlinePx[2 * i + 1]!])
}
