import type { Fit } from '../contract/page.ts'
import { distance } from '../geometry/point.ts'
import { mmToPx } from '../geometry/transform.ts'

/** Pixels of the scan for each millimetre of paper, over the page's diagonal. */
export function scanPxPerMm(fit: Fit, { widthMm, heightMm }: { widthMm: number; heightMm: number }): number {
  return distance(mmToPx(fit, 0, 0), mmToPx(fit, widthMm, heightMm)) / Math.hypot(widthMm, heightMm)
}
