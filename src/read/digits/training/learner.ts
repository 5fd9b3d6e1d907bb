import { createArena } from '../net/arena.ts'
import type { NetWeights } from '../net/net.ts'
import type { Plane } from '../net/plane.ts'
import type { NetShape } from '../net/shape.ts'
import { createLayer, type Parameter, type Place } from './layer.ts'
import { normal, type Random } from './random.ts'

/** A net that can learn: one batch at a time, always of the same size. */
export interface Learner {
  readonly parameters: readonly Parameter[]
  /** Shows image `slot` of the batch: 28 × 28 ink values. */
  show(slot: number, ink: Float32Array): void
  /** Forwards and backwards; fills the gradients, returns the mean cross-entropy of the batch in nats. */
  learn(labels: Uint8Array): number
  /** The net as it is now, for reading. */
  weights(): NetWeights
}

export function createLearner(shape: NetShape, batch: number, random: Random): Learner {
  const arena = createArena(batch * 1.6 + 24)
  const layers = shape.convolutions.map((layer, i) => createLayer(arena, layer, batch, i === 0, random))
  const endPx = shape.convolutions.at(-1)!.outPx
  const flat: Plane = { sizePx: endPx, pad: 0, stride: endPx, first: 0, floats: endPx * endPx }
  const features = new Float32Array(batch * shape.features)
  const featureGradient = new Float32Array(batch * shape.features)
  const last: Parameter = {
    values: new Float32Array((shape.features + 1) * shape.classes),
    gradient: new Float32Array((shape.features + 1) * shape.classes),
    decays: true,
  }
  const spread = Math.sqrt(0.1 / shape.features)
  for (let i = 0; i < shape.features * shape.classes; i++) last.values[i] = spread * normal(random)
  const { plane } = shape.convolutions[0]!

  return {
    parameters: [...layers.flatMap((layer) => layer.parameters), last],
    show(slot, ink) {
      const start = slot * plane.floats + plane.first
      for (let y = 0; y < plane.sizePx; y++) {
        layers[0]!.input.data.set(ink.subarray(y * plane.sizePx, (y + 1) * plane.sizePx), start + y * plane.stride)
      }
    },
    learn(labels) {
      layers.forEach((layer, i) => layer.forward(outputOf(i)))
      const loss = classify(labels)
      for (let i = layers.length - 1; i >= 0; i--) layers[i]!.backward(gradientOf(i))
      return loss
    },
    weights: () => ({ convolutions: layers.map((layer) => layer.folded()), last: Float32Array.from(last.values) }),
  }

  function outputOf(i: number): Place {
    const next = layers[i + 1]
    return next === undefined ? { data: features, plane: flat } : { data: next.input.data, plane: next.shape.plane }
  }

  function gradientOf(i: number): Place {
    const next = layers[i + 1]
    if (next === undefined) return { data: featureGradient, plane: flat }
    return { data: next.inputGradient!.data, plane: next.shape.plane }
  }

  // The fully connected layer, softmax and cross-entropy, forwards and backwards.
  function classify(labels: Uint8Array): number {
    const { classes, features: count } = shape
    last.gradient.fill(0)
    featureGradient.fill(0)
    let loss = 0
    const scores = new Float64Array(classes)
    for (let image = 0; image < batch; image++) {
      const seen = features.subarray(image * count, (image + 1) * count)
      const back = featureGradient.subarray(image * count, (image + 1) * count)
      for (let k = 0; k < classes; k++) {
        let sum = last.values[classes * count + k]!
        for (let i = 0; i < count; i++) sum += last.values[k * count + i]! * seen[i]!
        scores[k] = sum
      }
      const most = Math.max(...scores)
      let total = 0
      for (let k = 0; k < classes; k++) total += scores[k] = Math.exp(scores[k]! - most)
      for (let k = 0; k < classes; k++) {
        const share = scores[k]! / total
        if (k === labels[image]) loss -= Math.log(Math.max(share, 1e-12))
        const delta = (share - (k === labels[image] ? 1 : 0)) / batch
        last.gradient[classes * count + k]! += delta
        for (let i = 0; i < count; i++) {
          last.gradient[k * count + i]! += delta * seen[i]!
          back[i]! += delta * last.values[k * count + i]!
        }
      }
    }
    return loss / batch
  }
}
