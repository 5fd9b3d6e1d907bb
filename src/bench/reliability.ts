import type { ReliabilityFigures } from '../contract/bench.ts'
import type { ScoredField } from './scoredFields.ts'

/**
 * Of the readings that stand without a person: how many the machine said would be wrong, and how many were, for each kind. `stated`
 * answers how likely a reading is wrong.
 */
export function reliability(
  fields: readonly ScoredField[],
  stated: (field: ScoredField) => number,
  targetOf: (kind: ScoredField) => number | null,
): Record<string, ReliabilityFigures> {
  const kinds = [...new Set(fields.map(({ kind }) => kind))]
  return Object.fromEntries(
    kinds.map((kind) => {
      const all = fields.filter((field) => field.kind === kind)
      const standing = all.filter(({ field }) => !field.needsPerson)
      const wrong = standing.filter(({ right }) => !right).length
      const errors = standing.map(stated)
      return [
        kind,
        {
          scored: all.length,
          accepted: standing.length,
          target: targetOf(all[0]!),
          stated: errors.length === 0 ? null : errors.reduce((sum, error) => sum + error, 0) / errors.length,
          wrong,
          interval: wilson(wrong, standing.length),
        },
      ]
    }),
  )
}

/** 95 % interval of a share found by counting (Wilson 1927); null when nothing was counted. */
export function wilson(hits: number, count: number): readonly [number, number] | null {
  if (count === 0) return null
  const share = hits / count
  const middle = share + Z ** 2 / (2 * count)
  const half = Z * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2))
  const scale = 1 + Z ** 2 / count
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)]
}

const Z = 1.96
