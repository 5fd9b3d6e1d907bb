import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measureStack } from '../bench/measureStack.ts'
import type { BenchStackReport } from '../contract/benchStack.ts'
import type { StackTruth } from '../contract/stackTruth.ts'
import { severities } from '../contract/truth.ts'
import { planStack } from '../paper/stack/planStack.ts'
import { readManifest } from '../read/engines/modelManifest.ts'
import type { CliWords } from '../locale/zh/cli.ts'
import { machine } from './bench.ts'
import { benchOptions, poolAndSeed } from './benchOptions.ts'
import type { Command, CommandContext } from './command.ts'
import { oneOf, wholeNumber } from './number.ts'
import { onAllCores } from './onAllCores.ts'
import { chosenModel, openProduct } from './product.ts'
import { withProgress } from './progress.ts'
import { stackForm, type StackWish } from './stackWriter.ts'
import { table } from './table.ts'

const FORM = 'golden-ideas-2021'

export const benchStack: Command = {
  name: 'bench stack',
  usage: '[--letters N] [--severity S] [--pool report|development] [--seed K] [--out FILE] [--json]',
  words: [0, 0],
  options: benchOptions,
  async run(_words, options, context) {
    const letters = wholeNumber('letters', options['letters'], 100, 1, 1000)
    const severity = oneOf('severity', options['severity'], 'normal', severities)
    const { pool, seed } = poolAndSeed(options)
    const modelsPath = await chosenModel(context.settings)
    const model = (await readManifest(modelsPath)).recognition.id
    const folder = await mkdtemp(join(tmpdir(), 'xiance-bench-stack-'))
    try {
      const truth = planStack(letters, seed)
      const path = await scanned(truth, { form: FORM, seed, severity, pool, folder: join(folder, 'sheets') }, context)
      const fileMb = (await stat(path)).size / 1e6
      const stack = await measured(truth, path, { folder, modelsPath, fileMb }, context)
      const report: BenchStackReport = { seed, pool, model, severity, machine: machine(), fileMb, stack }
      const json = JSON.stringify(report, null, 2)
      if (options['out'] !== undefined) await writeFile(String(options['out']), `${json}\n`)
      context.print(options['json'] === true ? json : stackTables(report, context.words.benchStack))
      return stack.pagesOnWrongLetter === 0 ? 0 : 1
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/** The whole stack in one file, as a scanner with a feeder writes it. */
async function scanned(
  { letters, sheets }: StackTruth,
  order: Pick<StackWish, 'form' | 'seed' | 'severity' | 'pool' | 'folder'>,
  context: CommandContext,
): Promise<string> {
  // Sheets of nobody come out with those of the envelope before them.
  let of = 0
  const places = sheets.map((sheet, place) => ({ place, sheet, of: (of = sheet.letter ?? of) }))
  const wishes = letters.map((letter, i): StackWish => {
    const own = places.filter((one) => one.of === i)
    return { ...order, letter, sheets: own, seed: order.seed * 10_000 + i }
  })
  const written = await withProgress(context.words.bench.generating, context, (update) =>
    onAllCores<{ place: number; path: string }[]>(
      new URL('stackWriter.ts', import.meta.url),
      wishes.filter((wish) => wish.sheets.length > 0),
      update,
    ),
  )
  const paths = written.flat().toSorted((a, b) => a.place - b.place)
  const out = join(order.folder, 'stack.tif')
  await onAllCores(new URL('joinStack.ts', import.meta.url), [{ paths: paths.map(({ path }) => path), out }])
  return out
}

async function measured(
  truth: StackTruth,
  path: string,
  { folder, modelsPath, fileMb }: { folder: string; modelsPath: string; fileMb: number },
  context: CommandContext,
) {
  const { settings, words } = context
  // The stack is one file, however large: what is measured is the split.
  const room = {
    fileMb: Math.max(settings.fileMb, Math.ceil(fileMb) + 1),
    filePages: Math.max(settings.filePages, truth.sheets.length),
  }
  const forms = [await stackForm(FORM, 2)]
  const product = await openProduct({ ...settings, ...room, data: join(folder, 'data') }, { modelsPath, forms })
  try {
    return await withProgress(words.bench.reading, context, (update) => measureStack(product, truth, path, update))
  } finally {
    await product.close()
  }
}

function stackTables({ stack, severity, fileMb }: BenchStackReport, words: CliWords['benchStack']): string {
  const { letters, pages, pagesOnRightLetter, pagesOnWrongLetter, heldWithReason, dropped, heldOtherwise } = stack
  const mb = (value: number | null): string => (value === null ? '–' : value.toFixed(0))
  const what = table(
    [words.severity, words.letters, words.pages, words.right, words.wrong, words.held, words.dropped, words.otherwise],
    [[severity, letters, pages, pagesOnRightLetter, pagesOnWrongLetter, heldWithReason, dropped, heldOtherwise]],
  )
  const { lettersFound, seconds, pagesPerMinute, serviceRssMb, readerRssMb } = stack
  const how = table(
    [words.found, words.file, words.seconds, words.perMinute, words.service, words.reader],
    [
      [
        lettersFound,
        fileMb.toFixed(0),
        seconds.toFixed(0),
        pagesPerMinute.toFixed(1),
        mb(serviceRssMb),
        mb(readerRssMb),
      ],
    ],
  )
  return [what, how, ...(stack.astray.length === 0 ? [] : [`${words.otherwise}:\n${stack.astray.join('\n')}`])].join(
    '\n\n',
  )
}
