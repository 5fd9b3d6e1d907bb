import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ScoredReading } from '../contract/calibration.ts'
import { severities, type Severity } from '../contract/truth.ts'
import { scoreLetters } from '../bench/scoreLetters.ts'
import { TRIAL_SHEET, trialSheet } from '../bench/trialSheet.ts'
import { calibrate, type KindCount } from '../judge/calibrate.ts'
import { calibrationInForce, judgeBy } from '../judge/calibration.ts'
import { lookIntoOffice } from '../pipeline/startOffice.ts'
import { readManifest } from '../read/engines/modelManifest.ts'
import { calibrationTable } from './calibrationTable.ts'
import type { Command, CommandContext, OptionValues } from './command.ts'
import { foldersOf, migrationsFolder } from './folders.ts'
import { oneOf, wholeNumber } from './number.ts'
import { chosenModel, openProduct } from './product.ts'
import { withProgress } from './progress.ts'
import { reviewedReadings } from './reviewedReadings.ts'
import { isTyped, writeLetters, type LettersWish } from './writeLetters.ts'

const FORM = 'golden-ideas-2021'
// Neither the seed that is developed on nor the one that is told.
const SEED = 7
const POOL = 'validation' as const
// Fewer keyed readings of a kind say less than the curve that is there; a trial is the first to say anything.
const LEAST = { reviews: 100, trial: 50 }

export const calibrateCommand: Command = {
  name: 'calibrate',
  usage: '[--from-reviews [--least N] | --letters N --sheets N --severity S --seed K] [--out FILE] [--json]',
  words: [0, 0],
  options: {
    'from-reviews': { type: 'boolean' },
    least: { type: 'string' },
    letters: { type: 'string' },
    sheets: { type: 'string' },
    severity: { type: 'string' },
    seed: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(_words, options, context) {
    const fromReviews = options['from-reviews'] === true
    const least = wholeNumber('least', options['least'], LEAST[fromReviews ? 'reviews' : 'trial'], 50, 1_000_000)
    const learnt = fromReviews ? await learnFromReviews(context) : await learnFromTrial(options, context)
    const earlier = fromReviews ? calibrationInForce().kinds : {}
    const { calibration, counts } = calibrate(learnt.readings, least, learnt.made, earlier)
    const out = options['out'] === undefined ? foldersOf(context.settings).calibration : String(options['out'])
    const written = Object.values(counts).some(({ refitted }) => refitted)
    if (written) await writeWhole(out, `${JSON.stringify(calibration, null, 1)}\n`)
    const words = context.words.calibrate
    if (options['json'] === true)
      context.print(JSON.stringify({ out: written ? out : null, counts, calibration }, null, 2))
    else {
      context.print(calibrationTable(calibration, counts, words))
      context.note(written ? `${words.written}: ${out}` : `${words.tooFew} ${least}: ${mostOf(counts)}`)
    }
    return 0
  },
}

interface Learnt {
  readonly readings: readonly ScoredReading[]
  readonly made: Record<string, string | number>
}

async function learnFromTrial(options: OptionValues, context: CommandContext): Promise<Learnt> {
  const letters = wholeNumber('letters', options['letters'], 20, 0, 5_000)
  // To state four errors in a thousand a curve needs hundreds of readings in its surest step, and a sheet has seven telephones.
  const sheets = wholeNumber('sheets', options['sheets'], 200, 0, 5_000)
  const seed = wholeNumber('seed', options['seed'], SEED, 0, 1_000_000)
  const severity = oneOf('severity', options['severity'], 'normal', severities)
  const modelsPath = await chosenModel(context.settings)
  const { recognition } = await readManifest(modelsPath)
  const data = await mkdtemp(join(tmpdir(), 'xiance-calibrate-'))
  try {
    const folder = join(data, 'letters')
    const wishes = [
      ...trialWishes(FORM, letters, seed * 10_000, severity, folder),
      // Files are named by their seed: no two may share one.
      ...trialWishes(TRIAL_SHEET, sheets, seed * 10_000 + 5_000, severity, folder),
    ]
    const words = context.words.bench
    const written = await withProgress(words.generating, context, (update) => writeLetters(wishes, update))
    const product = await openProduct({ ...context.settings, data }, { modelsPath, forms: [trialSheet()] })
    try {
      const layoutOf = (form: string, version: number) =>
        product.forms.find((known) => known.id === form && known.version === version)!.layout
      const readings = await withProgress(words.reading, context, (update) =>
        scoreLetters(product, layoutOf, written, update),
      )
      return { readings, made: { from: 'trial', pool: POOL, seed, severity, letters, sheets, model: recognition.id } }
    } finally {
      await product.close()
    }
  } finally {
    await rm(data, { recursive: true, force: true })
  }
}

function trialWishes(form: string, count: number, first: number, severity: Severity, folder: string): LettersWish[] {
  return Array.from({ length: count }, (_, i) => ({
    form,
    seed: first + i,
    severity,
    pool: POOL,
    folder: join(folder, form),
    typed: isTyped(i),
  }))
}

async function learnFromReviews({ settings }: CommandContext): Promise<Learnt> {
  const folders = foldersOf(settings)
  // From the shipped curves, not from this office's own: those hold the same keyings already.
  judgeBy(null)
  const looked = await lookIntoOffice(folders, migrationsFolder)
  try {
    const { readings, letters } = await reviewedReadings(looked.store)
    return {
      readings,
      made: { ...calibrationInForce().made, reviewedLetters: letters, reviewedFields: readings.length },
    }
  } finally {
    await looked.close()
  }
}

function mostOf(counts: Record<string, KindCount>): string {
  const kinds = Object.entries(counts).map(([kind, { readings }]) => `${kind} ${readings}`)
  return kinds.length === 0 ? '0' : kinds.join(' · ')
}

async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.part`, text, { flush: true })
  await rename(`${path}.part`, path)
}
