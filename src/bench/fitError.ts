import type { Layout } from '../contract/layout.ts'
import type { PageRow } from '../contract/rows.ts'
import type { TruthLetter } from '../contract/truth.ts'
import { mmToPx } from '../geometry/transform.ts'

/**
 * Root mean square distance, in millimetres, between where the fiducials of a page truly lie in its scan and where the fit puts
 * them. null for a page without a fit or one that the truth does not know.
 */
export function fitErrorMm(page: Pick<PageRow, 'fit' | 'code'>, layout: Layout, truth: TruthLetter): number | null {
  const { fit, code } = page
  if (fit === null || code === null) return null
  const known = truth.pages.find((candidate) => candidate.page === code.page)
  const printed = layout.pages.find((candidate) => candidate.page === code.page)
  if (known === undefined || printed === undefined) return null
  const squares = printed.fiducials.flatMap(({ id, xMm, yMm, sizeMm }) => {
    const lies = known.fiducialsPx[id]
    if (lies === undefined || lies === null) return []
    const centre = { x: xMm + sizeMm / 2, y: yMm + sizeMm / 2 }
    const put = mmToPx(fit, centre.x, centre.y)
    // A millimetre in pixels just here.
    const right = mmToPx(fit, centre.x + 1, centre.y)
    const pxPerMm = Math.hypot(right.x - put.x, right.y - put.y)
    return [((lies.x - put.x) ** 2 + (lies.y - put.y) ** 2) / pxPerMm ** 2]
  })
  return squares.length === 0 ? null : Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
}
