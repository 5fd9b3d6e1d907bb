import type { Fiducial } from '../../contract/layout.ts'
import { fitAffine, fitSimilarity } from '../../geometry/affine.ts'
import type { Point } from '../../geometry/point.ts'
import { applyHomography, fitHomography, multiply, type Homography } from '../../geometry/transform.ts'

/** A form laid over a scan: where it lay at first, and the fiducials that a person has put somewhere, in pixels of the scan. */
export interface Placing {
  readonly base: Homography
  readonly pinned: ReadonlyMap<string, Point>
}

export interface Scan {
  readonly widthPx: number
  readonly heightPx: number
}

/** Where the machine thinks it lies, else upright over the whole scan. */
export function startPlacing(
  rough: readonly number[] | null,
  scan: Scan,
  page: { widthMm: number; heightMm: number },
): Placing {
  const upright = [scan.widthPx / page.widthMm, 0, 0, 0, scan.heightPx / page.heightMm, 0, 0, 0, 1]
  return { base: rough ?? upright, pinned: new Map() }
}

/**
 * Page millimetres to pixels. The first handle that is put takes the whole form along, the second turns and scales it, the third shears it, and from the fourth
 * on they bend it as a scanner does: whoever puts two opposite corners is nearly done.
 */
export function fitOf({ base, pinned }: Placing, fiducials: readonly Fiducial[]): Homography {
  const known = fiducials.filter(({ id }) => pinned.has(id))
  const from = known.map((fiducial) => centreIn(base, fiducial))
  const to = known.map(({ id }) => pinned.get(id)!)
  for (const fit of [...fits].reverse())
    if (known.length >= fit.least) {
      try {
        return multiply(fit.by(from, to), base)
      } catch (error) {
        // On one line, or on one spot: what needs fewer of them still knows.
        if (!(error instanceof RangeError)) throw error
      }
    }
  return base
}

const fits: readonly { least: number; by: (from: readonly Point[], to: readonly Point[]) => Homography }[] = [
  { least: 1, by: ([a], [b]) => [1, 0, b!.x - a!.x, 0, 1, b!.y - a!.y, 0, 0, 1] },
  { least: 2, by: (from, to) => fitSimilarity(from, to) },
  { least: 3, by: (from, to) => fitAffine(from, to) },
  { least: 4, by: (from, to) => fitHomography(from, to) },
]

/** Where each fiducial lies in the scan: where it was put, else where the others take it. */
export function handlesOf(placing: Placing, fiducials: readonly Fiducial[]): ReadonlyMap<string, Point> {
  const fit = fitOf(placing, fiducials)
  return new Map(fiducials.map((fiducial) => [fiducial.id, placing.pinned.get(fiducial.id) ?? centreIn(fit, fiducial)]))
}

/** With one handle put there; never out of the scan. */
export function put(placing: Placing, id: string, at: Point, { widthPx, heightPx }: Scan): Placing {
  const inside = { x: Math.min(Math.max(at.x, 0), widthPx), y: Math.min(Math.max(at.y, 0), heightPx) }
  return { ...placing, pinned: new Map([...placing.pinned, [id, inside]]) }
}

/** A quarter clockwise about the middle of the scan; what was put before is forgotten. */
export function turned({ base }: Placing, { widthPx, heightPx }: Scan): Placing {
  const [x, y] = [widthPx / 2, heightPx / 2]
  return { base: multiply([0, -1, x + y, 1, 0, y - x, 0, 0, 1], base), pinned: new Map() }
}

function centreIn(fit: Homography, { xMm, yMm, sizeMm }: Fiducial): Point {
  return applyHomography(fit, xMm + sizeMm / 2, yMm + sizeMm / 2)
}
