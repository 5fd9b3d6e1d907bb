import type { LayoutField, LayoutPage } from '../contract/layout.ts'
import type { Pen } from './pen.ts'
import { qrBoxes } from './symbols.ts'

/** Draws what is read: cells and lines in the drop-out tint, tick boxes, fiducials and the page code. */
export function drawLayout(pen: Pen, page: LayoutPage, codeText: string): void {
  for (const field of page.fields) drawField(pen, field)
  for (const { xMm, yMm, sizeMm } of page.fiducials) pen.disc({ x: xMm + sizeMm / 2, y: yMm + sizeMm / 2 }, sizeMm)
  pen.fillBoxes(qrBoxes(page.code, codeText))
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
