import type { ErrorReport } from '../contract/measured.ts'
import type { StoreReads } from '../contract/store.ts'
import { targetOfKind } from '../judge/thresholds.ts'
import { ratesOf } from '../review/errorRates.ts'
import { suggestThreshold } from '../review/suggestThreshold.ts'

/** What the samples say until now. `target`: how much of what stands may be wrong, of every kind; null: what the office bears of each. */
export async function errorReport(store: StoreReads, target: number | null, now: number): Promise<ErrorReport> {
  const tallies = await store.sampleTallies()
  const scores = await store.sampleScores()
  const { shares } = await store.sampling()
  const kinds = [...new Set(scores.map(({ kind }) => kind))].toSorted()
  return {
    at: new Date(now).toISOString(),
    shares,
    ...ratesOf(tallies),
    backlog: await store.sampleBacklog(),
    thresholds: kinds.map((kind) => {
      const own = scores.filter((score) => score.kind === kind)
      const borne = target ?? targetOfKind(kind)
      return {
        kind,
        target: borne,
        sampled: own.length,
        upper: borne === null ? null : suggestThreshold(own, borne, 'upper'),
        point: borne === null ? null : suggestThreshold(own, borne, 'point'),
      }
    }),
  }
}
