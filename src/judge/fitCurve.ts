import type { CurveStep } from '../contract/calibration.ts'

/** Readings of about one score: as many as `count`, of which `wrong` were wrong. */
export interface Observation {
  readonly score: number
  readonly count: number
  readonly wrong: number
}

/**
 * Share of right readings as a function of their score that never falls: isotonic regression by pooling adjacent violators (Ayer et
 * al. 1955). A step rests on at least `leastCount` readings, the lowest on what is left, and states (wrong + 1) / (count + 2): where nothing was
 * wrong the next one still may be (Laplace's rule of succession).
 */
export function fitCurve(observations: readonly Observation[], leastCount = LEAST_COUNT): CurveStep[] {
  const steps: Step[] = []
  for (const { score, count, wrong } of observations.toSorted((a, b) => a.score - b.score)) {
    const last = steps.at(-1)
    if (last !== undefined && last.to === score)
      steps[steps.length - 1] = pool(last, { from: score, to: score, count, wrong })
    else steps.push({ from: score, to: score, count, wrong })
  }
  const byShare = poolWhile(steps, (lower, upper) => upper.wrong / upper.count >= lower.wrong / lower.count)
  const large = poolSmall(byShare, leastCount)
  const stated = poolWhile(large, (lower, upper) => errorOf(upper) >= errorOf(lower))
  return stated.map(({ from, count, wrong }, i) => ({
    from: i === 0 ? 0 : from,
    right: 1 - errorOf({ count, wrong }),
    count,
    wrong,
  }))
}

/** How likely a reading with this score is right. */
export function rightShare(curve: readonly CurveStep[], score: number): number {
  return (curve.findLast(({ from }) => from <= score) ?? curve[0]!).right
}

// A step of 50 states no less than 2 % of errors: kinds that are to be surer need more.
const LEAST_COUNT = 50

interface Step {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly wrong: number
}

function poolWhile(steps: readonly Step[], apart: (lower: Step, upper: Step) => boolean): Step[] {
  const kept: Step[] = []
  for (const step of steps) {
    let top = step
    while (kept.length > 0 && apart(kept.at(-1)!, top)) top = pool(kept.pop()!, top)
    kept.push(top)
  }
  return kept
}

/**
 * From the top, where it is decided what stands. What is left at the bottom stays apart: too few to be trusted, so few that they state
 * much error by themselves, and not to be laid to readings that were surer.
 */
function poolSmall(steps: readonly Step[], leastCount: number): Step[] {
  const kept: Step[] = []
  for (const step of steps.toReversed()) {
    const above = kept[0]
    if (above !== undefined && above.count < leastCount) kept[0] = pool(step, above)
    else kept.unshift(step)
  }
  return kept
}

function pool(lower: Step, upper: Step): Step {
  return { from: lower.from, to: upper.to, count: lower.count + upper.count, wrong: lower.wrong + upper.wrong }
}

function errorOf({ count, wrong }: { count: number; wrong: number }): number {
  return (wrong + 1) / (count + 2)
}
