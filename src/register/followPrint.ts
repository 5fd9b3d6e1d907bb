import type { GrayImage } from '../contract/image.ts'
import { correctionAt, type CorrectionGrid, type Homography } from '../geometry/transform.ts'
import { correctionGrid, type Anchor, type Corrected } from './correctionGrid.ts'
import { matchPatch, type PatchMatch } from './matchPatch.ts'
import { PATCH_PX, PATCH_PX_PER_MM, type Patch } from './patches.ts'

export interface Followed {
  /** null when there is too little print to say anything. */
  readonly grid: Corrected['grid'] | null
  /** Whether the form's own print lies where fit and grid say, over the page and in each of its corners. */
  readonly sure: boolean
}

/**
 * The small shifts of folds and stretch between the fiducials, from patches of the blank found again in the scan. Fits go wrong
 * towards the corners of the page, where no fiducial was seen: a corner whose print is not where it should be is looked for
 * once more from the shifts of what lies beside it. `coarse` has about 4 pixels a millimetre, as `pageToCoarse`.
 */
export function followPrint(
  coarse: GrayImage,
  pageToCoarse: Homography,
  patches: readonly Patch[],
  anchors: readonly Anchor[],
  { widthMm, heightMm }: { readonly widthMm: number; readonly heightMm: number },
): Followed {
  // Too little print on the form itself to check against: then the fiducials must do.
  const checkable = patches.length >= FEWEST_PATCHES
  let grid: Followed['grid'] = null
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const matches = matchAll(coarse, pageToCoarse, grid, patches)
    const corrected = correctionGrid(matches, anchors, widthMm, heightMm)
    if (corrected === null) return { grid: null, sure: !checkable }
    grid = corrected.grid
    if (!checkable) return { grid, sure: true }
    const agreeing = matches.filter((_, k) => corrected.agreeing[k])
    if (agreeing.length < LEAST_SHARE * patches.length) break
    if (cornersHold(patches, agreeing, widthMm, heightMm)) return { grid, sure: true }
  }
  return { grid, sure: false }
}

const MOST_ROUNDS = 3
const FEWEST_PATCHES = 12
// Of about 150 patches a true fit brings 90 to 150 together, one that is 3 mm off at most 30 (decision 0031).
const LEAST_SHARE = 0.28

function matchAll(
  coarse: GrayImage,
  homography: Homography,
  correction: CorrectionGrid | null,
  patches: readonly Patch[],
): PatchMatch[] {
  return patches.flatMap((patch) => {
    const match = matchPatch(coarse, { homography, correction }, patch, REACH_MM)
    if (match === null || match.score <= LEAST_SCORE) return []
    if (correction === null) return [match]
    const known = correctionAt(correction, match.xMm, match.yMm)
    return [{ ...match, dxMm: match.dxMm + known.x, dyMm: match.dyMm + known.y }]
  })
}

const REACH_MM = 1.25
const LEAST_SCORE = 0.3

// A third of width by a quarter of height. Where the fit was half a millimetre off at most a quarter of the patches agreed, in
// true ones 60 % and more (decision 0034).
function cornersHold(
  patches: readonly Patch[],
  agreeing: readonly PatchMatch[],
  widthMm: number,
  heightMm: number,
): boolean {
  const corner = (xMm: number, yMm: number): number => {
    const column = xMm < widthMm / 3 ? 0 : xMm > (2 * widthMm) / 3 ? 1 : -1
    const row = yMm < heightMm / 4 ? 0 : yMm > (3 * heightMm) / 4 ? 1 : -1
    return column < 0 || row < 0 ? 4 : 2 * row + column
  }
  const there = new Uint16Array(5)
  const found = new Uint16Array(5)
  const half = PATCH_PX / PATCH_PX_PER_MM / 2
  for (const { xMm, yMm, darkest } of patches) if (darkest >= DARK) there[corner(xMm + half, yMm + half)]!++
  for (const { xMm, yMm } of agreeing) found[corner(xMm, yMm)]!++
  return [0, 1, 2, 3].every((k) => there[k]! < FEWEST_IN_CORNER || found[k]! >= LEAST_IN_CORNER * there[k]!)
}

// A tint is not there at all in a black and white scan.
const DARK = 128
const FEWEST_IN_CORNER = 4
const LEAST_IN_CORNER = 0.33
