import { baselineEngines, type SeverityFigures } from '../contract/bench.ts'
import type { CliWords } from '../locale/zh/cli.ts'
import { table } from './table.ts'

type Words = CliWords['bench']

/** One severity as tables: pages, fields, engines side by side, speed and where the time goes. */
export function benchTables(severity: string, f: SeverityFigures, words: Words): string {
  const tables = [pagesTable(severity, f, words), fieldsTable(f, words), silentErrors(f, words)]
  if (baselineEngines.some((engine) => f.baselines[engine] !== null)) tables.push(enginesTable(f, words))
  return [...tables, reliabilityTable(f, words), speedTable(f, words), stagesTable(f, words)].join('\n\n') + '\n'
}

function pagesTable(severity: string, f: SeverityFigures, words: Words): string {
  const head = [
    words.severity,
    words.letters,
    words.pages,
    words.fitted,
    words.held,
    words.fitError,
    words.wrongLetter,
    words.ticks,
    words.ticksWrong,
    words.ticksPerson,
  ]
  const row = [
    severity,
    f.letters,
    f.pages,
    f.pagesFitted,
    f.pagesHeld,
    number(f.fitErrorMmMedian, 3),
    f.pagesOnWrongLetter,
    f.ticks.total,
    number((f.ticks.wrongUnflagged / Math.max(1, f.ticks.total)) * 10_000, 1),
    percent(f.ticks.toPerson / Math.max(1, f.ticks.total)),
  ]
  return table(head, [row])
}

function fieldsTable(f: SeverityFigures, words: Words): string {
  const head = [words.kind, words.total, words.exact, words.cer, words.top5, words.person, words.wrongUnflagged]
  const rows = Object.entries(f.fields).map(([kind, k]) => [
    kind,
    k.total,
    percent(k.exact / Math.max(1, k.total)),
    percent(k.cer),
    percent(k.top5),
    percent(k.toPerson / Math.max(1, k.total)),
    k.wrongUnflagged,
  ])
  return table(head, rows)
}

/** The figure that matters most, in a line of its own: what would be wrong in the record and nobody would know. */
function silentErrors(f: SeverityFigures, words: Words): string {
  const kinds = Object.values(f.fields)
  const sum = (count: (kind: (typeof kinds)[number]) => number): number =>
    kinds.reduce((total, kind) => total + count(kind), 0)
  const wrong = sum(({ wrongUnflagged }) => wrongUnflagged)
  const standing = sum(({ total, toPerson }) => total - toPerson)
  return `${words.wrongUnflagged}: ${wrong} / ${standing} ${words.standing} (${percent(wrong / Math.max(1, standing))})`
}

function enginesTable(f: SeverityFigures, words: Words): string {
  const alone = baselineEngines.map((engine) => f.baselines[engine])
  const kinds = Object.keys(alone.find((one) => one !== null) ?? {})
  const names = baselineEngines.map((engine) => words.engines[engine])
  const rows = kinds.map((kind) => {
    const engines = [f.fields[kind], ...alone.map((one) => one?.[kind])]
    const exact = engines.map((one) => (one === undefined ? null : one.exact / Math.max(1, one.total)))
    const errors = engines.map((one) => one?.cer ?? null)
    return [
      kind,
      f.fields[kind]?.total ?? 0,
      ...exact.map((share) => percent(share)),
      ...errors.map((share) => percent(share)),
      bestOf(errors, [words.ours, ...names]),
    ]
  })
  const head = [
    words.kind,
    words.total,
    `${words.exact}: ${words.ours}`,
    ...names,
    `${words.cer}: ${words.ours}`,
    ...names,
    words.best,
  ]
  return table(head, rows)
}

/** Who makes the fewest characters wrong; all of them when several do. */
export function bestOf(errors: readonly (number | null)[], names: readonly string[]): string {
  const known = errors.filter((error) => error !== null)
  if (known.length === 0) return '–'
  const least = Math.min(...known)
  return names.filter((_, i) => errors[i] === least).join(' = ')
}

/** Of what stands without a person: how many the machine said would be wrong, and how many were. */
function reliabilityTable(f: SeverityFigures, words: Words): string {
  const rows = Object.entries(f.reliability).map(([kind, { scored, accepted, target, stated, wrong, interval }]) => {
    const found = accepted === 0 ? null : wrong / accepted
    return [
      kind,
      scored,
      accepted,
      target === null ? '–' : percent(target, 2),
      percent(stated, 2),
      percent(found, 2),
      wrong,
      interval === null ? '–' : `${percent(interval[0], 2)}–${percent(interval[1], 2)}`,
      stated === null || found === null ? '–' : ((stated - found) * 100).toFixed(2),
    ]
  })
  const { kind, scored, stands, target, stated, found, wrong, interval, points } = words
  return table([kind, scored, stands, target, stated, found, wrong, interval, points], rows)
}

function speedTable(f: SeverityFigures, words: Words): string {
  return table(
    [words.pagesPerMinute, words.perMinute, words.cpu, words.rss],
    [
      [
        number(f.pagesPerMinute, 1),
        number(f.lettersPerMinute, 1),
        number(f.cpuSecondsPerLetter, 2),
        number(f.peakRssMb, 0),
      ],
    ],
  )
}

function stagesTable(f: SeverityFigures, words: Words): string {
  const alone = baselineEngines.map(
    (engine) => [`${words.engines[engine]} ${words.alone}`, f.baselineMsPerPage[engine]] as const,
  )
  const rows = [...Object.entries(f.msPerPage), ...alone].flatMap(([stage, spread]) =>
    spread === null ? [] : [[stage, number(spread.median, 0), number(spread.p95, 0)]],
  )
  return table([words.stage, words.median, words.p95], rows)
}

function number(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits)
}

function percent(share: number | null, digits = 1): string {
  return share === null ? '–' : `${(share * 100).toFixed(digits)}%`
}
