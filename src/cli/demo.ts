import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ArrivalView } from '../contract/letter.ts'
import { severities } from '../contract/truth.ts'
import type { Command } from './command.ts'
import { arrivalTable } from './intake.ts'
import { oneOf, wholeNumber } from './number.ts'
import { chosenModel, openProduct, type Product } from './product.ts'
import { withProgress } from './progress.ts'
import { serveProduct } from './serve.ts'
import { startLetters, type LettersWish } from './writeLetters.ts'

/** Prints, has filled in, "scans", takes in and serves: everything in a folder of its own, nothing of the user's is touched. */
export const demo: Command = {
  name: 'demo',
  usage: '[--letters N] [--severity S] [--seed K] [--port P] [--no-serve]',
  words: [0, 0],
  options: {
    letters: { type: 'string' },
    severity: { type: 'string' },
    seed: { type: 'string' },
    port: { type: 'string' },
    'no-serve': { type: 'boolean' },
  },
  async run(_words, options, context) {
    const count = wholeNumber('letters', options['letters'], 12, 1, 1000)
    const severity = oneOf('severity', options['severity'], 'normal', severities)
    const seed = wholeNumber('seed', options['seed'], 1, 0, 1_000_000)
    const data = await mkdtemp(join(tmpdir(), 'xiance-demo-'))
    const started = performance.now()

    const wishes = Array.from({ length: count }, (_, i) => {
      const folder = join(data, 'letters')
      return { form: 'golden-ideas-2021', seed: seed * 10_000 + i, severity, pool: 'development' as const, folder }
    })
    const settings = { ...context.settings, data }
    // The product opens and its readers get warm while letters are written: neither needs the other, and no core waits.
    const opening = chosenModel(context.settings).then((modelsPath) => openProduct(settings, { modelsPath }))
    const coming = withProgress(context.words.demo.working, context, (update) =>
      takeInAsWritten(wishes, opening, update),
    )
    const [opened, taken] = await Promise.allSettled([opening, coming])
    if (opened.status === 'rejected') throw opened.reason
    const product = opened.value
    try {
      if (taken.status === 'rejected') throw taken.reason
      const arrivals = taken.value
      context.print(arrivalTable(arrivals, context))
      const { counts } = await product.office.letters({ offset: 0, limit: 1 })
      const sum = (of: (pages: ArrivalView['pages']) => number): number =>
        arrivals.reduce((all, arrival) => all + of(arrival.pages), 0)
      const w = context.words.demo
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      const parts = [
        `${count} ${w.letters}`,
        `${sum((pages) => pages.total)} ${w.pages}`,
        `${sum((pages) => pages.placed)} ${w.fitted}`,
        `${sum((pages) => pages.blank)} ${w.blank}`,
        `${sum((pages) => pages.held + pages.failed)} ${w.held}`,
        `${counts['accepted'] ?? 0} ${w.accepted}`,
        `${counts['review'] ?? 0} ${w.review}`,
        `${seconds} ${w.perSecond}`,
      ]
      context.print(`${w.summary}: ${parts.join(' · ')}\n${w.folder}:\n${data}`)
      if (options['no-serve'] === true) return 0
      const port = wholeNumber('port', options['port'], settings.port, 0, 65_535)
      await serveProduct(product, { ...settings, port }, context)
      return 0
    } finally {
      await product.close()
    }
  },
}

/** Each letter goes into the office as soon as it is out of the scanner. What became of the files, in the order of the wishes. */
async function takeInAsWritten(
  wishes: readonly LettersWish[],
  opening: Promise<Product>,
  onProgress: (done: number, total: number) => void,
): Promise<ArrivalView[]> {
  const letters = await startLetters(wishes)
  let done = 0
  const taken = letters.map(async (letter) => {
    const [{ paths }, { office }] = await Promise.all([letter, opening])
    const arrivals = await office.intakePaths(paths)
    onProgress(++done, letters.length)
    return arrivals
  })
  return (await Promise.all(taken)).flat()
}
