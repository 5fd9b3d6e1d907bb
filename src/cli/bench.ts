import { availableParallelism, cpus, tmpdir } from 'node:os'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { measureSeverity } from '../bench/measureSeverity.ts'
import type { WrittenLetter } from '../bench/readLetters.ts'
import { reliability } from '../bench/reliability.ts'
import { scoreLetters } from '../bench/scoreLetters.ts'
import { TRIAL_SHEET, trialSheet } from '../bench/trialSheet.ts'
import type { BenchReport, SeverityFigures } from '../contract/bench.ts'
import type { Settings } from '../contract/settings.ts'
import { severities, type Severity } from '../contract/truth.ts'
import { statedError } from '../judge/calibration.ts'
import { targetOfKind } from '../judge/thresholds.ts'
import { readManifest } from '../read/engines/modelManifest.ts'
import { benchOptions, poolAndSeed } from './benchOptions.ts'
import { benchTables } from './benchTables.ts'
import type { Command, CommandContext, OptionValues } from './command.ts'
import { knownForms } from './knownForms.ts'
import { oneOf, wholeNumber } from './number.ts'
import { chosenModel, openProduct } from './product.ts'
import { withProgress } from './progress.ts'
import { noBaselines, readBaselines, type BaselineWish } from './readBaselines.ts'
import { howAnswered, writeLetters } from './writeLetters.ts'

const FORM = 'golden-ideas-2021'

export const bench: Command = {
  name: 'bench',
  usage:
    '[--letters N] [--severity all|S[,S…]] [--pool report|development] [--seed K] [--sheets N] [--model ID] [--no-baselines] [--out FILE] [--json]',
  words: [0, 0],
  options: {
    ...benchOptions,
    sheets: { type: 'string' },
    model: { type: 'string' },
    'no-baselines': { type: 'boolean' },
  },
  async run(_words, options, context) {
    const letters = wholeNumber('letters', options['letters'], 20, 1, 10_000)
    const { pool, seed } = poolAndSeed(options)
    const sheets = wholeNumber('sheets', options['sheets'], 0, 0, 10_000)
    const baselines = options['no-baselines'] !== true
    const modelsPath = await chosenModel(
      context.settings,
      options['model'] === undefined ? undefined : String(options['model']),
    )
    const model = (await readManifest(modelsPath)).recognition.id
    const report: BenchReport = { seed, pool, model, machine: machine(), severities: {} }
    for (const severity of wantedSeverities(options['severity'])) {
      const figures = await measure({ letters, sheets, pool, seed, severity, baselines, modelsPath }, context)
      report.severities[severity] = figures
      if (options['json'] !== true) context.print(benchTables(severity, figures, context.words.bench))
      // After each severity: a long run that is stopped keeps what it has.
      if (options['out'] !== undefined) await writeFile(String(options['out']), asJson(report))
    }
    if (options['json'] === true) context.print(asJson(report).trimEnd())
    return 0
  },
}

function asJson(report: BenchReport): string {
  return `${JSON.stringify(report, null, 2)}\n`
}

function wantedSeverities(option: OptionValues[string]): readonly Severity[] {
  if (option === undefined || option === 'all') return severities
  return String(option)
    .split(',')
    .map((name) => oneOf('severity', name, 'normal', severities))
}

interface Run {
  readonly letters: number
  /** Trial sheets beside the letters, read when the timed part is over. */
  readonly sheets: number
  readonly pool: 'development' | 'report'
  readonly seed: number
  readonly severity: Severity
  readonly baselines: boolean
  /** Manifest of the recognition model: chosen in the data folder of the settings, not in that of the run. */
  readonly modelsPath: string
}

async function measure(run: Run, context: CommandContext): Promise<SeverityFigures> {
  const { letters, sheets, severity } = run
  const { words, settings } = context
  const data = await mkdtemp(join(tmpdir(), 'xiance-bench-'))
  try {
    const warmUp = WARM_UP_LETTERS * availableParallelism()
    const wishes = [...wishesFor(FORM, letters + warmUp, run, data), ...wishesFor(TRIAL_SHEET, sheets, run, data)]
    const all = await withProgress(`${severity} ${words.bench.generating}`, context, (update) =>
      writeLetters(wishes, update),
    )
    // The first and those beyond the letters asked for: however many warm up, the same are measured.
    const written = all.slice(1, letters + 1)
    const papers = {
      warmUp: [all[0]!, ...all.slice(letters + 1, letters + warmUp)],
      written,
      sheets: all.slice(letters + warmUp),
    }
    const { figures, wishes: again, forms } = await readAll({ ...settings, data }, run, papers, context)
    // Only now, with the readers gone: the product's own figures are of the product alone.
    const baselines = !run.baselines
      ? noBaselines
      : await withProgress(`${severity} ${words.bench.baselines}`, context, (update) =>
          readBaselines(again, forms, written, run.modelsPath, update),
        )
    return { ...figures, ...baselines }
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}

// A reader's first three letters take twice the time of the later ones (decisions/0121): read by each, and not counted.
const WARM_UP_LETTERS = 3

function wishesFor(form: string, count: number, { seed, severity, pool }: Run, data: string) {
  const folder = join(data, form)
  return Array.from({ length: count }, (_, i) => {
    return { form, seed: seed * 10_000 + i, severity, pool, folder, typed: howAnswered(i) }
  })
}

interface Papers {
  readonly warmUp: readonly WrittenLetter[]
  readonly written: readonly WrittenLetter[]
  readonly sheets: readonly WrittenLetter[]
}

/** What the product makes of the letters, and what another engine needs to read their pages again. */
async function readAll(
  settings: Settings,
  { severity, modelsPath }: Run,
  { warmUp, written, sheets }: Papers,
  context: CommandContext,
) {
  const forms = sheets.length > 0 ? [trialSheet()] : []
  const product = await openProduct(settings, { modelsPath, forms })
  try {
    const layoutOf = (form: string, version: number) =>
      product.forms.find((known) => known.id === form && known.version === version)!.layout
    const { figures, placed, scored } = await withProgress(
      `${severity} ${context.words.bench.reading}`,
      context,
      (update) => measureSeverity(product, layoutOf, warmUp, written, update),
    )
    const more = await withProgress(`${severity} ${context.words.bench.sheets}`, context, (update) =>
      scoreLetters(product, layoutOf, sheets, update),
    )
    const told = {
      reliability: reliability(
        [...scored, ...more],
        ({ field }) => statedError(field, field.reading!)!,
        ({ kind }) => targetOfKind(kind),
      ),
      trialSheets: sheets.length,
    }
    const wishes: BaselineWish[] = []
    for (const { letter, page } of placed) {
      const { sha256, index, code, fit } = page
      const path = await product.blobs.path(sha256)
      const mime = (await product.store.blob(sha256))!.mime!
      wishes.push({ letter, task: { path, mime, index, code: code!, fit: fit! } })
    }
    return { figures: { ...figures, ...told }, wishes, forms: await knownForms(product.forms, product.folders.derived) }
  } finally {
    await product.close()
  }
}

export function machine(): BenchReport['machine'] {
  const all = cpus()
  return {
    cpus: all.length,
    model: all[0]?.model ?? 'unknown',
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  }
}
