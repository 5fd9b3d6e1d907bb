import type { BlankPage, GrayImage } from '../contract/image.ts'
import type { Point } from '../geometry/point.ts'
import { mmToPx, type PageTransform } from '../geometry/transform.ts'

/** How a scan shows what is printed in full black: its discs. */
export interface DiscTone {
  /** Paper against the inside of the disc, as a share of paper: 1 is black on white. */
  readonly contrast: number
  /** Of the rim, from a tenth to nine tenths; null where the rim cannot be seen. */
  readonly edgePx: number | null
  readonly paper: number
}

export function discTone(image: GrayImage, centre: Point, radiusPx: number): DiscTone | null {
  let inside = 0
  const outside: number[] = []
  const edges: number[] = []
  const profile: number[] = []
  for (let ray = 0; ray < RAYS; ray++) {
    const angle = (ray * 2 * Math.PI) / RAYS
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)]
    const at = (r: number): number => valueAt(image, centre.x + dx * r, centre.y + dy * r)
    for (const share of INSIDE) inside += at(share * radiusPx) / (RAYS * INSIDE.length)
    outside.push(at(1.4 * radiusPx), at(1.6 * radiusPx))
    profile.length = 0
    for (let r = 0.5 * radiusPx; r < 1.5 * radiusPx; r += STEP_PX) profile.push(at(r))
    const edge = edgeWidth(profile)
    if (edge !== null) edges.push(edge * STEP_PX)
  }
  outside.sort((a, b) => a - b)
  edges.sort((a, b) => a - b)
  const paper = outside[Math.floor(outside.length * 0.7)]!
  if (paper < 60) return null
  return {
    paper,
    contrast: (paper - inside) / paper,
    edgePx: edges.length < RAYS / 2 ? null : edges[edges.length >> 1]!,
  }
}

const RAYS = 24
const INSIDE = [0.1, 0.25, 0.4, 0.55, 0.7]
const STEP_PX = 0.5

// Steps between the last place below a tenth of the rise and the first above nine tenths.
function edgeWidth(profile: readonly number[]): number | null {
  const dark = Math.min(...profile.slice(0, profile.length >> 1))
  const light = Math.max(...profile.slice(profile.length >> 1))
  if (light - dark < 40) return null
  const low = dark + 0.1 * (light - dark)
  const high = dark + 0.9 * (light - dark)
  const middle = profile.findIndex((value) => value > (dark + light) / 2)
  let from = middle
  while (from > 0 && profile[from]! > low) from--
  let to = middle
  while (to < profile.length - 1 && profile[to]! < high) to++
  return to - from
}

/**
 * How dark the light tints of the form are in the scan against how dark they were printed, black to black: about 1, near 0 where they are gone, and
 * much more where they came out black. null when too few can be seen. A copier keeps black and loses or blackens tints.
 */
export function tintKept(image: GrayImage, fit: PageTransform, blank: BlankPage, contrast: number): number | null {
  const kept: number[] = []
  for (const { xMm, yMm, across, tint } of tintsOf(blank)) {
    const [dx, dy] = across ? [0, 1] : [1, 0]
    const at = (offMm: number): number => {
      const { x, y } = mmToPx(fit, xMm + dx * offMm, yMm + dy * offMm)
      return valueAt(image, x, y)
    }
    const paper = Math.min(at(-BESIDE_MM), at(BESIDE_MM))
    const line = Math.min(at(-0.12), at(0), at(0.12))
    if (paper > 60) kept.push((paper - line) / paper / (tint * contrast))
  }
  if (kept.length < FEWEST_TINTS) return null
  kept.sort((a, b) => a - b)
  return kept[kept.length >> 1]!
}

interface Tint {
  readonly xMm: number
  readonly yMm: number
  /** The line runs across, so that paper lies above and below. */
  readonly across: boolean
  readonly tint: number
}

// Light lines with paper on both sides, spread over the page. Once for each blank.
function tintsOf(blank: BlankPage): readonly Tint[] {
  const known = tints.get(blank)
  if (known !== undefined) return known
  const { widthPx: w, heightPx: h, pxPerMm, data } = blank
  const beside = Math.round(BESIDE_MM * pxPerMm)
  const along = Math.round(0.5 * pxPerMm)
  const found: Tint[] = []
  const step = Math.round(3.7 * pxPerMm)
  const isTint = (i: number): boolean => data[i]! >= 120 && data[i]! <= 225
  for (let y = beside; y < h - beside; y += step)
    for (let x = beside; x < w - beside; x++) {
      const i = y * w + x
      if (!isTint(i) || data[i]! > data[i - 1]! || data[i]! > data[i + 1]!) continue
      if (data[i - beside]! < 250 || data[i + beside]! < 250) continue
      if (!isTint(i - along * w) || !isTint(i + along * w)) continue
      found.push({ xMm: (x + 0.5) / pxPerMm, yMm: (y + 0.5) / pxPerMm, across: false, tint: 1 - data[i]! / 255 })
    }
  const every = Math.max(1, Math.floor(found.length / MOST_TINTS))
  const chosen = found.filter((_, k) => k % every === 0)
  tints.set(blank, chosen)
  return chosen
}

const tints = new WeakMap<BlankPage, readonly Tint[]>()
const MOST_TINTS = 120
const FEWEST_TINTS = 20
const BESIDE_MM = 0.8

/** Nothing between black and white: such a scan has lost every tint by itself. */
export function isBlackAndWhite({ widthPx, heightPx, data }: GrayImage): boolean {
  let between = 0
  let light = 0
  let white = 0
  let seen = 0
  for (let k = 0; k < 40; k++) {
    const at = Math.floor(((k + 0.5) / 40) * heightPx) * widthPx
    for (let x = 0; x < widthPx; x += 3, seen++) {
      const value = data[at + x]!
      if (value >= 231) light++
      if (value === 255) white++
      if (value > 24 && value < 231) between++
    }
  }
  // Two levels in a PDF come out with soft edges (1 to 2 % between), but their paper has no grain at all; grey ones have 10 %, and grain.
  return between < 0.002 * seen || (between < 0.05 * seen && white > 0.97 * light)
}

function valueAt({ widthPx, heightPx, data }: GrayImage, xPx: number, yPx: number): number {
  const x = Math.min(Math.max(xPx - 0.5, 0), widthPx - 2)
  const y = Math.min(Math.max(yPx - 0.5, 0), heightPx - 2)
  const [ix, iy] = [Math.floor(x), Math.floor(y)]
  const [fx, fy] = [x - ix, y - iy]
  const i = iy * widthPx + ix
  const top = data[i]! * (1 - fx) + data[i + 1]! * fx
  return top * (1 - fy) + (data[i + widthPx]! * (1 - fx) + data[i + widthPx + 1]! * fx) * fy
}
