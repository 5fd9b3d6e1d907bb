import type { BlankPage, GrayImage } from '../contract/image.ts'
import type { PageTransform } from '../geometry/transform.ts'
import { matchPatch } from './matchPatch.ts'
import type { Patch } from './patches.ts'

/** One way a page was printed, in one language for example, and its patches. */
export interface Print {
  readonly blank: BlankPage
  readonly patches: readonly Patch[]
}

/**
 * Which print of a page a scan shows: all prints share fiducials, code and fields, but not their words. Only patches that the
 * other print does not have are looked for; the print of which more is found is taken, the first when it makes no difference.
 */
export function choosePrint(coarse: GrayImage, pageToCoarse: PageTransform, prints: readonly Print[]): Print {
  let best = prints[0]!
  for (const other of prints.slice(1)) {
    const ours = foundOf(coarse, pageToCoarse, tellingPatches(best, other))
    const theirs = foundOf(coarse, pageToCoarse, tellingPatches(other, best))
    if (theirs > ours) best = other
  }
  return best
}

// Mean score of the patches, those not found at all as nothing; 0 without patches.
function foundOf(coarse: GrayImage, pageToCoarse: PageTransform, patches: readonly Patch[]): number {
  let sum = 0
  for (const patch of patches) sum += Math.max(0, matchPatch(coarse, pageToCoarse, patch, REACH_MM)?.score ?? 0)
  return patches.length === 0 ? 0 : sum / patches.length
}

const REACH_MM = 1.25
// Two or three clear ones decide; more, spread over the page, stand against stains and folds.
const MOST_PATCHES = 14
const DIFFERS_BELOW = 0.5

function tellingPatches(print: Print, other: Print): readonly Patch[] {
  let known = telling.get(print.blank)
  if (known === undefined) telling.set(print.blank, (known = new Map()))
  const kept = known.get(other.blank)
  if (kept !== undefined) return kept
  const k = other.blank.pxPerMm
  const straight: PageTransform = { homography: [k, 0, 0, 0, k, 0, 0, 0, 1], correction: null }
  const differing = print.patches.filter((patch) => {
    const match = matchPatch(other.blank, straight, patch, REACH_MM)
    return match === null || match.score < DIFFERS_BELOW
  })
  const step = Math.max(1, differing.length / MOST_PATCHES)
  const chosen = Array.from(
    { length: Math.min(MOST_PATCHES, differing.length) },
    (_, i) => differing[Math.floor(i * step)]!,
  )
  known.set(other.blank, chosen)
  return chosen
}

const telling = new WeakMap<BlankPage, Map<BlankPage, readonly Patch[]>>()
