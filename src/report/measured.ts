import { fieldKind } from '../contract/calibration.ts'
import type { FieldView } from '../contract/letter.ts'
import type { ErrorRate, ErrorReport } from '../contract/measured.ts'
import { ways } from '../contract/sample.ts'

/** What an export states of all that leaves: by how it was decided. */
export function statedWays({ ways: rates }: ErrorReport): Record<string, ErrorRate> {
  return Object.fromEntries(rates.map(({ how, ...rate }) => [how, rate]))
}

/** What it states of one field: of its kind, decided so. Null while nothing stands in it. */
export function statedOf(
  { kinds }: ErrorReport,
  field: Pick<FieldView, 'kind' | 'decoder' | 'decision'>,
): ErrorRate | null {
  const kind = fieldKind(field)
  const { how } = field.decision
  if (how === 'none') return null
  const found = kinds.find((rate) => rate.kind === kind && rate.how === how)
  if (found === undefined) return NOTHING
  const { kind: _kind, how: _how, ...rate } = found
  return rate
}

/** In one line, for tables: `sampled 120, wrong 1, 0.83 % (95 %: 0.15 % to 4.57 %)`. */
export function statement(rate: Omit<ErrorRate, 'state'>): string {
  const { sampled, wrong, differing, rate: share, low, high } = rate
  const open = differing === 0 ? '' : `, ${differing} differing and not settled`
  if (share === null || low === null || high === null) return `not measured yet${open}`
  return `sampled ${sampled}, wrong ${wrong}, ${percent(share)} (95 %: ${percent(low)} to ${percent(high)})${open}`
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}

/** Heads of the columns that state it, by how values were decided. */
export const wayColumns = ways.map((how) => `error:${how}`)

const NOTHING: ErrorRate = {
  state: 'not measured yet',
  drawn: 0,
  sampled: 0,
  differing: 0,
  wrong: 0,
  rate: null,
  low: null,
  high: null,
}
