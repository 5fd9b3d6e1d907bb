import type { ReliabilityFigures } from '../contract/bench.ts'
import { wilson } from '../review/wilson.ts'
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
