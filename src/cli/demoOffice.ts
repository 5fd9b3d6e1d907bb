import type { WrittenLetter } from '../bench/readLetters.ts'
import type { ArrivalView } from '../contract/letter.ts'
import type { CommandContext } from './command.ts'
import { arrivalTable } from './intake.ts'
import { chosenModel, openProduct, type Product } from './product.ts'
import { withProgress } from './progress.ts'
import { serveProduct } from './serve.ts'

export interface DemoOffice {
  /** Its data folder. */
  readonly data: string
  readonly port: number
  /** When the demo began, as `performance.now()` says. */
  readonly started: number
  /** Whether it stays open for people. */
  readonly serve: boolean
}

/** An office of its own that takes in each letter as it comes, says what became of them, and stays open. The exit status. */
export async function openDemo(
  letters: Promise<readonly Promise<WrittenLetter>[]>,
  { data, port, started, serve }: DemoOffice,
  context: CommandContext,
): Promise<number> {
  const settings = { ...context.settings, data, port }
  // Readers get warm while the first letters are written.
  const opening = chosenModel(context.settings).then((modelsPath) => openProduct(settings, { modelsPath }))
  const coming = withProgress(context.words.demo.working, context, (update) =>
    takeInAsWritten(letters, opening, update),
  )
  const [opened, taken] = await Promise.allSettled([opening, coming])
  if (opened.status === 'rejected') throw opened.reason
  const product = opened.value
  try {
    if (taken.status === 'rejected') throw taken.reason
    context.print(arrivalTable(taken.value, context))
    const seconds = (performance.now() - started) / 1000
    context.print(`${await summary(product, taken.value, seconds, context)}\n${context.words.demo.folder}:\n${data}`)
    if (serve) await serveProduct(product, settings, context)
    return 0
  } finally {
    await product.close()
  }
}

/** Each letter goes into the office as soon as it is out of the scanner. What became of the files, in the order of the letters. */
async function takeInAsWritten(
  letters: Promise<readonly Promise<WrittenLetter>[]>,
  opening: Promise<Product>,
  onProgress: (done: number, total: number) => void,
): Promise<ArrivalView[]> {
  const all = await letters
  let done = 0
  const taken = all.map(async (letter) => {
    const [{ paths }, { office }] = await Promise.all([letter, opening])
    const arrivals = await office.intakePaths(paths)
    onProgress(++done, all.length)
    return arrivals
  })
  return (await Promise.all(taken)).flat()
}

async function summary(
  product: Product,
  arrivals: readonly ArrivalView[],
  seconds: number,
  { words: { demo: w } }: CommandContext,
): Promise<string> {
  const { counts } = await product.office.letters({ offset: 0, limit: 1 })
  const sum = (of: (pages: ArrivalView['pages']) => number): number =>
    arrivals.reduce((all, arrival) => all + of(arrival.pages), 0)
  const parts = [
    `${Object.values(counts).reduce((all, one) => all + one, 0)} ${w.letters}`,
    `${sum((pages) => pages.total)} ${w.pages}`,
    `${sum((pages) => pages.placed)} ${w.fitted}`,
    `${sum((pages) => pages.blank)} ${w.blank}`,
    `${sum((pages) => pages.held + pages.failed)} ${w.held}`,
    `${counts['accepted'] ?? 0} ${w.accepted}`,
    `${counts['review'] ?? 0} ${w.review}`,
    `${seconds.toFixed(1)} ${w.perSecond}`,
  ]
  return `${w.summary}: ${parts.join(' · ')}`
}
