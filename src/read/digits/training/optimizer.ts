import type { Parameter } from './layer.ts'

const FIRST_DECAY = 0.9
const SECOND_DECAY = 0.99
const WEIGHT_DECAY = 0.02
const EPSILON = 1e-8
const WARM_UP = 0.06

/** Adam with decoupled weight decay (Loshchilov and Hutter, 2019); `rate` is the step of this batch. */
export function createOptimizer(parameters: readonly Parameter[]): (rate: number) => void {
  const first = parameters.map(({ values }) => new Float32Array(values.length))
  const second = parameters.map(({ values }) => new Float32Array(values.length))
  let steps = 0
  return (rate) => {
    steps++
    const firstShare = 1 - FIRST_DECAY ** steps
    const secondShare = 1 - SECOND_DECAY ** steps
    parameters.forEach(({ values, gradient, decays }, p) => {
      const mean = first[p]!
      const square = second[p]!
      const keep = decays ? 1 - rate * WEIGHT_DECAY : 1
      for (let i = 0; i < values.length; i++) {
        const slope = gradient[i]!
        mean[i] = FIRST_DECAY * mean[i]! + (1 - FIRST_DECAY) * slope
        square[i] = SECOND_DECAY * square[i]! + (1 - SECOND_DECAY) * slope * slope
        const size = Math.sqrt(square[i]! / secondShare) + EPSILON
        values[i] = values[i]! * keep - (rate * (mean[i]! / firstShare)) / size
      }
    })
  }
}

/** Rises over the first batches, then falls along a cosine to nothing; `done` is 0..1. */
export function learningRate(done: number, peak: number): number {
  if (done < WARM_UP) return peak * (0.05 + (0.95 * done) / WARM_UP)
  return peak * 0.5 * (1 + Math.cos((Math.PI * (done - WARM_UP)) / (1 - WARM_UP)))
}
