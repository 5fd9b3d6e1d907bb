import type { MarkState } from '../../contract/reading.ts'
import type { BoxInk } from './boxInk.ts'

/**
 * What the ink in a box says, and how sure that is (0..1). Two thresholds on the length of pen stroke that belongs to
 * the box: below the lower one nothing was meant, above the upper one a tick was; between them a person looks.
 */
export function markState(ink: BoxInk): { state: MarkState; confidence: number } {
  if (ink.cover >= FILLED) return { state: 'cancelled', confidence: between(ink.cover, FILLED - 0.12, FILLED + 0.15) }
  if (ink.cover >= HALF_FILLED) return { state: 'doubtful', confidence: 0.5 }
  if (ink.circled) return { state: 'marked', confidence: 0.97 }
  const strength = ink.own * Math.min(1, ink.long / 0.4) * Math.min(1, ink.peak / FAINT)
  if (strength >= UPPER) return { state: 'marked', confidence: between(strength, UPPER - 0.25, UPPER + 0.2) }
  if (strength <= LOWER && ink.stray <= STRAY)
    return { state: 'empty', confidence: between(-strength, -LOWER - 0.15, -LOWER + 0.1) }
  return { state: 'doubtful', confidence: 0.5 }
}

const FILLED = 0.68
const HALF_FILLED = 0.56
const UPPER = 0.5
const LOWER = 0.2
const STRAY = 0.6
const FAINT = 0.2

// 0.5 at the lower end, close to 1 at the upper end and beyond.
function between(value: number, low: number, high: number): number {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)))
  return 0.5 + 0.499 * t
}
