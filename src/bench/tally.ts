import type { BaselineFigures, FieldFigures, TickFigures } from '../contract/bench.ts'

export interface FieldTally {
  total: number
  exact: number
  toPerson: number
  wrongUnflagged: number
  characters: number
  errors: number
  cells: number
  inTop5: number
}

/** Running counts of one severity. */
export interface Tally {
  readonly ticks: TickFigures
  readonly fields: Map<string, FieldTally>
}

export function emptyTally(): Tally {
  return { ticks: { total: 0, wrongUnflagged: 0, toPerson: 0 }, fields: new Map() }
}

export function fieldTally(tally: Tally, kind: string): FieldTally {
  const found = tally.fields.get(kind)
  if (found !== undefined) return found
  const made = { total: 0, exact: 0, toPerson: 0, wrongUnflagged: 0, characters: 0, errors: 0, cells: 0, inTop5: 0 }
  tally.fields.set(kind, made)
  return made
}

export function fieldFigures(tally: Tally): Record<string, FieldFigures> {
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
  return Object.fromEntries(
    [...tally.fields].map(([kind, f]) => [
      kind,
      {
        total: f.total,
        exact: f.exact,
        cer: share(f.errors, f.characters),
        top5: share(f.inTop5, f.cells),
        toPerson: f.toPerson,
        wrongUnflagged: f.wrongUnflagged,
      },
    ]),
  )
}

/** The figures of an engine alone: what it cannot say is null. */
export function baselineFigures(tally: Tally): Record<string, BaselineFigures> {
  return Object.fromEntries(
    Object.entries(fieldFigures(tally)).map(([kind, { total, exact, cer }]) => [
      kind,
      { total, exact, cer, top5: null, toPerson: null, wrongUnflagged: null },
    ]),
  )
}

/** Median and 95th percentile (nearest rank); null of nothing. */
export function spread(values: readonly number[]): { median: number; p95: number } | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const rank = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!
  return { median: rank(0.5), p95: rank(0.95) }
}
