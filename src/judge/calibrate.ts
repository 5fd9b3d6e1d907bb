import type { Calibration, CurveStep, ScoredReading } from '../contract/calibration.ts'
import { SUREST } from './calibration.ts'
import { fitCurve, type Observation } from './fitCurve.ts'

/** Curves of the kinds that have enough readings; the others keep the curve they have in `earlier`, or none. */
export function calibrate(
  readings: readonly ScoredReading[],
  leastCount: number,
  made: Calibration['made'],
  earlier: Calibration['kinds'] = {},
): { calibration: Calibration; counts: Record<string, KindCount> } {
  const kinds: Record<string, CurveStep[]> = { ...earlier }
  const counts: Record<string, KindCount> = {}
  for (const kind of new Set(readings.map((reading) => reading.kind))) {
    const own = readings.filter((reading) => reading.kind === kind)
    const refitted = own.length >= leastCount
    counts[kind] = { readings: own.length, wrong: own.filter(({ right }) => !right).length, refitted }
    if (!refitted) continue
    const observed = own.map(({ score, right }): Observation => ({ score, count: 1, wrong: right ? 0 : 1 }))
    kinds[kind] = fitCurve([...observed, ...asObservations(earlier[kind] ?? [])])
  }
  return { calibration: { made, kinds }, counts }
}

export interface KindCount {
  readonly readings: number
  readonly wrong: number
  /** Whether they were enough. */
  readonly refitted: boolean
}

/**
 * The curve on record as the readings it was learnt from. People look at what was doubtful: where nobody looked, what was measured
 * before goes on standing.
 */
function asObservations(curve: readonly CurveStep[]): Observation[] {
  return curve.map(({ from, count, wrong }) => ({ score: from, count, wrong }))
}

/** The lowest score whose readings may stand, and how many of the curve's readings that lets through; null: none may. */
export function acceptFrom(
  curve: readonly CurveStep[],
  target: number,
): { score: number; share: number; stated: number } | null {
  const first = curve.find(({ right }) => 1 - right <= target)
  if (first === undefined) return null
  const above = curve.filter(({ from }) => from >= first.from)
  const count = above.reduce((sum, step) => sum + step.count, 0)
  const all = curve.reduce((sum, step) => sum + step.count, 0)
  return {
    score: first.from,
    share: count / all,
    stated: above.reduce((sum, step) => sum + step.count * (1 - step.right), 0) / count,
  }
}

/** The same of a kind whose reader is asked as well (`isOfAHand`): a score only, for how many pass both is not known from the curve. */
export function acceptOfAHandFrom(curve: readonly CurveStep[], target: number): number | null {
  for (const [i, { from, right }] of curve.entries()) {
    const doubt = target ** 2 / (1 - right)
    const score = Math.max(from, 1 - doubt)
    if (doubt >= SUREST && score < (curve[i + 1]?.from ?? 1)) return score
  }
  return null
}
