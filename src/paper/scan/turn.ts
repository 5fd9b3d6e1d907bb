import type { Point } from '../../geometry/point.ts'

/** How the sheet lay: degrees clockwise. */
export type Turn = 0 | 90 | 180 | 270

/** A picture of one or three bytes a pixel. */
export interface Picture {
  readonly widthPx: number
  readonly heightPx: number
  readonly channels: 1 | 3
  readonly data: Uint8Array
}

export function turnPicture(picture: Picture, turn: Turn): Picture {
  if (turn === 0) return picture
  const { widthPx, heightPx, channels, data } = picture
  const out = new Uint8Array(data.length)
  const across = turn === 180 ? widthPx : heightPx
  for (let y = 0, from = 0; y < heightPx; y++) {
    let to = turn === 90 ? heightPx - 1 - y : turn === 180 ? (heightPx - y) * widthPx - 1 : (widthPx - 1) * across + y
    const step = turn === 90 ? across : turn === 180 ? -1 : -across
    for (let x = 0; x < widthPx; x++, to += step)
      for (let c = 0; c < channels; c++) out[to * channels + c] = data[from++]!
  }
  return turn === 180
    ? { widthPx, heightPx, channels, data: out }
    : { widthPx: heightPx, heightPx: widthPx, channels, data: out }
}

/** Where a point of the picture is after the turn. */
export function turnPoint(
  { x, y }: Point,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  turn: Turn,
): Point {
  if (turn === 90) return { x: heightPx - y, y: x }
  if (turn === 180) return { x: widthPx - x, y: heightPx - y }
  if (turn === 270) return { x: y, y: widthPx - x }
  return { x, y }
}
