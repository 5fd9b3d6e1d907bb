import type { NetWeights } from '../net/net.ts'
import type { Ink } from '../record.ts'
import { netShape } from '../net/shape.ts'
import { createLearner } from './learner.ts'
import type { Mnist } from './mnist.ts'
import { createOptimizer, learningRate } from './optimizer.ts'
import { seeded } from './random.ts'
import { makeSample } from './samples.ts'

export type Widths = readonly [number, number, number, number, number]

export interface FitPlan {
  readonly seed: number
  readonly ink: Ink
  readonly widths: Widths
  readonly epochs: number
  readonly batch: number
  readonly peakRate: number
  /** Only the first digits of the set are learnt from; the rest is held out. */
  readonly digits: number
}

/** Trains one net; the same plan gives the same weights, bit for bit. `onProgress` hears the share done and the loss. */
export function fitNet(plan: FitPlan, mnist: Mnist, onProgress: (done: number, loss: number) => void): NetWeights {
  const { seed, batch, epochs, digits } = plan
  const learner = createLearner(netShape(plan.widths), batch, seeded(seed))
  const step = createOptimizer(learner.parameters)
  const perEpoch = Math.floor(digits / batch)
  const labels = new Uint8Array(batch)
  let smoothLoss = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(digits, seed, epoch)
    for (let b = 0; b < perEpoch; b++) {
      for (let slot = 0; slot < batch; slot++) {
        const sample = makeSample(mnist, order[b * batch + slot]!, seed, epoch, plan.ink)
        learner.show(slot, sample.ink)
        labels[slot] = sample.label
      }
      const loss = learner.learn(labels)
      const done = (epoch * perEpoch + b) / (epochs * perEpoch)
      step(learningRate(done, plan.peakRate))
      smoothLoss = smoothLoss === 0 ? loss : 0.99 * smoothLoss + 0.01 * loss
      onProgress(done, smoothLoss)
    }
  }
  return learner.weights()
}

function shuffled(count: number, seed: number, epoch: number): Uint32Array {
  const random = seeded(seed, epoch, 0x0d1e)
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order
}
