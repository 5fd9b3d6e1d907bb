import type { MarkState } from '../../contract/reading.ts'
import type { BoxInk } from './boxInk.ts'

/**
 * What the ink in a box says, and how sure that is (0..1). Two thresholds on the length of pen stroke that belongs to
 * the box: below the lower one nothing was meant, above the upper one a tick was; between them a person looks.
 * Numbers: distributions over 4,300 boxes of the development pool, normal to hostile (decision 0033).
 */
export function markState(ink: BoxInk): { state: MarkState; confidence: number } {
  const solid = ink.peak >= DARK
  if (solid && ink.cover >= FILLED)
    return { state: 'cancelled', confidence: between(ink.cover, FILLED - 0.05, FILLED + 0.1) }
  // In black and white a pencil that filled the box comes out as dots: they are everywhere, as no tick is.
  if (solid && ink.cover >= DOTTED && ink.spread >= EVERYWHERE) return { state: 'cancelled', confidence: 0.8 }
  if (solid && (ink.cover >= HALF_FILLED || ink.spread >= NEARLY_EVERYWHERE))
    return { state: 'doubtful', confidence: 0.5 }
  // As light as grain gets: a line of it, or the rim of a streak, may be as long as a tick.
  const lightest = ink.overGrain < OVER_GRAIN
  const strength = strengthOf(ink)
  if (ink.circled && ink.peak >= 0.15 && !lightest && penLikeness(ink) > 0.5)
    return { state: 'marked', confidence: strength > LOWER ? 0.98 : 0.9 }
  if (strength >= UPPER && !lightest)
    return { state: 'marked', confidence: between(strength, UPPER - 0.1, UPPER + 0.15) }
  // In black and white a faint tick leaves a few dots, and an empty box none.
  const lostInk = ink.bits && ink.trace >= LEAST_TRACE_MM2
  if (strength <= LOWER && ink.stray <= STRAY && !lostInk)
    return { state: 'empty', confidence: between(-strength, -LOWER - 0.05, -LOWER + 0.1) }
  return { state: 'doubtful', confidence: 0.5 }
}

/** Length of pen stroke that belongs to the box, over its side: what the two thresholds lie on. */
export function strengthOf(ink: Pick<BoxInk, 'own' | 'long' | 'peak' | 'sharp' | 'broad'>): number {
  return ink.own * Math.min(1, ink.long / 0.35) * penLikeness(ink)
}

/**
 * 1 for a pen, 0 for a stain or what shines through: those are light, broad and without an edge. A pen that is dark needs no edge: a
 * dot or a blot of it is as broad as a stain.
 */
export function penLikeness({ peak, sharp, broad }: Pick<BoxInk, 'peak' | 'sharp' | 'broad'>): number {
  const edge = step(sharp, 0.13, 0.19) * (1 - step(broad, 0.48, 0.6))
  return Math.max(edge, step(peak, 0.4, 0.5))
}

// A cross of a broad pen covers up to 0.44 of a box, a dot 0.41; what was filled in by hand 0.68 and more.
const FILLED = 0.58
const HALF_FILLED = 0.49
const DARK = 0.3
// Ticks, 800 of them normal and hostile, spread over at most 0.83 of a box, 20 filled ones over 0.90 and more (decision 0035).
const DOTTED = 0.45
const EVERYWHERE = 0.93
const NEARLY_EVERYWHERE = 0.87
// Ticks read right had 1.63 and more, but for two of 1.1; grain and rims taken for ticks 1.0 (4,700 empty boxes, decision 0035).
const OVER_GRAIN = 1.4
// The shortest tick that was meant is 0.44 of a side, a slash across a corner.
export const UPPER = 0.4
export const LOWER = 0.14
const STRAY = 0.5
// Half a pixel of 300 dpi.
const LEAST_TRACE_MM2 = 0.004

function step(value: number, low: number, high: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)))
}

// 0.5 at the lower end, close to 1 at the upper end and beyond.
function between(value: number, low: number, high: number): number {
  return 0.5 + 0.499 * step(value, low, high)
}
