import type { FittedPage } from '../contract/digitize.ts'
import type { BlankPage } from '../contract/image.ts'
import type { BoxMm, LayoutField } from '../contract/layout.ts'
import { bounds } from '../geometry/point.ts'
import { sampleBox } from '../geometry/sample.ts'
import { sampleBlank } from './ink/sampleBlank.ts'
import { isBlackAndWhite } from './ink/streaks.ts'

/**
 * The part of a field where the form's own rules should be and are not: something lies over it (a strip with the answer, tape, a note, a
 * corner folded in), or it is off the scan. null where all is there, and in black and white, which loses rules by itself.
 */
export function coveredPart(page: FittedPage, field: LayoutField): BoxMm | null {
  const usual = usualStrength(page)
  if (usual === null) return null
  const gone = placesOf(field).flatMap(({ rules, least }) => {
    const parts = rules.flatMap((rule) => partsOf(page, rule, usual).filter(({ strength }) => strength < GONE * usual))
    return parts.length >= least ? parts.map(({ boxMm }) => boxMm) : []
  })
  return gone.length === 0 ? null : bounds(gone)
}

// Of twelve parts of a wall none is as weak on all of 3,052 walls of validation hands, `normal` and `rough`, and on 1,308 of 1,316 at `hostile`; of
// walls under strips most have three such parts and more.
const GONE = 0.25

/** Rules that are covered together: the wall of a cell, the frame of a tick box, the line under a writing line. */
interface Place {
  readonly rules: readonly Rule[]
  /** So many parts are gone before anything is said. */
  readonly least: number
}

/** A straight rule and into how many parts it is looked at. */
interface Rule {
  readonly boxMm: BoxMm
  readonly upright: boolean
  readonly parts: number
}

function placesOf({ kind, boxMm, cells, options }: LayoutField): Place[] {
  if (cells !== undefined) return wallsOf(cells).map((rule) => ({ rules: [rule], least: WALL_PARTS / 4 }))
  if (options !== undefined)
    return options.map((option) => ({ rules: frameOf(option.boxMm), least: 2 * FRAME_PARTS + 1 }))
  if (kind === 'choice') return []
  const { x, y, w, h } = boxMm
  const under = { x, y: y + h - REACH_MM, w, h: 2 * REACH_MM }
  return [{ rules: [{ boxMm: under, upright: false, parts: Math.round(w / LINE_PART_MM) }], least: 4 }]
}

// How far on either side a rule is looked for: what the fit may be off, and some paper to compare it with.
const REACH_MM = 0.75
const WALL_PARTS = 12
const FRAME_PARTS = 6
const LINE_PART_MM = 2
// The corners belong to what runs across.
const CORNER_MM = 0.5

// The walls between and beside cells, each once.
function wallsOf(cells: readonly BoxMm[]): Rule[] {
  return cells.flatMap((cell, i) => {
    const last = cells[i - 1]
    const isNext = last !== undefined && last.y === cell.y && Math.abs(last.x + last.w - cell.x) < 0.1
    const sides = isNext ? [cell.x + cell.w] : [cell.x, cell.x + cell.w]
    return sides.map((x) => uprightRule(x, cell, WALL_PARTS))
  })
}

function uprightRule(x: number, { y, h }: BoxMm, parts: number): Rule {
  return {
    boxMm: { x: x - REACH_MM, y: y + CORNER_MM, w: 2 * REACH_MM, h: h - 2 * CORNER_MM },
    upright: true,
    parts,
  }
}

function flatRule(y: number, { x, w }: BoxMm, parts: number): Rule {
  return {
    boxMm: { x: x + CORNER_MM, y: y - REACH_MM, w: w - 2 * CORNER_MM, h: 2 * REACH_MM },
    upright: false,
    parts,
  }
}

function frameOf(box: BoxMm): Rule[] {
  const { x, y, w, h } = box
  return [
    flatRule(y, box, FRAME_PARTS),
    flatRule(y + h, box, FRAME_PARTS),
    uprightRule(x, box, FRAME_PARTS),
    uprightRule(x + w, box, FRAME_PARTS),
  ]
}

interface Part {
  readonly boxMm: BoxMm
  /** How dark the rule is in the scan for what it is on the blank. */
  readonly strength: number
}

/**
 * The rule is looked for on one straight line for all parts, where it fits the scan best (a part counts for no more than the rule itself would): what
 * was written over it crosses that line here and there and is not taken for it everywhere. [] where the blank has no rule.
 */
function partsOf(page: FittedPage, rule: Rule, usual: number): Part[] {
  const { boxMm, upright, parts } = rule
  const { home, printed } = ruleOnBlank(page.blank, rule)
  if (printed < LEAST_RULE) return []
  const scan = profilesOf(sampleBox(page.image, page.fit, boxMm, PX_PER_MM), upright, parts)
  const across = scan.length / parts
  let best = home
  let most = -1
  for (let line = Math.max(1, home - SHIFT_PX); line <= Math.min(across - 2, home + SHIFT_PX); line++) {
    let sum = 0
    for (let part = 0; part < parts; part++) sum += Math.min(darkAt(scan, part * across + line), usual * printed)
    if (sum > most) [most, best] = [sum, line]
  }
  return Array.from({ length: parts }, (_, part) => ({
    boxMm: partBox(boxMm, upright, parts, part),
    strength: darkAt(scan, part * across + best) / printed,
  }))
}

function darkAt(profiles: Float32Array, at: number): number {
  return Math.max(profiles[at - 1]!, profiles[at]!, profiles[at + 1]!)
}

/** Which line of its box the rule is printed on, and how dark, 0..255. Every page of a form asks for the same. */
function ruleOnBlank(blank: BlankPage, { boxMm, upright, parts }: Rule): { home: number; printed: number } {
  let known = blankRules.get(blank)
  if (known === undefined) blankRules.set(blank, (known = new Map()))
  const key = `${boxMm.x},${boxMm.y},${boxMm.w},${boxMm.h},${upright},${parts}`
  let found = known.get(key)
  if (found === undefined) {
    const profiles = profilesOf(sampleBlank(blank, boxMm, PX_PER_MM), upright, parts)
    const across = profiles.length / parts
    const middle = profiles.subarray((parts >> 1) * across, ((parts >> 1) + 1) * across)
    const printed = Math.max(...middle)
    known.set(key, (found = { home: middle.indexOf(printed), printed }))
  }
  return found
}

const blankRules = new WeakMap<BlankPage, Map<string, { readonly home: number; readonly printed: number }>>()

function partBox({ x, y, w, h }: BoxMm, upright: boolean, parts: number, i: number): BoxMm {
  return upright ? { x, y: y + (i * h) / parts, w, h: h / parts } : { x: x + (i * w) / parts, y, w: w / parts, h }
}

const PX_PER_MM = 8
const SHIFT_PX = 3
// Darkness 0..255.
const LEAST_RULE = 20

/** Of each part its darkness across the rule, over that of the lighter surroundings, one after the other. Plain numbers: a page has hundreds of rules. */
function profilesOf(
  { widthPx, heightPx, data }: { readonly widthPx: number; readonly heightPx: number; readonly data: Uint8Array },
  upright: boolean,
  parts: number,
): Float32Array {
  const [along, across] = upright ? [heightPx, widthPx] : [widthPx, heightPx]
  const [stepAlong, stepAcross] = upright ? [widthPx, 1] : [1, widthPx]
  const profiles = new Float32Array(parts * across)
  const sorted = new Float32Array(across)
  for (let part = 0; part < parts; part++) {
    const from = Math.round((part * along) / parts)
    const to = Math.max(from + 1, Math.round(((part + 1) * along) / parts))
    const own = profiles.subarray(part * across, (part + 1) * across)
    for (let line = 0; line < across; line++) {
      let sum = 0
      for (let at = from; at < to; at++) sum += 255 - data[at * stepAlong + line * stepAcross]!
      own[line] = sum / (to - from)
    }
    sorted.set(own)
    const paper = sorted.sort()[across >> 2]!
    for (let line = 0; line < across; line++) own[line]! -= paper
  }
  return profiles
}

/** How strongly this page shows its rules where it does; null where that says nothing. Measured once for each page. */
function usualStrength(page: FittedPage): number | null {
  const known = cache.get(page.fit)
  if (known !== undefined) return known
  const isCut = isBlackAndWhite(page.image, LEAST_GREY)
  const found = isCut ? [] : page.layout.fields.flatMap((field) => sampleOf(page, field))
  found.sort((a, b) => a - b)
  const atShare = (share: number): number => found[Math.floor(share * found.length)] ?? 0
  // Where most of the page is covered, what is left still says how strong a rule is.
  const upper = [0.75, 0.97].map(atShare).find((strength) => strength >= LEAST_USUAL)
  const usual = upper === undefined || atShare(0.9) > MOST_USUAL ? null : upper
  cache.set(page.fit, usual)
  return usual
}

// Pages in grey have 7 % of it and more, on the edges of print alone; those in black and white that were turned or squeezed later up to 6.
const LEAST_GREY = 0.05
const LEAST_USUAL = 0.08
// Darker than they were printed: cut at a threshold, with light rules lost here and there. In grey none is above 0.98.
const MOST_USUAL = 1.05
const cache = new WeakMap<FittedPage['fit'], number | null>()
const RULES_OF_A_FIELD = 24

// Of each rule the part in the middle of its strengths.
function sampleOf(page: FittedPage, field: LayoutField): number[] {
  const rules = placesOf(field).flatMap((place) => place.rules)
  const step = Math.max(1, Math.floor(rules.length / RULES_OF_A_FIELD))
  return rules
    .filter((_, i) => i % step === 0)
    .flatMap((rule) => {
      const strengths = partsOf(page, rule, 1).map(({ strength }) => strength)
      return strengths.length === 0 ? [] : [strengths.toSorted((a, b) => a - b)[strengths.length >> 1]!]
    })
}
