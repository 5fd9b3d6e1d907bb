import type { ErrorRate, ErrorReport, Suggestion } from '../contract/measured.ts'
import type { CliWords } from '../locale/zh/cli.ts'
import { lookIntoOffice } from '../pipeline/startOffice.ts'
import { percent } from '../report/measured.ts'
import type { Command } from './command.ts'
import { foldersOf, migrationsFolder } from './folders.ts'
import { shareOption } from './number.ts'
import { table } from './table.ts'

/** How wrong what leaves is: the same figures as on the screen and on every export. */
export const errorsCommand: Command = {
  name: 'errors',
  usage: '[--wrong PERCENT] [--json]',
  words: [0, 0],
  options: { wrong: { type: 'string' }, json: { type: 'boolean' } },
  async run(_words, options, { settings, print, words }) {
    const target = shareOption('wrong', options['wrong'])
    const looked = await lookIntoOffice(foldersOf(settings), migrationsFolder)
    try {
      const report = await looked.office.errors(target)
      if (options['json'] === true) {
        // With the seed anybody can draw again and see that nothing was chosen.
        print(JSON.stringify({ ...report, seed: (await looked.store.sampling()).seed }, null, 2))
        return 0
      }
      for (const part of shown(report, words.errors)) print(part)
      return 0
    } finally {
      await looked.close()
    }
  },
}

function shown({ ways, kinds, backlog, thresholds }: ErrorReport, words: CliWords['errors']): string[] {
  const { kind, how, drawn, sampled, differing, wrong, rate, interval, all } = words
  const rows = [...kinds, ...ways.map((row) => ({ kind: all, ...row }))].map((row) => [
    row.kind,
    words.ways[row.how],
    row.drawn,
    row.sampled,
    row.differing,
    row.wrong,
    row.rate === null ? words.notMeasured : percent(row.rate),
    intervalOf(row),
  ])
  const parts = [
    table([kind, how, drawn, sampled, differing, wrong, rate, interval], rows),
    `${words.toKey}: ${backlog.toKey} · ${words.toSettle}: ${backlog.toSettle}`,
  ]
  if (thresholds.length === 0) return parts
  const suggested = thresholds.map((row) => [
    row.kind,
    row.target === null ? words.alwaysPerson : percent(row.target),
    row.sampled,
    suggestion(row.upper, words),
    suggestion(row.point, words),
  ])
  return [...parts, table([kind, words.borne, sampled, words.byUpper, words.byPoint], suggested)]
}

function intervalOf({ low, high }: ErrorRate): string {
  return low === null || high === null ? '–' : `${percent(low)} – ${percent(high)}`
}

function suggestion(found: Suggestion | null, words: CliWords['errors']): string {
  if (found === null) return '–'
  const { verdict, threshold, toPerson, above, least } = found
  if (verdict === 'tooFew') return `${words.tooFew} ${above}/${least}`
  if (threshold === null || toPerson === null) return words.noneBorne
  return `≥ ${threshold.toFixed(4)} · ${words.toPerson} ${percent(toPerson)}`
}
