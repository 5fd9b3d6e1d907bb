import type { OptionValues } from './command.ts'
import { oneOf, wholeNumber } from './number.ts'

/** What every bench is told: how many letters, how hard, by which hands, from which seed, and where its figures go. */
export const benchOptions = {
  letters: { type: 'string' },
  severity: { type: 'string' },
  pool: { type: 'string' },
  seed: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean' },
} as const

/** Each pool has hands and digits of its own; what is tuned is tuned on the first and told from the second. */
export function poolAndSeed(options: OptionValues): { pool: 'report' | 'development'; seed: number } {
  const pool = oneOf('pool', options['pool'], 'report', ['report', 'development'])
  return { pool, seed: wholeNumber('seed', options['seed'], seeds[pool], 0, 1_000_000) }
}

const seeds = { development: 1, report: 2021 } as const
