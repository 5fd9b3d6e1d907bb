import { describe, expect, it } from 'vitest'
import { unpackWeights, packWeights } from '../../../src/read/digits/net/file.ts'
import { fromHalf, toHalf } from '../../../src/read/digits/net/half.ts'
import { createNet } from '../../../src/read/digits/net/net.ts'
import { netShape } from '../../../src/read/digits/net/shape.ts'
import { fitNet, type FitPlan } from '../../../src/read/digits/training/fit.ts'
import { createLearner } from '../../../src/read/digits/training/learner.ts'
import { errorOf, fitTemperature, plainSamples, scoreSamples } from '../../../src/read/digits/training/measure.ts'
import { loadMnist } from '../../../src/read/digits/training/mnist.ts'
import { normal, seeded } from '../../../src/read/digits/training/random.ts'
import { softmax } from '../../../src/read/digits/recognize.ts'

const tiny: FitPlan = {
  seed: 3,
  ink: 'whole',
  widths: [4, 8, 8, 8, 8],
  epochs: 1,
  batch: 32,
  peakRate: 0.01,
  digits: 1280,
}
const train = loadMnist('train')

describe('fitNet', () => {
  const first = fitNet(tiny, train, () => {})

  it('gives the same weights for the same plan, bit for bit', () => {
    expect(packWeights([fitNet(tiny, train, () => {})])).toEqual(packWeights([first]))
    expect(packWeights([fitNet({ ...tiny, seed: 4 }, train, () => {})])).not.toEqual(packWeights([first]))
  })

  it('learns: forty small batches already beat chance by far on digits it has not seen', () => {
    const { error } = errorOf(scoreSamples(tiny.widths, [first], plainSamples(train, 50_000, 50_300)))
    expect(error).toBeLessThan(0.45)
  })

  it('keeps its answers through the file format', () => {
    const shape = netShape(tiny.widths)
    const [back] = unpackWeights(packWeights([first]), shape, 1)
    const ink = plainSamples(train, 50_000, 50_001)[0]!.ink
    const [a, b] = [createNet(shape, first)(ink), createNet(shape, back!)(ink)]
    a.forEach((value, k) => expect(b[k]!).toBeCloseTo(value, 1))
    expect(() => unpackWeights(packWeights([first]), shape, 2)).toThrow(RangeError)
  })
})

describe('createLearner', () => {
  it('computes the gradient that finite differences find', () => {
    const random = seeded(9)
    const learner = createLearner(netShape([4, 4, 8, 4, 8]), 4, seeded(5))
    const labels = Uint8Array.from([1, 3, 10, 7])
    for (let slot = 0; slot < 4; slot++) {
      learner.show(
        slot,
        Float32Array.from({ length: 784 }, () => Math.max(0, normal(random))),
      )
    }
    learner.learn(labels)
    const gradients = learner.parameters.map(({ gradient }) => Float32Array.from(gradient))
    let difference = 0
    let size = 0
    learner.parameters.forEach(({ values }, p) => {
      for (let probe = 0; probe < 6; probe++) {
        const i = Math.floor(random() * values.length)
        const kept = values[i]!
        values[i] = kept + STEP
        const above = learner.learn(labels)
        values[i] = kept - STEP
        const below = learner.learn(labels)
        values[i] = kept
        const found = (above - below) / (2 * STEP)
        difference += (found - gradients[p]![i]!) ** 2
        size += found ** 2
      }
    })
    // Maxima and ReLU have corners that finite steps cut: a wrong formula is off by more than this by far.
    expect(Math.sqrt(difference / size)).toBeLessThan(0.08)
  })
})

const STEP = 2e-3

describe('half precision', () => {
  it('keeps three digits and the sign, from the least to the largest', () => {
    const values = Float32Array.from([0, 1, -1, 0.1, -3.3333, 65504, 1e-6, -2e-5, 1234.5, 2 ** -14])
    fromHalf(toHalf(values)).forEach((back, i) => {
      expect(Math.abs(back - values[i]!)).toBeLessThanOrEqual(Math.max(Math.abs(values[i]!) * 5e-4, 3.1e-8))
    })
  })
})

describe('fitTemperature', () => {
  it('finds the temperature that made the labels', () => {
    const random = seeded(11)
    const logits = Array.from({ length: 4000 }, () => Float32Array.from({ length: 11 }, () => 3 * normal(random)))
    const labels = logits.map((scores) => {
      let rest = random()
      return softmax(scores, 1.8).findIndex((share) => (rest -= share) < 0)
    })
    expect(fitTemperature({ logits, labels })).toBeCloseTo(1.8, 0)
  })
})
