import type { Point } from '../../geometry/point.ts'
import type { PageCheck } from '../check.ts'

const FEWEST = 6
// Wherever two are lost, what is left must hold the page at more than half its width and height.
const SPREAD = 0.6
// Twice the largest local stretch seen on posted paper, with room: two marks this far off betray a turned page.
const DISTINCT_MM = 8

/** Enough of them, spread so that any two may be lost, and unlike themselves when the page is turned. */
export const checkFiducials: PageCheck = (page, { layout: { pageSize } }, report) => {
  const marks = page.fiducials.map(({ id, xMm, yMm, sizeMm }) => ({ id, x: xMm + sizeMm / 2, y: yMm + sizeMm / 2 }))
  if (marks.length < FEWEST) report('fiducials-few', 'fiducials', { other: String(marks.length) })
  if (marks.length < 3) return
  for (const axis of ['x', 'y'] as const) {
    const demandedMm = Math.round(SPREAD * (axis === 'x' ? pageSize.widthMm : pageSize.heightMm))
    const worst = worstLoss(marks, axis)
    if (worst.spanMm < demandedMm)
      report('fiducials-spread', 'fiducials', { foundMm: worst.spanMm, demandedMm, other: worst.lost.join(', ') })
  }
  for (const turns of [1, 2, 3]) {
    const foundMm = secondLargestMiss(marks, turns, pageSize)
    if (foundMm < DISTINCT_MM)
      report('fiducials-symmetric', 'fiducials', { foundMm, demandedMm: DISTINCT_MM, other: String(turns * 90) })
  }
}

interface Mark extends Point {
  readonly id: string
}

// Only the two outermost at either end matter, but trying all pairs is plain and there are few.
function worstLoss(marks: readonly Mark[], axis: 'x' | 'y'): { spanMm: number; lost: string[] } {
  let worst = { spanMm: Infinity, lost: [] as string[] }
  for (const a of marks)
    for (const b of marks) {
      const left = marks.filter((mark) => mark !== a && mark !== b).map((mark) => mark[axis])
      const spanMm = Math.max(...left) - Math.min(...left)
      if (a !== b && spanMm < worst.spanMm) worst = { spanMm, lost: [a.id, b.id] }
    }
  return worst
}

/**
 * How far the second worst mark lies from any other once the page is turned in quarters. Measured on the page squeezed to
 * a square: a homography would squeeze it as well.
 */
function secondLargestMiss(marks: readonly Mark[], turns: number, size: LayoutSize): number {
  const unit = marks.map(({ x, y }) => ({ x: x / size.widthMm, y: y / size.heightMm }))
  const misses = unit.map((mark) => {
    let at: Point = mark
    for (let i = 0; i < turns; i++) at = { x: 1 - at.y, y: at.x }
    return Math.min(...unit.map(({ x, y }) => Math.hypot((x - at.x) * size.widthMm, (y - at.y) * size.heightMm)))
  })
  return misses.toSorted((a, b) => b - a)[1] ?? 0
}

type LayoutSize = { readonly widthMm: number; readonly heightMm: number }
