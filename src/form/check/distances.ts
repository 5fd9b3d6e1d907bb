import type { PageCheck } from '../check.ts'
import { gapMm, partsOf, type Part } from '../parts.ts'
import { moduleMm } from './code.ts'

export const MARGIN_MM = 10
export const FIDUCIAL_QUIET_MM = 2.5
/** ISO/IEC 18004 demands 4 modules round a QR. */
export const CODE_QUIET_MODULES = 4
const TICK_GAP_MM = 3
// Cells share their edges: rounding must not call that an overlap.
const TOUCH_MM = 0.002

/** Printer margin, quiet zones, nothing on top of anything else, tick boxes far enough apart to tell a mark's owner. */
export const checkDistances: PageCheck = (page, form, report) => {
  const { widthMm, heightMm } = form.layout.pageSize
  const parts = partsOf(page)
  const quietMm = CODE_QUIET_MODULES * moduleMm(page, form)
  for (const { target, box } of parts) {
    const foundMm = Math.min(box.x, box.y, widthMm - box.x - box.w, heightMm - box.y - box.h)
    if (foundMm < MARGIN_MM - TOUCH_MM) report('margin', target, { foundMm, demandedMm: MARGIN_MM })
  }
  parts.forEach((a, i) => {
    for (const b of parts.slice(i + 1)) {
      const foundMm = gapMm(a.box, b.box)
      const demandedMm = quietZone(a, b, quietMm)
      if (demandedMm > 0 && foundMm < demandedMm - TOUCH_MM)
        report('quiet', a.target, { foundMm: Math.max(0, foundMm), demandedMm, other: b.target })
      else if (foundMm < -TOUCH_MM) report('overlap', a.target, { foundMm: -foundMm, demandedMm: 0, other: b.target })
      else if (a.kind === 'tick' && b.kind === 'tick' && foundMm < TICK_GAP_MM - TOUCH_MM)
        report('tick-gap', a.target, { foundMm, demandedMm: TICK_GAP_MM, other: b.target })
    }
  })
}

function quietZone(a: Part, b: Part, codeQuietMm: number): number {
  if (a.kind === 'code' || b.kind === 'code') return codeQuietMm
  return a.kind === 'fiducial' || b.kind === 'fiducial' ? FIDUCIAL_QUIET_MM : 0
}
