import { errors } from '../contract/errors.ts'
import type { ArrivalView } from '../contract/letter.ts'
import { reasons as en } from '../locale/en/reasons.ts'
import { reasons as zh } from '../locale/zh/reasons.ts'
import type { Command, CommandContext } from './command.ts'
import { openProduct, type Product } from './product.ts'
import { startProgress } from './progress.ts'
import { untilStopped } from './stop.ts'
import { table } from './table.ts'

export const intake: Command = {
  name: 'intake',
  usage: 'PATH… [--watch] [--json]',
  words: [0, 10_000],
  options: { watch: { type: 'boolean' }, json: { type: 'boolean' } },
  async run(paths, options, context) {
    const product = await openProduct(context.settings)
    try {
      const arrivals = paths.length === 0 ? [] : await takeIn(product, paths, context)
      if (options['json'] === true) context.print(JSON.stringify(arrivals, null, 2))
      else if (arrivals.length > 0) context.print(arrivalTable(arrivals, context))
      if (options['watch'] === true) await watch(product, context)
      const open = arrivals.filter(({ state }) => state !== 'done' && state !== 'refused')
      return open.length === 0 ? 0 : errors.INTAKE_INCOMPLETE.exit
    } finally {
      await product.close()
    }
  },
}

/** Takes paths in with a progress bar; answers when every file has a state. */
export async function takeIn(
  { office }: Product,
  paths: readonly string[],
  context: CommandContext,
): Promise<ArrivalView[]> {
  const progress = startProgress(context.words.intake.reading, context)
  try {
    return await office.intakePaths(paths, ({ pagesDone, pagesTotal }) => progress.update(pagesDone, pagesTotal))
  } finally {
    progress.stop()
  }
}

/** What happened to each file, and the sum. */
export function arrivalTable(arrivals: readonly ArrivalView[], { words, lang }: CommandContext): string {
  const { file, pages, letters, review, held, why, seconds, total } = words.intake
  const rows = arrivals.map((arrival) => [
    arrival.name,
    arrival.pages.total,
    arrival.letters.length,
    arrival.needsReview,
    arrival.pages.held + arrival.pages.failed,
    reasonText(arrival, { words, lang }),
    arrival.seconds === null ? '' : arrival.seconds.toFixed(1),
  ])
  const sum = (of: (arrival: ArrivalView) => number): number => arrivals.reduce((all, arrival) => all + of(arrival), 0)
  const sums = [
    `${total} ${arrivals.length}`,
    sum((a) => a.pages.total),
    new Set(arrivals.flatMap((arrival) => arrival.letters)).size,
    sum((a) => a.needsReview),
    sum((a) => a.pages.held + a.pages.failed),
    '',
    '',
  ]
  return table([file, pages, letters, review, held, why, seconds], [...rows, sums])
}

function reasonText(
  { state, reason, sameAs }: ArrivalView,
  { words, lang }: Pick<CommandContext, 'words' | 'lang'>,
): string {
  if (sameAs !== null) return `${words.intake.sameAs} (${sameAs})`
  if (reason === null) return ''
  const known = (lang === 'zh' ? zh : en)[reason as keyof typeof zh]
  return `${state === 'refused' ? `${words.intake.refused}: ` : ''}${known?.what ?? reason}`
}

async function watch({ office, folders }: Product, { words, note }: CommandContext): Promise<void> {
  const stopWatching = await office.watchInbox()
  note(`${words.intake.watching} ${folders.inbox}`)
  await untilStopped()
  await stopWatching()
}
