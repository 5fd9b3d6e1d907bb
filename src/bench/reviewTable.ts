import type { BenchReviewReport } from '../contract/benchReview.ts'
import { markdownTable, number } from './markdown.ts'

/** What reviewing costs, as `xiance bench review` found it. */
export function reviewFigures(report: BenchReviewReport): string {
  const { letters, pool, seed, stored, duringIntake } = report
  const said =
    `What review costs: a script that knows the truth, on the real screen in a real browser, ${letters} letters of the ${pool} pool, seed ${seed}. ` +
    'A character typed counts one key; telephone and e-mail are keyed by a second person besides.'
  const keys = markdownTable(
    ['', 'keys'],
    [
      ['a letter, median', number(report.keysPerLetterMedian, 1)],
      ['a letter, mean', number(report.keysPerLetterMean, 1)],
      ['a field that is right and needs a look, mean', number(report.keysPerRightFieldMean, 2)],
      ['a screen of right crops in the group view, mean', number(report.keysPerRightScreenGroupMean, 2)],
      [
        `a crop in the group view, median (${report.cropsGroup} crops on ${report.screensGroup} screens)`,
        number(report.keysPerFieldGroupMedian, 2),
      ],
      ['a letter after the group view, median', number(report.keysPerLetterAfterGroupMedian, 1)],
    ],
  )
  if (stored === null) return [said, keys].join('\n\n')
  const times = (label: string, of: Pick<BenchReviewReport, 'openMsP95' | 'saveMsP95' | 'nextMsP95'>): string[] => [
    label,
    number(of.openMsP95, 0),
    number(of.saveMsP95, 0),
    number(of.nextMsP95, 0),
  ]
  const rows = [times('quiet', report)]
  if (duringIntake !== null) rows.push(times(`while ${duringIntake.files} files come in`, duringIntake))
  const claims =
    `${report.claimClients ?? '–'} clients that asked for the next letter at once were given ${report.claimsGiven ?? '–'} letters, ` +
    `${report.doubleClaims ?? '–'} of them to two.`
  return [
    said,
    keys,
    `With ${stored.toLocaleString('en')} letters in the store, in milliseconds, 95th percentile:`,
    markdownTable(['', 'open a letter', 'save', 'the next letter is there'], rows),
    claims,
  ].join('\n\n')
}
