import { XianceError } from '../contract/errors.ts'
import type { ArrivalView } from '../contract/letter.ts'
import { switchNames } from '../contract/operation.ts'
import { reasons as en } from '../locale/en/reasons.ts'
import { reasons as zh } from '../locale/zh/reasons.ts'
import type { Command, CommandContext } from './command.ts'
import { openProduct, type Product } from './product.ts'
import { startProgress } from './progress.ts'
import { untilStopped } from './stop.ts'
import { tellOperation } from './tellOperation.ts'
import { table } from './table.ts'

export const intake: Command = {
  name: 'intake',
  usage: 'PATH… [--watch] [--json]',
  words: [0, 10_000],
  options: { watch: { type: 'boolean' }, json: { type: 'boolean' } },
  async run(paths, options, context) {
    const product = await openProduct(context.settings)
    try {
      // Who names files here wants them read, whatever was paused on the screen.
      if (paths.length > 0)
        for (const part of switchNames) await product.office.operate({ part, paused: false }, 'command')
      const arrivals = paths.length === 0 ? [] : await takeIn(product, paths, context)
      if (options['json'] === true) context.print(JSON.stringify(arrivals, null, 2))
      else if (arrivals.length > 0) context.print(arrivalTable(arrivals, context))
      if (options['watch'] === true) await watch(product, context)
      const open = arrivals.filter(({ state }) => state !== 'done' && state !== 'refused')
      if (open.length > 0) throw new XianceError('INTAKE_INCOMPLETE', { count: open.length })
      const idle = arrivals.filter(({ reason }) => reason !== null)
      if (idle.length > 0) throw new XianceError('INTAKE_REFUSED', { count: idle.length })
      return 0
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

/** What happened to each file, the sum, and what to do about each reason. */
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
  const lines = [table([file, pages, letters, review, held, why, seconds], [...rows, sums])]
  for (const reason of new Set(arrivals.map((arrival) => arrival.reason)))
    if (reason !== null) lines.push(`→ ${sentences(lang, reason).what}: ${sentences(lang, reason).advice}`)
  return lines.join('\n')
}

function reasonText(
  { state, reason, sameAs }: ArrivalView,
  { words, lang }: Pick<CommandContext, 'words' | 'lang'>,
): string {
  if (sameAs !== null) return `${words.intake.sameAs} (${sameAs})`
  if (reason === null) return ''
  return `${state === 'refused' ? `${words.intake.refused}: ` : ''}${sentences(lang, reason).what}`
}

// The store keeps reasons as text: one that an older version wrote may have no sentence any more.
function sentences(lang: CommandContext['lang'], reason: string): { what: string; advice: string } {
  return (lang === 'zh' ? zh : en)[reason as keyof typeof zh] ?? { what: reason, advice: '' }
}

/** What became of one file, in a line. */
function arrivalLine(arrival: ArrivalView, context: CommandContext): string {
  const { name, pages, letters } = arrival
  const count = pages.total === 0 ? '' : `${context.words.intake.pages} ${pages.total}`
  const told = [count, letters.join(' '), reasonText(arrival, context)]
  return [name, ...told.filter((text) => text !== '')].join(' · ')
}

/** Files of the inbox until Ctrl+C, each with what became of it. */
async function watch({ office, folders }: Product, context: CommandContext): Promise<void> {
  const { words, note, print } = context
  const stopTelling = await tellOperation(office, context)
  const told = new Set<string>()
  const stopListening = office.subscribe((event) => {
    if (event.type !== 'arrival' || event.arrival.source !== 'inbox') return
    const { id, state } = event.arrival
    if ((state !== 'done' && state !== 'refused') || told.has(id)) return
    told.add(id)
    print(arrivalLine(event.arrival, context))
  })
  const stopWatching = await office.watchInbox()
  note(`${words.intake.watching} ${folders.inbox}`)
  await untilStopped()
  await stopWatching()
  stopListening()
  stopTelling()
}
