import { baselineEngines, type BaselineEngine, type BenchReport, type SeverityFigures } from '../contract/bench.ts'
import type { BenchReviewReport } from '../contract/benchReview.ts'
import { markdownTable as table, number, percent, share } from './markdown.ts'
import { reviewFigures } from './reviewTable.ts'

const START = '<!-- figures: written by npm run readme from src/bench/report.json and review.json -->'
const END = '<!-- figures end -->'

/** The README with the figures of these reports between its markers. Throws when it has none. */
export function withFigures(readme: string, report: BenchReport, review: BenchReviewReport): string {
  const start = readme.indexOf(START)
  const end = readme.indexOf(END)
  if (start < 0 || end < start) throw new Error(`README.md has no place for figures: ${START} … ${END}`)
  return `${readme.slice(0, start + START.length)}\n\n${figuresOf(report)}\n\n${reviewFigures(review)}\n\n${readme.slice(end)}`
}

function figuresOf(report: BenchReport): string {
  const { machine, model, seed, pool } = report
  const letters = [...new Set(Object.values(report.severities).map((f) => f.letters))].join(', ')
  const said =
    `${letters} letters a severity, ${pool} pool, seed ${seed}: hands and digits that nothing was tuned on. ` +
    `${machine.cpus} × ${machine.model}, ${machine.platform}, Node ${machine.node}, model \`${model}\`. ` +
    'tesseract and PP-OCR read the same crops in the same run, alone (by cell: PP-OCR on each cell by itself, told which characters may stand there); they can ask nobody, so what they get wrong stays wrong.'
  const main = Object.entries(report.severities).find(([name]) => name === 'normal')
  const parts = [said, severitiesTable(report)]
  if (main !== undefined) parts.push(`At \`${main[0]}\`, by kind of field:`, fieldsTable(main[1]))
  const told = main?.[1]
  if (told !== undefined && Object.keys(told.reliability).length > 0)
    parts.push(
      `What the machine said of the readings that stood without a person, and what was found (the letters and ${told.trialSheets} trial sheets):`,
      reliabilityTable(told),
    )
  return parts.join('\n\n')
}

function severitiesTable({ severities }: BenchReport): string {
  const figures = Object.entries(severities)
  const row = (label: string, cell: (f: SeverityFigures) => string): string[] => [
    label,
    ...figures.map(([, f]) => cell(f)),
  ]
  return table(
    ['', ...figures.map(([name]) => name)],
    [
      row('pages fitted', (f) => `${f.pagesFitted} of ${f.pages}`),
      row('pages on a wrong letter', (f) => String(f.pagesOnWrongLetter)),
      row('fit error, median', (f) => `${number(f.fitErrorMmMedian, 3)} mm`),
      row('ticks wrong and not flagged', (f) => `${f.ticks.wrongUnflagged} of ${f.ticks.total}`),
      row('ticks sent to a person', (f) => share(f.ticks.toPerson, f.ticks.total)),
      row(
        'fields wrong and not flagged',
        (f) => `${sum(f, 'wrongUnflagged')} of ${sum(f, 'total') - sum(f, 'toPerson')}`,
      ),
      row('fields sent to a person', (f) => share(sum(f, 'toPerson'), sum(f, 'total'))),
      row('letters a minute, warm', (f) => number(f.lettersPerMinute, 1)),
      row('CPU seconds a letter, warm', (f) => number(f.cpuSecondsPerLetter, 2)),
      row('largest process', (f) => `${number(f.peakRssMb, 0)} MB`),
    ],
  )
}

function fieldsTable(f: SeverityFigures): string {
  const rows = Object.entries(f.fields).map(([kind, ours]) => {
    const alone = baselineEngines.map((engine) => f.baselines[engine]?.[kind])
    const all = [ours, ...alone]
    return [
      kind,
      String(ours.total),
      ...all.map((one) => (one === undefined ? '–' : share(one.exact, one.total))),
      ...all.map((one) => (one?.cer === undefined || one.cer === null ? '–' : percent(one.cer, 1))),
      share(ours.toPerson, ours.total),
      String(ours.wrongUnflagged),
    ]
  })
  const alone = baselineEngines.map((engine) => nameOf[engine])
  const head = ['field', 'count', 'exact: Xiance', ...alone, 'characters wrong: Xiance', ...alone]
  return table([...head, 'to a person', 'wrong, not flagged'], rows)
}

const nameOf: Record<BaselineEngine, string> = { tesseract: 'tesseract', ppocrLines: 'PP-OCR', ppocrCells: 'by cell' }

function reliabilityTable(f: SeverityFigures): string {
  const rows = Object.entries(f.reliability)
    .filter(([, { accepted }]) => accepted > 0)
    .map(([kind, { scored, accepted, target, stated, wrong, interval }]) => [
      kind,
      `${accepted} of ${scored}`,
      target === null ? '–' : percent(target, 1),
      stated === null ? '–' : percent(stated, 2),
      `${percent(wrong / accepted, 2)} (${wrong})`,
      interval === null ? '–' : `${percent(interval[0], 2)} to ${percent(interval[1], 2)}`,
    ])
  return table(['field', 'stood', 'borne', 'stated wrong', 'found wrong', '95 % interval'], rows)
}

function sum({ fields }: SeverityFigures, count: 'total' | 'toPerson' | 'wrongUnflagged'): number {
  return Object.values(fields).reduce((total, kind) => total + kind[count], 0)
}
