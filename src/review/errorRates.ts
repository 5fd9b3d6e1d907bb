import type { ErrorRate, ErrorReport, SampleTally } from '../contract/measured.ts'
import { ways, type Way } from '../contract/sample.ts'
import { wilson } from './wilson.ts'

/**
 * How wrong what was drawn is. Fields drawn with a smaller share stand for more: each counts by one over its share, and the interval is that of the
 * number of equal ones that would say as much (Kish). With one share it is the plain count.
 */
export function rateOf(tallies: readonly SampleTally[]): ErrorRate {
  const count = (...states: SampleTally['state'][]): number =>
    tallies.filter(({ state }) => states.includes(state)).reduce((sum, { n }) => sum + n, 0)
  const counted = {
    drawn: tallies.reduce((sum, { n }) => sum + n, 0),
    sampled: count('same', 'right', 'wrong'),
    differing: count('differs'),
    wrong: count('wrong'),
  }
  if (counted.sampled === 0) return { state: 'not measured yet', ...counted, rate: null, low: null, high: null }
  const weight = (...states: SampleTally['state'][]): number =>
    tallies.filter(({ state }) => states.includes(state)).reduce((sum, { n, share }) => sum + n / share, 0)
  const keyed = ['same', 'right', 'wrong', 'differs'] as const
  const all = weight(...keyed)
  const squares = tallies.filter(({ state }) => state !== 'open').reduce((sum, { n, share }) => sum + n / share ** 2, 0)
  const equal = all ** 2 / squares
  const bound = (share: number): readonly [number, number] => wilson(share * equal, equal)!
  return {
    state: 'measured',
    ...counted,
    rate: weight('wrong') / weight('same', 'right', 'wrong'),
    // What nobody has settled yet is taken as right for the lower end and as wrong for the upper.
    low: bound(weight('wrong') / all)[0],
    high: bound(weight('wrong', 'differs') / all)[1],
  }
}

/** The rates of every way of deciding, of every kind and way, and of every month and way that something was drawn of. */
export function ratesOf(tallies: readonly SampleTally[]): Pick<ErrorReport, 'ways' | 'kinds' | 'months'> {
  const of = (how: Way, own: readonly SampleTally[]) => rateOf(own.filter((tally) => tally.how === how))
  const apart = (key: 'kind' | 'month'): string[] => [...new Set(tallies.map((tally) => tally[key]))].toSorted()
  return {
    ways: ways.map((how) => ({ how, ...of(how, tallies) })),
    kinds: apart('kind').flatMap((kind) => {
      const own = tallies.filter((tally) => tally.kind === kind)
      return ways.map((how) => ({ kind, how, ...of(how, own) })).filter(({ drawn }) => drawn > 0)
    }),
    months: apart('month').flatMap((month) => {
      const own = tallies.filter((tally) => tally.month === month)
      return ways.map((how) => ({ month, how, ...of(how, own) })).filter(({ drawn }) => drawn > 0)
    }),
  }
}
