import type { GrayImage } from '../../contract/image.ts'
import type { Candidate } from '../../contract/reading.ts'
import { DIGIT_CLASSES } from './classes.ts'
import { isDotted } from '../picture/dots.ts'
import { normalizeDigit, type NormalDigit } from './normalize.ts'
import { classifyDigit } from './recognize.ts'

export interface CombScale {
  readonly pxPerMm: number
  /** How much of each picture, on every side, is not the cell but what lies round it; 0.8 to 1 mm is well. */
  readonly marginPx: number
  /** Whether X may stand in a cell, as in ID numbers. */
  readonly withX: boolean
}

/** What one cell of a comb may hold. */
export interface CombCell {
  /** Best first, '' among them, adding up to 1: a column of the lattice that decoders read. */
  readonly candidates: readonly Candidate[]
  /** Ink that counts as a stroke, in mm². A 1 has 1.5 or more, a digit in fading pencil 0.3. */
  readonly inkMm2: number
}

/**
 * Reads the cells of one comb together: how dark the pen is in the others says whether a faint trace is a digit or dirt.
 * `cells` are pictures of ink alone, dark on 255, each with the same margin, as `inkOf` gives them: not cropped to patches, since
 * a pencil in black and white leaves dots that only together make a digit.
 */
export function readComb(cells: readonly GrayImage[], { pxPerMm, marginPx, withX }: CombScale): CombCell[] {
  const digits = cells.map((cell) => normalizeDigit(cell, marginPx))
  const ink = isDotted(cells) ? 'dotted' : 'whole'
  const pen = { contrast: penLevel(digits, 'contrast'), dots: penLevel(digits, 'dots') }
  return digits.map((digit) => {
    const inkMm2 = digit === null ? 0 : (digit.inkPx / pxPerMm ** 2) * certainty(digit, pen)
    const empty = 1 / (1 + Math.exp((inkMm2 - EMPTY_MM2) / EMPTY_SPREAD_MM2))
    return { inkMm2, candidates: candidatesOf(classifyDigit(digit, ink), empty, withX) }
  })
}

// Of 3,000 cells on generated scans, normal to hostile, none that was left empty has more and 1.5 % of the written ones
// have less: those of which a fading pencil left next to nothing.
const EMPTY_MM2 = 0.3
const EMPTY_SPREAD_MM2 = 0.06
// Grey levels above the paper between which traces turn from grain into ink.
const GRAIN_CONTRAST = 20
const INK_CONTRAST = 50
// The same of the darkest dots alone: grain has some that are darker than the rest of it.
const GRAIN_DOTS = 60
const INK_DOTS = 120

type Level = Pick<NormalDigit, 'contrast' | 'dots'>

// How dark the pen writes in this comb: the darkest quarter of its cells.
function penLevel(digits: readonly (NormalDigit | null)[], of: keyof Level): number {
  const levels = digits.flatMap((digit) => (digit === null ? [] : [digit[of]])).sort((a, b) => a - b)
  return levels[Math.floor(levels.length * 0.75)] ?? 255
}

// By all of the ink or by its dots alone: of a pencil in black and white a dozen black dots may be left, on nothing.
function certainty(digit: Level, pen: Level): number {
  const asInk = between(digit.contrast, GRAIN_CONTRAST, INK_CONTRAST) * Math.min(1, digit.contrast / pen.contrast)
  const asDots = between(digit.dots, GRAIN_DOTS, INK_DOTS) * Math.min(1, digit.dots / pen.dots)
  return Math.max(asInk, asDots)
}

function between(level: number, low: number, high: number): number {
  return Math.min(1, Math.max(0, (level - low) / (high - low)))
}

function candidatesOf(shares: Float32Array, empty: number, withX: boolean): Candidate[] {
  const allowed = DIGIT_CLASSES.map((value, k) => ({ value: value as string, share: shares[k]! })).filter(
    ({ value }) => withX || value !== 'X',
  )
  const total = allowed.reduce((sum, { share }) => sum + share, 0)
  const digits = allowed.map(({ value, share }) => ({ value, confidence: (share / total) * (1 - empty) }))
  return [...digits, { value: '', confidence: empty }].sort((a, b) => b.confidence - a.confidence)
}
