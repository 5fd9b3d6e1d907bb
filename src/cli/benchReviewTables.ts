import type { BenchReviewReport } from '../contract/benchReview.ts'
import type { CliWords } from '../locale/zh/cli.ts'
import { table } from './table.ts'

type Words = CliWords['benchReview']

/** Keys and times of the review screen as tables. */
export function benchReviewTables(report: BenchReviewReport, words: Words): string {
  const tables = [recordTable, fieldsTable, groupTable, timesTable, claimsTable]
  return tables
    .map((make) => make(report, words))
    .join('\n\n')
    .concat('\n')
}

function recordTable(report: BenchReviewReport, words: Words): string {
  const { letters, keysPerLetterMedian, keysPerLetterMean, keysPerRightFieldMean } = report
  const { wrongAfterReview, fieldsAfterReview, wrongUnseen } = report
  return table(
    [words.letters, words.perLetter, words.perLetterMean, words.perRightField, words.wrong, words.unseen],
    [
      [
        letters,
        number(keysPerLetterMedian, 1),
        number(keysPerLetterMean, 1),
        number(keysPerRightFieldMean, 2),
        `${wrongAfterReview ?? '–'} / ${fieldsAfterReview ?? '–'}`,
        wrongUnseen ?? '–',
      ],
    ],
  )
}

function fieldsTable({ keysByField }: BenchReviewReport, words: Words): string {
  const rows = Object.entries(keysByField)
    .toSorted(([, a], [, b]) => b.fields - a.fields)
    .map(([group, { fields, right, keysWhereRight, keysWhereWrong }]) => [
      group,
      fields,
      right,
      right === 0 ? '–' : (keysWhereRight / right).toFixed(2),
      fields === right ? '–' : (keysWhereWrong / (fields - right)).toFixed(1),
    ])
  return table([words.field, words.fields, words.right, words.keysRight, words.keysWrong], rows)
}

function groupTable(report: BenchReviewReport, words: Words): string {
  return table(
    [words.screens, words.crops, words.perScreen, words.perRightScreen, words.perCrop, words.perCropMean, words.after],
    [
      [
        report.screensGroup,
        report.cropsGroup,
        number(report.keysPerScreenGroupMedian, 1),
        number(report.keysPerRightScreenGroupMean, 2),
        number(report.keysPerFieldGroupMedian, 3),
        number(report.keysPerFieldGroupMean, 3),
        number(report.keysPerLetterAfterGroupMedian, 1),
      ],
    ],
  )
}

function timesTable({ stored, duringIntake, ...quiet }: BenchReviewReport, words: Words): string {
  const row = (name: string, times: typeof quiet | NonNullable<typeof duringIntake>, failed: number | string) => [
    name,
    stored ?? '–',
    number(times.openMsP95, 0),
    number(times.saveMsP95, 0),
    number(times.nextMsP95, 0),
    failed,
  ]
  const rows = [row(words.quiet, quiet, '–')]
  if (duringIntake !== null)
    rows.push(row(`${words.duringIntake} (${duringIntake.files})`, duringIntake, duringIntake.failedAnswers))
  return table([words.times, words.stored, words.open, words.save, words.next, words.failed], rows)
}

function claimsTable(report: BenchReviewReport, words: Words): string {
  const { claimClients, claimsGiven, doubleClaims, claimMsP95 } = report
  return table(
    [words.claimClients, words.claimsGiven, words.doubleClaims, words.claim],
    [[claimClients ?? '–', claimsGiven ?? '–', doubleClaims ?? '–', number(claimMsP95, 0)]],
  )
}

function number(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits)
}
