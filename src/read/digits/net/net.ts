import { createArena, type Arena, type Block } from './arena.ts'
import { blocksOf, tapOffsets } from './plane.ts'
import { poolOf, type ConvolutionShape, type NetShape } from './shape.ts'

/** Weights ready to read with: batch normalisation folded in, panels of four rows as the kernel wants them. */
export interface NetWeights {
  readonly convolutions: readonly { readonly weights: Float32Array; readonly biases: Float32Array }[]
  /** [class][feature], then one bias a class. */
  readonly last: Float32Array
}

/** Takes 28 × 28 ink values, returns one number (logit) a class. */
export type Net = (ink: Float32Array) => Float32Array

export function createNet(shape: NetShape, weights: NetWeights): Net {
  const arena = createArena(4)
  const layers = shape.convolutions.map((layer, i) => prepare(arena, layer, weights.convolutions[i]!))
  const features = new Float32Array(shape.features)
  return (ink) => {
    write(ink, layers[0]!)
    layers.forEach((layer, i) => {
      arena.kernel.convolve(...layer.call)
      activate(layer, layers[i + 1] ?? null, features)
    })
    return classify(features, weights.last, shape.classes)
  }
}

interface Layer {
  readonly shape: ConvolutionShape
  readonly input: Block
  readonly sums: Block
  readonly biases: Float32Array
  readonly pool: ReturnType<typeof poolOf>
  readonly call: Parameters<Arena['kernel']['convolve']>
}

function prepare(arena: Arena, shape: ConvolutionShape, from: NetWeights['convolutions'][number]): Layer {
  const { plane, inputs, outputs, taps } = shape
  const weights = arena.floats(from.weights.length)
  weights.data.set(from.weights)
  const input = arena.floats(inputs * plane.floats)
  const sums = arena.floats(outputs * plane.floats)
  const offsets = tapOffsets(plane, inputs, shape.kernelPx)
  if (offsets.length < taps) offsets.push(0)
  const first = plane.first * 4
  return {
    shape,
    input,
    sums,
    biases: from.biases,
    pool: poolOf(shape),
    call: [
      weights.at,
      outputs / 4,
      input.at + first,
      arena.offsets(offsets),
      taps,
      sums.at + first,
      plane.floats * 4,
      blocksOf(plane),
    ],
  }
}

function write(ink: Float32Array, { shape, input }: Layer): void {
  const { sizePx, stride, first } = shape.plane
  for (let y = 0; y < sizePx; y++) input.data.set(ink.subarray(y * sizePx, (y + 1) * sizePx), first + y * stride)
}

// Bias, ReLU and pooling, into the next layer's input or the features. Largest first, then bias: the order is free.
function activate(layer: Layer, next: Layer | null, features: Float32Array): void {
  const { outputs, outPx, plane } = layer.shape
  const { stepPx, window } = layer.pool
  const sums = layer.sums.data
  const target = next === null ? features : next.input.data
  for (let channel = 0; channel < outputs; channel++) {
    const from = channel * plane.floats + plane.first
    const to = next === null ? channel * outPx * outPx : channel * next.shape.plane.floats + next.shape.plane.first
    const row = next === null ? outPx : next.shape.plane.stride
    const bias = layer.biases[channel]!
    for (let y = 0; y < outPx; y++) {
      for (let x = 0; x < outPx; x++) {
        const corner = from + y * stepPx * plane.stride + x * stepPx
        let most = -Infinity
        for (let k = 0; k < window.length; k++) {
          const value = sums[corner + window[k]!]!
          if (value > most) most = value
        }
        target[to + y * row + x] = Math.max(0, most + bias)
      }
    }
  }
}

function classify(features: Float32Array, last: Float32Array, classes: number): Float32Array {
  const count = features.length
  const out = new Float32Array(classes)
  for (let k = 0; k < classes; k++) {
    let sum = last[classes * count + k]!
    for (let i = 0; i < count; i++) sum += last[k * count + i]! * features[i]!
    out[k] = sum
  }
  return out
}
