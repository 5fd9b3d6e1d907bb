import type { ScoreBin } from '../contract/scores.ts'

/** A machine reading that claims something. */
export interface Scored {
  /** 0..1 */
  readonly score: number
  /** Nobody had to look. */
  readonly stood: boolean
  /** What the calibration says of it, 0..1. */
  readonly stated: number
}

/** A reading that was drawn, and keyed again by somebody who had not seen it. */
export interface Checked {
  readonly score: number
  readonly right: boolean
}

/** Fine where thresholds lie: what is decided there is decided between one error in a hundred and one in thousands. */
export const BIN_EDGES: readonly number[] = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995]

/** One bin for each edge, the last up to 1. */
export function scoreBins(readings: readonly Scored[], checked: readonly Checked[]): ScoreBin[] {
  return BIN_EDGES.map((from, i) => {
    const within = ({ score }: { readonly score: number }) => score >= from && score < (BIN_EDGES[i + 1] ?? Infinity)
    const own = readings.filter(within)
    const drawn = checked.filter(within)
    return {
      from,
      stood: own.filter(({ stood }) => stood).length,
      person: own.filter(({ stood }) => !stood).length,
      stated: own.length === 0 ? null : own.reduce((sum, { stated }) => sum + stated, 0) / own.length,
      right: drawn.filter(({ right }) => right).length,
      wrong: drawn.filter(({ right }) => !right).length,
    }
  })
}
