import type { SeverityFigures } from '../contract/bench.ts'
import type { CliWords } from '../locale/zh/cli.ts'
import { table } from './table.ts'

/** One severity as three tables: pages and speed, fields, stages. */
export function benchTables(severity: string, f: SeverityFigures, words: CliWords['bench']): string {
  const overview = table(
    [
      words.severity,
      words.pages,
      words.fitted,
      words.fitError,
      words.wrongLetter,
      words.ticksWrong,
      words.ticksPerson,
      words.perMinute,
      words.cpu,
      words.rss,
    ],
    [
      [
        severity,
        f.pages,
        f.pagesFitted,
        number(f.fitErrorMmMedian, 3),
        f.pagesOnWrongLetter,
        number((f.ticks.wrongUnflagged / Math.max(1, f.ticks.total)) * 10_000, 1),
        percent(f.ticks.toPerson / Math.max(1, f.ticks.total)),
        number(f.lettersPerMinute, 1),
        number(f.cpuSecondsPerLetter, 2),
        number(f.peakRssMb, 0),
      ],
    ],
  )
  const fields = table(
    [words.kind, words.total, words.exact, words.cer, words.top5, words.person, words.wrongUnflagged],
    Object.entries(f.fields).map(([kind, k]) => [
      kind,
      k.total,
      percent(k.exact / Math.max(1, k.total)),
      percent(k.cer),
      percent(k.top5),
      percent(k.toPerson / Math.max(1, k.total)),
      k.wrongUnflagged,
    ]),
  )
  const stages = table(
    [words.stage, words.median, words.p95],
    Object.entries(f.msPerPage).map(([stage, { median, p95 }]) => [stage, number(median, 0), number(p95, 0)]),
  )
  return [overview, fields, stages].join('\n\n') + '\n'
}

function number(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits)
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)}%`
}
