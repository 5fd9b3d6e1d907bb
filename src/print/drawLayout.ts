import bwipjs, { type RenderOptions } from 'bwip-js'
import type { CodePlace, LayoutField, LayoutPage } from '../contract/layout.ts'
import type { Box } from '../geometry/point.ts'
import type { Pen } from './pen.ts'

/** Draws what is read: cells and lines in the drop-out tint, tick boxes, fiducials and the page code. */
export function drawLayout(pen: Pen, page: LayoutPage, codeText: string): void {
  for (const field of page.fields) drawField(pen, field)
  for (const { xMm, yMm, sizeMm } of page.fiducials) pen.disc({ x: xMm + sizeMm / 2, y: yMm + sizeMm / 2 }, sizeMm)
  pen.fillBoxes(codeBoxes(page.code, codeText))
}

/** A light grey: seen on paper from any laser, gone at the threshold of a black-and-white scan (decision 0012). */
export const CELL_TINT = 0.36
export const CELL_RULE_MM = 0.25
export const TICK_TINT = 0.7
export const TICK_RULE_MM = 0.3

function drawField(pen: Pen, field: LayoutField): void {
  for (const cell of field.cells ?? []) pen.outline(cell, CELL_RULE_MM, CELL_TINT)
  for (const option of field.options ?? []) pen.outline(option.boxMm, TICK_RULE_MM, TICK_TINT)
  if (field.kind === 'line' || field.kind === 'signature') {
    const { x, y, w, h } = field.boxMm
    pen.rule({ x, y: y + h }, { x: x + w, y: y + h }, CELL_RULE_MM, CELL_TINT)
  }
}

/** Runs of dark modules, row by row, in millimetres. Error level Q: a quarter of the symbol may be lost. */
function codeBoxes({ xMm, yMm, sizeMm }: CodePlace, text: string): Box[] {
  const [symbol] = bwipjs.raw({ bcid: 'qrcode', text, eclevel: 'Q' } as RenderOptions)
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
