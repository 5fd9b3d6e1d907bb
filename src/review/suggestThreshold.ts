import type { SampleScore, Suggestion } from '../contract/measured.ts'
import { leastFor, wilson } from './wilson.ts'

/**
 * From which score on the machine's readings may stand so that no more than `target` of them is wrong: the lowest for which the upper end of
 * the interval (`upper`), or what was found (`point`), is at most that, by readings that were drawn however they were decided. Where too few were drawn to say
 * so of any threshold it says that, instead of one that nothing speaks for.
 */
export function suggestThreshold(
  samples: readonly SampleScore[],
  target: number,
  estimate: 'upper' | 'point',
): Suggestion {
  const least = estimate === 'upper' ? leastFor(target) : Math.ceil(1 / target)
  const said = samples
    .filter((sample): sample is Said => sample.score !== null && sample.right !== null)
    .toSorted((a, b) => b.score - a.score)
  const total = samples.reduce((sum, { share }) => sum + 1 / share, 0)
  const sum = { above: 0, wrong: 0, weight: 0, squares: 0, wrongWeight: 0 }
  let best: Suggestion | null = null
  for (const [i, { score, right, share }] of said.entries()) {
    sum.above++
    sum.weight += 1 / share
    sum.squares += 1 / share ** 2
    if (!right) sum.wrong++
    if (!right) sum.wrongWeight += 1 / share
    // A threshold takes all that have its score.
    if (said[i + 1]?.score === score || sum.above < least) continue
    const found = sum.wrongWeight / sum.weight
    const equal = sum.weight ** 2 / sum.squares
    if ((estimate === 'upper' ? wilson(found * equal, equal)![1] : found) > target) continue
    const { above, wrong } = sum
    best = { verdict: 'suggested', threshold: score, toPerson: 1 - sum.weight / total, above, wrong, least }
  }
  if (best !== null) return best
  const verdict = said.length < least ? 'tooFew' : 'noneBorne'
  return { verdict, threshold: null, toPerson: null, above: said.length, wrong: sum.wrong, least }
}

type Said = SampleScore & { readonly score: number; readonly right: boolean }
