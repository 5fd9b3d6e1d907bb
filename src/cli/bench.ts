import { cpus, tmpdir } from 'node:os'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { measureSeverity } from '../bench/measureSeverity.ts'
import type { BenchReport, SeverityFigures } from '../contract/bench.ts'
import { severities, type Severity } from '../contract/truth.ts'
import { benchTables } from './benchTables.ts'
import type { Command, CommandContext } from './command.ts'
import { oneOf, wholeNumber } from './number.ts'
import { openProduct } from './product.ts'
import { startProgress } from './progress.ts'
import { writeLetters } from './writeLetters.ts'

const FORM = 'golden-ideas-2021'
// Each pool has hands and digits of its own; what is tuned is tuned on the first and told from the second.
const seeds = { development: 1, report: 2021 } as const

export const bench: Command = {
  name: 'bench',
  usage: '[--letters N] [--severity S] [--pool report|development] [--seed K] [--json]',
  words: [0, 0],
  options: {
    letters: { type: 'string' },
    severity: { type: 'string' },
    pool: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(_words, options, context) {
    const letters = wholeNumber('letters', options['letters'], 20, 1, 10_000)
    const pool = oneOf('pool', options['pool'], 'report', ['report', 'development'])
    const seed = wholeNumber('seed', options['seed'], seeds[pool], 0, 1_000_000)
    const only = options['severity']
    const wanted = only === undefined ? severities : [oneOf('severity', only, 'normal', severities)]
    const report: BenchReport = { seed, pool, machine: machine(), severities: {} }
    for (const severity of wanted) {
      report.severities[severity] = await measure({ letters, pool, seed, severity }, context)
      if (options['json'] !== true)
        context.print(benchTables(severity, report.severities[severity]!, context.words.bench))
    }
    if (options['json'] === true) context.print(JSON.stringify(report, null, 2))
    return 0
  },
}

interface Run {
  readonly letters: number
  readonly pool: 'development' | 'report'
  readonly seed: number
  readonly severity: Severity
}

async function measure({ letters, pool, seed, severity }: Run, context: CommandContext): Promise<SeverityFigures> {
  const { words, settings } = context
  const data = await mkdtemp(join(tmpdir(), 'xiance-bench-'))
  try {
    const folder = join(data, 'letters')
    // The first is read to warm the engines up and is not counted.
    const wishes = Array.from({ length: letters + 1 }, (_, i) => ({
      form: FORM,
      seed: seed * 10_000 + i,
      severity,
      pool,
      folder,
    }))
    const writing = startProgress(`${severity} ${words.bench.generating}`, context)
    const [warmUp, ...written] = await writeLetters(wishes, (done, total) => writing.update(done, total))
    writing.stop()
    const product = await openProduct({ ...settings, data })
    const reading = startProgress(`${severity} ${words.bench.reading}`, context)
    try {
      const layoutOf = (form: string, version: number) =>
        product.forms.find((known) => known.id === form && known.version === version)!.layout
      const figures = await measureSeverity(product, layoutOf, warmUp!, written, (done, total) =>
        reading.update(done, total),
      )
      return { ...figures, baselines: { tesseract: null, ppocrLines: null } }
    } finally {
      reading.stop()
      await product.close()
    }
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}

function machine(): BenchReport['machine'] {
  const all = cpus()
  return {
    cpus: all.length,
    model: all[0]?.model ?? 'unknown',
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  }
}
