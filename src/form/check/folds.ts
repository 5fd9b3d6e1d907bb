import type { PageCheck } from '../check.ts'
import { foldsOf } from '../folds.ts'
import { partsOf } from '../parts.ts'

// Creases wander by a millimetre or two when folded by hand and darken about one more on either side.
const FOLD_MM = 4

/** No tick box, comb cell, fiducial or code near a fold. Grid cells and lines are wide enough to bear one. */
export const checkFolds: PageCheck = (page, { layout: { pageSize } }, report) => {
  const folds = foldsOf(pageSize)
  for (const { target, kind, box } of partsOf(page)) {
    if (kind === 'grid' || kind === 'line' || kind === 'signature') continue
    for (const { axis, atMm } of folds) {
      const from = box[axis]
      const to = from + (axis === 'x' ? box.w : box.h)
      const foundMm = Math.max(0, from - atMm, atMm - to)
      if (foundMm < FOLD_MM - 0.002)
        report('fold', target, { foundMm, demandedMm: FOLD_MM, other: `${axis} = ${Number(atMm.toFixed(2))} mm` })
    }
  }
}
