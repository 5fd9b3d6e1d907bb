import type { Handle } from '../contract/handFit.ts'
import { distance, type Point } from '../geometry/point.ts'
import { scaleAt } from '../geometry/affine.ts'
import { shrink } from '../geometry/shrink.ts'
import { applyHomography, fitHomography, type Homography } from '../geometry/transform.ts'
import { choosePrint } from './choosePrint.ts'
import type { Anchor } from './correctionGrid.ts'
import { scaled } from './fitDiscs.ts'
import { followPrint } from './followPrint.ts'
import { PATCH_PX_PER_MM, patchesOf } from './patches.ts'
import { registerPage, type PageToRegister, type RegisteredPage } from './registerPage.ts'
import { codeCorners, discCentre } from './roughPlace.ts'

export interface HandRegistered extends RegisteredPage {
  /** Whether the form's own print lies where the fit says. Where it does not, a person's word is all there is. */
  readonly sure: boolean
}

/**
 * The page where a person laid it. From there the machine looks again, and what it then finds for sure within a few millimetres is more exact than any hand;
 * else the hand's own fit stands, with the shifts of the print where the print agrees. null when the handles determine nothing.
 */
export function registerByHand(
  page: Omit<PageToRegister, 'codeCornersPx'>,
  handles: readonly Handle[],
): HandRegistered | null {
  const { image, layout, pageSize, blanks } = page
  const pairs = layout.fiducials.flatMap((fiducial) => {
    const handle = handles.find(({ id }) => id === fiducial.id)
    return handle === undefined
      ? []
      : [{ id: handle.id, mm: discCentre(fiducial), px: { x: handle.xPx, y: handle.yPx } }]
  })
  const byHand = fitted(pairs)
  if (byHand === null) return null
  const corners = codeCorners(layout.code).map(({ x, y }) => applyHomography(byHand, x, y))
  const again = registerPage({ ...page, codeCornersPx: corners })
  if (again !== null && pairs.every(({ mm, px }) => offMm(again.fit.homography, mm, px) < NEAR_MM))
    return { ...again, sure: true }

  const { widthMm, heightMm } = pageSize
  const pxPerMm = scaleAt(byHand, widthMm / 2, heightMm / 2)
  const most = Math.max(1, Math.floor(Math.min(image.widthPx, image.heightPx) / 300))
  const factor = Math.min(most, Math.max(1, Math.round(pxPerMm / PATCH_PX_PER_MM)))
  const coarse = shrink(image, factor)
  const toCoarse = scaled(byHand, 1 / factor)
  const prints = blanks.map((blank) => ({ blank, patches: patchesOf(blank, layout.code, pageSize) }))
  const { blank, patches } = choosePrint(coarse, { homography: toCoarse, correction: null }, prints)
  const anchors: Anchor[] = pairs.map(({ mm }) => ({ xMm: mm.x, yMm: mm.y, dxMm: 0, dyMm: 0 }))
  const followed = followPrint(coarse, toCoarse, patches, anchors, pageSize)
  const errors = pairs.map(({ mm, px }) => offMm(byHand, mm, px))
  const a = applyHomography(byHand, widthMm / 2 - 1, heightMm / 2)
  const b = applyHomography(byHand, widthMm / 2 + 1, heightMm / 2)
  return {
    blank,
    sure: followed.sure,
    fit: {
      homography: [...byHand],
      correction: followed.sure ? followed.grid : null,
      fitErrorMm: Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length),
      fiducials: pairs.map(({ id, px }, k) => ({ id, xPx: px.x, yPx: px.y, used: true, errorMm: errors[k]! })),
      rotationDeg: (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI,
    },
  }
}

/** A hand is exact to a millimetre or two: what lies farther off is another page, or another place of it. */
const NEAR_MM = 4

function fitted(pairs: readonly { readonly mm: Point; readonly px: Point }[]): Homography | null {
  if (pairs.length < 4) return null
  try {
    const fit = fitHomography(
      pairs.map(({ mm }) => mm),
      pairs.map(({ px }) => px),
    )
    return fit.every(Number.isFinite) ? fit : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function offMm(fit: readonly number[], mm: Point, px: Point): number {
  return distance(applyHomography(fit, mm.x, mm.y), px) / scaleAt(fit, mm.x, mm.y)
}
