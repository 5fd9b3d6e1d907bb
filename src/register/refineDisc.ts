import type { GrayImage } from '../contract/image.ts'
import type { Point } from '../geometry/point.ts'
import { applyHomography, type Homography } from '../geometry/transform.ts'

/** A disc measured on the scan. */
export interface MeasuredDisc {
  /** Centre in pixels of the scan. */
  readonly atPx: Point
  /** Share of the rim that lies where a disc of this size has it, 0..1. */
  readonly rim: number
  /** As printed and scanned: toner, blur and threshold move all discs of a page alike. */
  readonly radiusMm: number
}

const RAYS = 48
const STEPS = 25
// Profiles run from half to one and a half radius.
const FROM = 0.5
const TO = 1.5

/**
 * The centre of a printed disc to about a hundredth of a millimetre: the place of the rim on 48 rays, each where the
 * profile crosses halfway between dark and light, then the centre from those rays that agree. A ray lost to a pen, a fold or
 * the page's edge is left out. null when fewer than `leastRim` of the rays agree on a disc of the printed size.
 */
export function refineDisc(
  image: GrayImage,
  pageToPx: Homography,
  centreMm: Point,
  radiusMm: number,
  leastRim = 0.55,
): MeasuredDisc | null {
  let centre = centreMm
  let rim = 0
  let radius = radiusMm
  for (let round = 0; round < 4; round++) {
    const next = oneRound(image, pageToPx, centre, radiusMm)
    if (next === null) return null
    const moved = Math.hypot(next.centre.x - centre.x, next.centre.y - centre.y)
    centre = next.centre
    rim = next.rim
    radius = next.radius
    if (moved < 0.01) break
  }
  if (rim < leastRim || !isSolid(image, pageToPx, centre, radiusMm)) return null
  return { atPx: applyHomography(pageToPx, centre.x, centre.y), rim, radiusMm: radius }
}

interface Round {
  readonly centre: Point
  readonly rim: number
  readonly radius: number
}

function oneRound(image: GrayImage, pageToPx: Homography, centre: Point, radiusMm: number): Round | null {
  const angles: number[] = []
  const radii: number[] = []
  const profile = new Float64Array(STEPS)
  for (let ray = 0; ray < RAYS; ray++) {
    const angle = (ray * 2 * Math.PI) / RAYS
    const dx = Math.cos(angle) * radiusMm
    const dy = Math.sin(angle) * radiusMm
    for (let step = 0; step < STEPS; step++) {
      const t = FROM + ((TO - FROM) * step) / (STEPS - 1)
      profile[step] = valueAt(image, applyHomography(pageToPx, centre.x + dx * t, centre.y + dy * t))
    }
    const edge = edgeOf(profile)
    if (edge === null) continue
    angles.push(angle)
    radii.push((FROM + (TO - FROM) * edge) * radiusMm)
  }
  if (angles.length < RAYS * 0.4) return null
  return agreeing(angles, radii, centre, radiusMm)
}

// Dark inside, light outside: the crossing of the middle level between the two ends, from inside out. 0..1 of the profile.
function edgeOf(profile: Float64Array): number | null {
  let dark = 0
  let light = 0
  for (let k = 0; k < 6; k++) {
    dark += profile[k]! / 6
    light = Math.max(light, profile[STEPS - 1 - k * 2]!)
  }
  if (light - dark < 35) return null
  const level = (light + dark) / 2
  for (let k = 1; k < STEPS; k++) {
    const before = profile[k - 1]!
    const after = profile[k]!
    if (before <= level && after > level && (k + 1 >= STEPS || profile[k + 1]! > level))
      return (k - 1 + (level - before) / (after - before)) / (STEPS - 1)
  }
  return null
}

// Least squares for r(angle) = radius + cx cos + cy sin, leaving out in turn what lies too far off.
function agreeing(angles: readonly number[], radii: readonly number[], centre: Point, radiusMm: number): Round | null {
  // Toner spread and thresholding move the whole rim in or out: the median radius takes that up, within reason.
  let cx = 0
  let cy = 0
  let radius = Math.min(Math.max(median(radii), radiusMm * 0.85), radiusMm * 1.15)
  let seen = radius
  let kept = 0
  let rim = 0
  const close = (): number => {
    const rests = angles.map((angle, k) => Math.abs(radii[k]! - seen - cx * Math.cos(angle) - cy * Math.sin(angle)))
    return Math.max(0.02 * radiusMm, 2.5 * median(rests))
  }
  for (let round = 0; round < 8; round++) {
    // The rim is what lies within a tenth; the centre is taken from less, for where a disc is cut its rim leaves it slowly.
    if (round === 6) rim = kept / RAYS
    const tolerance = round < 6 ? radiusMm * (round < 2 ? 0.3 : round < 4 ? 0.15 : 0.1) : close()
    let c2 = 0
    let s2 = 0
    let cs = 0
    let cr = 0
    let sr = 0
    let sum = 0
    kept = 0
    for (let k = 0; k < angles.length; k++) {
      const c = Math.cos(angles[k]!)
      const s = Math.sin(angles[k]!)
      if (Math.abs(radii[k]! - radius - cx * c - cy * s) > tolerance) continue
      const rest = radii[k]! - radius
      c2 += c * c
      s2 += s * s
      cs += c * s
      cr += c * rest
      sr += s * rest
      sum += radii[k]! - cx * c - cy * s
      kept++
    }
    const det = c2 * s2 - cs * cs
    if (kept < 6 || det < 1) return null
    cx = (cr * s2 - sr * cs) / det
    cy = (sr * c2 - cr * cs) / det
    seen = sum / kept
    radius = Math.min(Math.max(seen, radiusMm * 0.85), radiusMm * 1.15)
  }
  return { centre: { x: centre.x + cx, y: centre.y + cy }, rim, radius: seen }
}

// Most of the inside must be dark against the ring outside: a drawn circle has a rim but no body.
function isSolid(image: GrayImage, pageToPx: Homography, centre: Point, radiusMm: number): boolean {
  const inside: number[] = []
  const outside: number[] = []
  for (let ray = 0; ray < 24; ray++) {
    const angle = (ray * 2 * Math.PI) / 24
    const at = (t: number): number =>
      valueAt(
        image,
        applyHomography(pageToPx, centre.x + Math.cos(angle) * radiusMm * t, centre.y + Math.sin(angle) * radiusMm * t),
      )
    inside.push(at(0.15), at(0.4), at(0.62), at(0.78))
    outside.push(at(1.3), at(1.42))
  }
  const light = percentile(outside, 0.6)
  const dark = percentile(inside, 0.3)
  if (light - dark < 35) return false
  const level = (light + dark) / 2
  const solid = inside.filter((value) => value < level).length / inside.length
  // 0.7: low toner and white specks take up to a quarter of a disc; a ring or a letter O keeps less than half.
  return solid > 0.7
}

function valueAt({ widthPx, heightPx, data }: GrayImage, at: Point): number {
  const x = at.x - 0.5
  const y = at.y - 0.5
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  if (ix < 0 || iy < 0 || ix >= widthPx - 1 || iy >= heightPx - 1) return 0
  const fx = x - ix
  const fy = y - iy
  const i = iy * widthPx + ix
  const top = data[i]! * (1 - fx) + data[i + 1]! * fx
  const bottom = data[i + widthPx]! * (1 - fx) + data[i + widthPx + 1]! * fx
  return top * (1 - fy) + bottom * fy
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}
