import bwipjs, { type RenderOptions } from 'bwip-js'
import type { Box } from '../geometry/point.ts'

/** A QR symbol as runs of dark modules, row by row, in millimetres. `level`: how much of it may be lost (Q: a quarter, H: a third). */
export function qrBoxes(at: { xMm: number; yMm: number; sizeMm: number }, text: string, level: 'Q' | 'H' = 'Q'): Box[] {
  const { xMm, yMm, sizeMm } = at
  const [symbol] = bwipjs.raw({ bcid: 'qrcode', text, eclevel: level } as RenderOptions)
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('bwip-js drew no matrix')
  const { pixs, pixx } = symbol
  const module = sizeMm / pixx
  const boxes: Box[] = []
  for (let row = 0; row < pixx; row++) {
    for (let column = 0; column < pixx; column++) {
      const start = column
      while (column < pixx && pixs[row * pixx + column] === 1) column++
      if (column > start)
        boxes.push({ x: xMm + start * module, y: yMm + row * module, w: (column - start) * module, h: module })
    }
  }
  return boxes
}

/** Code 128 as its bars, filling the box; the ten modules of quiet zone on either side are the caller's. */
export function code128Boxes({ x, y, w, h }: Box, text: string): Box[] {
  const [symbol] = bwipjs.raw({ bcid: 'code128', text } as RenderOptions)
  if (symbol === undefined || !('sbs' in symbol)) throw new Error('bwip-js drew no bars')
  const widths = symbol.sbs
  const module = w / widths.reduce((sum, width) => sum + width, 0)
  const boxes: Box[] = []
  let at = x
  for (const [i, width] of widths.entries()) {
    if (i % 2 === 0) boxes.push({ x: at, y, w: width * module, h })
    at += width * module
  }
  return boxes
}
