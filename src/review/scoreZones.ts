import type { ScoreBin } from '../contract/scores.ts'
import { wilson } from './wilson.ts'

/** What lies between two thresholds. */
export interface Zone {
  readonly count: number
  /** Of all readings of the kind, 0..1. */
  readonly share: number
  /** How many of them the calibration expects to be wrong, as a share; null: there are none. */
  readonly stated: number | null
  /** Drawn and keyed again blind, and of them wrong, with the 95 % interval; null: none was drawn. */
  readonly checked: number
  readonly wrong: number
  readonly interval: readonly [number, number] | null
}

/** Below the lower threshold, between the two, and from the upper one on. */
export type Zones = { readonly anew: Zone; readonly shown: Zone; readonly stands: Zone }

/**
 * What two thresholds would do: from bin `upper` on a reading stands without a person; below bin `lower` a person keys without being shown
 * what the machine read, which costs more keys to correct than to type; between them it is shown for confirming.
 */
export function scoreZones(bins: readonly ScoreBin[], lower: number, upper: number): Zones {
  const all = bins.reduce((sum, { stood, person }) => sum + stood + person, 0)
  const last = Math.max(lower, upper)
  return {
    anew: zone(bins.slice(0, lower), all),
    shown: zone(bins.slice(lower, last), all),
    stands: zone(bins.slice(last), all),
  }
}

function zone(bins: readonly ScoreBin[], all: number): Zone {
  const count = sum(bins, ({ stood, person }) => stood + person)
  const wrong = sum(bins, (bin) => bin.wrong)
  const checked = wrong + sum(bins, ({ right }) => right)
  return {
    count,
    share: all === 0 ? 0 : count / all,
    stated: count === 0 ? null : sum(bins, ({ stood, person, stated }) => (stood + person) * (stated ?? 0)) / count,
    checked,
    wrong,
    interval: wilson(wrong, checked),
  }
}

function sum(bins: readonly ScoreBin[], of: (bin: ScoreBin) => number): number {
  return bins.reduce((total, bin) => total + of(bin), 0)
}
