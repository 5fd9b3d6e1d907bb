import type { FormShelf } from './formShelf.ts'
import type { Finding } from '../contract/finding.ts'
import type { ByHand } from '../contract/handFit.ts'
import type { BlankPage, PageImage } from '../contract/image.ts'
import type { Fiducial, Layout, LayoutPage } from '../contract/layout.ts'
import type { Fit, FoundCode } from '../contract/page.ts'
import type { SeenFiducial, SeenSteps, StepReason } from '../contract/pageSteps.ts'
import { scaleAt } from '../geometry/affine.ts'
import { distance, type Box, type Point } from '../geometry/point.ts'
import { applyHomography, mmToPx, type Homography, type PageTransform } from '../geometry/transform.ts'
import { heldPlace, statedPxPerMm, type HeldPlace } from '../register/heldPlace.ts'
import { discCentre } from '../register/roughPlace.ts'
import { turnOf } from '../sort/turnOf.ts'
import { scanPxPerMm } from './scanDensity.ts'

/** What was known of a page when it was looked at or read, of which its steps are drawn. */
export interface PageLook {
  readonly image: PageImage
  readonly cornersPx: FoundCode['cornersPx'] | null
  /** What its code speaks of; null without a code, or with one that nobody knows. */
  readonly known: { readonly layout: LayoutPage; readonly pageSize: Layout['pageSize'] } | null
  /** Forms that a page without a code may be of; none where it is no form. */
  readonly layouts: FormShelf['layouts']
  readonly fit: Fit | null
  /** The print that was taken away; null where nothing was, or where it is gone. */
  readonly blank: BlankPage | null
  readonly byHand: ByHand | null
  readonly findings: readonly Finding[]
  /** Why it was not fitted, or not read. */
  readonly why: StepReason
}

/**
 * Whether a page that was fitted is one whose pictures are kept: something is wrong with its scan, the fit is worse than a sound page's, or a person laid it. A
 * sheet that lies on its head is read as well as any, and whole stacks do.
 */
export function isTroubled(fit: Fit, findings: readonly Finding[], byHand: ByHand | null): boolean {
  const wrong = findings.some(({ code }) => code !== 'TURNED')
  return wrong || byHand !== null || fit.fitErrorMm > WORSE_MM || fit.fiducials.some(({ used }) => !used)
}

/** Sound pages fit within a tenth, badly folded ones within two. */
const WORSE_MM = 0.25

/** The numbers of the steps, with every place in pixels of the scan. Pure, but for the date. */
export function seenSteps(look: PageLook): SeenSteps {
  const { image, fit, known, cornersPx, findings, byHand } = look
  const held = fit === null ? heldOf(look) : null
  const { layout, pageSize } = (fit === null ? held : known) ?? { layout: null, pageSize: null }
  const lies: PageTransform | null = fit ?? (held === null ? null : { homography: held.rough, correction: null })
  const through = (box: Box): number[] => outline(box, ({ x, y }) => mmToPx(lies!, x, y))
  const inScan = (box: Box): number[] => {
    const pxPerMm = statedPxPerMm(image)
    return outline(box, ({ x, y }) => ({ x: x * pxPerMm, y: y * pxPerMm }))
  }
  const { widthPx, heightPx, dpi } = image
  const placed = lies !== null && layout !== null && pageSize !== null
  const middle = placed ? { x: pageSize.widthMm / 2, y: pageSize.heightMm / 2 } : null
  const code = layout?.code
  return {
    widthPx,
    heightPx,
    dpi,
    turn: middle !== null ? turnBy(lies!, middle) : cornersPx === null ? 0 : turnOf(cornersPx),
    codePx: cornersPx === null ? null : flat(cornersPx),
    codePlacePx: placed ? through({ x: code!.xMm, y: code!.yMm, w: code!.sizeMm, h: code!.sizeMm }) : null,
    edgePx: placed ? through({ x: 0, y: 0, w: pageSize.widthMm, h: pageSize.heightMm }) : null,
    fiducials:
      layout === null ? [] : layout.fiducials.flatMap(fit === null ? heldDisc(held!) : fittedDisc(fit, byHand)),
    fields:
      fit === null || layout === null
        ? []
        : layout.fields.map(({ id, boxMm, cells, options }) => {
            const boxes = cells ?? options?.map((option) => option.boxMm) ?? []
            return { id, outlinePx: through(boxMm), boxesPx: boxes.map(through) }
          }),
    findings: findings.map((finding) => {
      const { boxMm } = finding
      return { finding, outlinePx: boxMm === null ? null : fit === null ? inScan(boxMm) : through(boxMm) }
    }),
    fit:
      fit === null
        ? null
        : {
            errorMm: fit.fitErrorMm,
            rotationDeg: fit.rotationDeg,
            pxPerMm: pageSize === null ? 0 : scanPxPerMm(fit, pageSize),
            bendMm: bendOf(fit),
          },
    byHand: byHand !== null,
    missing: missingOf(look),
    drawnAt: new Date().toISOString(),
  }
}

// The same look again, at the same pixels: what it saw of a page that was not fitted.
function heldOf({ image, known, cornersPx, layouts }: PageLook): HeldPlace | null {
  const coded = known === null || cornersPx === null ? null : { ...known, cornersPx }
  return heldPlace({ image, known: coded, layouts })
}

function fittedDisc(fit: Fit, byHand: ByHand | null) {
  return (fiducial: Fiducial): SeenFiducial[] => {
    const { x, y } = discCentre(fiducial)
    const expectedPx = rounded(applyHomography(fit.homography, x, y))
    const found = fit.fiducials.find(({ id }) => id === fiducial.id)
    if (found === undefined) return [{ id: fiducial.id, state: 'lost', expectedPx, foundPx: null, errorMm: null }]
    const handle = byHand?.handles?.find(({ id }) => id === fiducial.id)
    const put = handle !== undefined && handle.xPx === found.xPx && handle.yPx === found.yPx
    const state = put ? 'hand' : found.used ? 'found' : 'doubtful'
    const foundPx = rounded({ x: found.xPx, y: found.yPx })
    return [{ id: fiducial.id, state, expectedPx, foundPx, errorMm: hundredths(found.errorMm) }]
  }
}

function heldDisc({ rough, discsPx }: HeldPlace) {
  return (fiducial: Fiducial): SeenFiducial[] => {
    const { x, y } = discCentre(fiducial)
    const expected = applyHomography(rough, x, y)
    const disc = discsPx.get(fiducial.id)
    const base = { id: fiducial.id, expectedPx: rounded(expected) }
    if (disc === undefined) return [{ ...base, state: 'lost', foundPx: null, errorMm: null }]
    const errorMm = distance(expected, disc) / scaleAt(rough, x, y)
    return [
      {
        ...base,
        state: errorMm > AGREES_MM ? 'doubtful' : 'found',
        foundPx: rounded(disc),
        errorMm: hundredths(errorMm),
      },
    ]
  }
}

/** Where a page seems to lie is known to about a millimetre. */
const AGREES_MM = 2

function missingOf({ fit, blank, why }: PageLook): SeenSteps['missing'] {
  if (fit === null) return (['fitted', 'ink', 'crops'] as const).map((step) => ({ step, why }))
  return blank === null ? (['ink', 'crops'] as const).map((step) => ({ step, why })) : []
}

/** A page of which there are no pixels: nothing happened to it. */
export function nothingSeen(why: StepReason): SeenSteps {
  return {
    widthPx: 0,
    heightPx: 0,
    dpi: null,
    turn: 0,
    codePx: null,
    codePlacePx: null,
    edgePx: null,
    fiducials: [],
    fields: [],
    findings: [],
    fit: null,
    byHand: false,
    missing: (['decoded', 'found', 'fitted', 'ink', 'crops'] as const).map((step) => ({ step, why })),
    drawnAt: new Date().toISOString(),
  }
}

function turnBy(lies: PageTransform, { x, y }: Point): SeenSteps['turn'] {
  const h: Homography = lies.homography
  const [a, b] = [applyHomography(h, x - 1, y), applyHomography(h, x + 1, y)]
  const quarters = Math.round(Math.atan2(b.y - a.y, b.x - a.x) / (Math.PI / 2))
  return (((-quarters % 4) + 4) % 4) as SeenSteps['turn']
}

function bendOf({ correction }: Fit): number {
  if (correction === null) return 0
  return hundredths(Math.max(...correction.dxMm.map((dx, k) => Math.hypot(dx, correction.dyMm[k]!))))
}

function outline({ x, y, w, h }: Box, toPx: (at: Point) => Point): number[] {
  return flat(
    [
      { x, y },
      { x: x + w, y },
      { x: x + w, y: y + h },
      { x, y: y + h },
    ].map(toPx),
  )
}

function flat(points: readonly Point[]): number[] {
  return points.flatMap((point) => Object.values(rounded(point)))
}

// Tenths of a pixel: discs are measured to about that.
function rounded({ x, y }: Point): Point {
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 }
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
