import type { PageImage } from '../contract/image.ts'
import type { Layout, LayoutPage } from '../contract/layout.ts'
import type { PointPx } from '../contract/page.ts'
import { fitSimilarity } from '../geometry/affine.ts'
import { distance, type Point } from '../geometry/point.ts'
import { shrink } from '../geometry/shrink.ts'
import type { Homography } from '../geometry/transform.ts'
import { scaled } from './fitDiscs.ts'
import { codeCorners, look, roughPlace } from './roughPlace.ts'
import { seeForm } from './seeForm.ts'

/** What is known of a page that was not fitted: the corners of its code and its layout, where the code was read. */
export interface HeldLook {
  readonly image: PageImage
  readonly known: {
    readonly layout: LayoutPage
    readonly pageSize: Layout['pageSize']
    readonly cornersPx: readonly PointPx[]
  } | null
  readonly layouts: readonly Layout[]
}

/** Where a page that was not fitted seems to lie, and which of its discs can be seen there. */
export interface HeldPlace {
  /** Without a code the first with these fiducials. */
  readonly layout: LayoutPage
  readonly pageSize: Layout['pageSize']
  /** Page millimetres to pixels, to about a millimetre. */
  readonly rough: Homography
  readonly discsPx: ReadonlyMap<string, Point>
}

/** By its code, or by the discs alone; null where neither says anything. */
export function heldPlace({ image, known, layouts }: HeldLook): HeldPlace | null {
  if (known !== null) {
    const { layout, pageSize, cornersPx } = known
    return { layout, pageSize, ...placeOf(image, layout, cornersPx) }
  }
  const seen = seeForm(image, layouts)
  if (seen === null) return null
  return { layout: seen.page, pageSize: seen.layout.pageSize, rough: seen.rough, discsPx: seen.discsPx }
}

/** As the screen takes a scan: by what its file states, else as wide as A4. */
export function statedPxPerMm({ dpi, widthPx }: PageImage): number {
  return dpi === null ? widthPx / A4_WIDTH_MM : dpi / 25.4
}

const A4_WIDTH_MM = 210

/** Where a page with a code lies, to about a millimetre, and which of its discs can be seen there. */
function placeOf(
  image: PageImage,
  { fiducials, code }: LayoutPage,
  cornersPx: readonly PointPx[],
): Pick<HeldPlace, 'rough' | 'discsPx'> {
  const side = distance(cornersPx[0]!, cornersPx[1]!) / code.sizeMm
  const most = Math.max(1, Math.floor(Math.min(image.widthPx, image.heightPx) / 300))
  const factor = Math.min(most, Math.max(1, Math.round(side / LOOK_PX_PER_MM)))
  const coarse = shrink(image, factor)
  const small = cornersPx.map(({ x, y }) => ({ x: x / factor, y: y / factor }))
  const rough = roughPlace(coarse, fiducials, code, small)?.pageToPx ?? fitSimilarity(codeCorners(code), small)
  const discsPx = new Map<string, Point>()
  for (const fiducial of fiducials) {
    const [best] = look(coarse, rough, fiducial, LOOK_REACH_MM)
    if (best !== undefined && best.score > 0.45)
      discsPx.set(fiducial.id, { x: best.px.x * factor, y: best.px.y * factor })
  }
  return { rough: scaled(rough, factor), discsPx }
}

const LOOK_PX_PER_MM = 4
const LOOK_REACH_MM = 4
