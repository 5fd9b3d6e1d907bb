import type { BoxMm } from '../../contract/layout.ts'
import { bounds, type Box } from '../../geometry/point.ts'

export interface CellRow {
  /** Index of the row's first cell in the field. */
  readonly first: number
  readonly cells: readonly BoxMm[]
  readonly boxMm: Box
}

/** The cells of a comb or grid by line of writing: cells whose centres differ by less than half a cell stand in one row. */
export function cellRows(cells: readonly BoxMm[]): CellRow[] {
  const rows: { first: number; cells: BoxMm[] }[] = []
  for (const [i, cell] of cells.entries()) {
    const row = rows.at(-1)
    const above = row?.cells.at(-1)
    if (row !== undefined && above !== undefined && Math.abs(middle(cell) - middle(above)) < cell.h / 2)
      row.cells.push(cell)
    else rows.push({ first: i, cells: [cell] })
  }
  return rows.map(({ first, cells }) => ({ first, cells, boxMm: bounds(cells) }))
}

/** The cell so many columns and rows away; the nearest in the row above or below; stays at the ends. */
export function cellBeside(cells: readonly BoxMm[], at: number, columns: number, rows: number): number {
  const here = cells[at]
  if (here === undefined) return Math.min(Math.max(at, 0), Math.max(0, cells.length - 1))
  if (rows === 0) return Math.min(Math.max(at + columns, 0), cells.length - 1)
  const lines = cellRows(cells)
  const line = lines.findIndex(({ first, cells: row }) => at >= first && at < first + row.length)
  const target = lines[line + rows]
  if (target === undefined) return at
  const centreX = here.x + here.w / 2
  const distances = target.cells.map((cell) => Math.abs(cell.x + cell.w / 2 - centreX))
  return target.first + distances.indexOf(Math.min(...distances))
}

function middle(cell: BoxMm): number {
  return cell.y + cell.h / 2
}
