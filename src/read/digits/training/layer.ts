import type { Arena, Block } from '../net/arena.ts'
import { blocksOf, tapOffsets, type Plane } from '../net/plane.ts'
import { poolOf, type ConvolutionShape } from '../net/shape.ts'
import { normal, type Random } from './random.ts'

/** What the optimiser changes: values, their gradient, and whether weight decay pulls on them. */
export interface Parameter {
  readonly values: Float32Array
  readonly gradient: Float32Array
  readonly decays: boolean
}

/** Where a layer's output (and the gradient of it) lies: image i, channel c at (i · channels + c) · floats + first. */
export interface Place {
  readonly data: Float32Array
  readonly plane: Plane
}

export interface TrainedLayer {
  readonly shape: ConvolutionShape
  readonly input: Block
  /** Gradient of the loss by the input; null for the first layer, where nobody asks. */
  readonly inputGradient: Block | null
  readonly parameters: readonly Parameter[]
  forward(output: Place): void
  backward(outputGradient: Place): void
  /** Batch normalisation folded into weights and biases, for reading. */
  folded(): { weights: Float32Array; biases: Float32Array }
}

// Share of the running mean that each batch renews, once there have been enough for a plain average.
const RUNNING_SHARE = 0.005
const EPSILON = 1e-5

/** A convolution with batch normalisation, ReLU and pooling, over `batch` images at once, forwards and backwards. */
export function createLayer(
  arena: Arena,
  shape: ConvolutionShape,
  batch: number,
  isFirst: boolean,
  random: Random,
): TrainedLayer {
  const { plane, inputs, outputs, taps, kernelPx, outPx } = shape
  const { sizePx, stride, first, floats } = plane
  const { stepPx, window } = poolOf(shape)
  const realTaps = inputs * kernelPx * kernelPx
  const weights = arena.floats(outputs * taps)
  const weightGradient = arena.floats(outputs * taps)
  const spread = Math.sqrt(2 / realTaps)
  for (let i = 0; i < weights.data.length; i++) weights.data[i] = isRealTap(i) ? spread * normal(random) : 0
  const input = arena.floats(batch * inputs * floats)
  const sums = arena.floats(batch * outputs * floats)
  const sumGradient = arena.floats(batch * outputs * floats)
  const inputGradient = isFirst ? null : arena.floats(batch * inputs * floats)
  const flipped = isFirst ? null : arena.floats(inputs * outputs * kernelPx * kernelPx)
  const padded = (offsets: number[]): number[] => (offsets.length % 2 === 0 ? offsets : [...offsets, 0])
  const offsets = arena.offsets(padded(tapOffsets(plane, inputs, kernelPx)))
  const gradientOffsets = arena.offsets(tapOffsets(plane, outputs, kernelPx))
  const winners = new Uint8Array(batch * outputs * outPx * outPx)
  const scale = parameter(outputs, 1)
  const shift = parameter(outputs, 0)
  const mean = new Float32Array(outputs)
  const inverse = new Float32Array(outputs)
  const runningMean = new Float32Array(outputs)
  const runningVariance = new Float32Array(outputs).fill(1)
  const blocks = blocksOf(plane)
  let batches = 0
  const count = batch * sizePx * sizePx

  return {
    shape,
    input,
    inputGradient,
    parameters: [{ values: weights.data, gradient: weightGradient.data, decays: true }, scale, shift],
    forward(output) {
      batches++
      for (let image = 0; image < batch; image++) {
        const from = input.at + (image * inputs * floats + first) * 4
        const to = sums.at + (image * outputs * floats + first) * 4
        arena.kernel.convolve(weights.at, outputs / 4, from, offsets, taps, to, floats * 4, blocks)
      }
      for (let channel = 0; channel < outputs; channel++) {
        measure(channel)
        for (let image = 0; image < batch; image++) activate(image, channel, output)
      }
    },
    backward(outputGradient) {
      for (let channel = 0; channel < outputs; channel++) normalizeBackward(channel, outputGradient)
      weightGradient.data.fill(0)
      for (let image = 0; image < batch; image++) {
        const delta = sumGradient.at + (image * outputs * floats + first) * 4
        const from = input.at + (image * inputs * floats + first) * 4
        arena.kernel.correlate(delta, floats * 4, outputs / 4, from, offsets, taps, weightGradient.at, blocks * 2)
      }
      if (realTaps < taps) weightGradient.data.forEach((_, i, all) => (all[i] = isRealTap(i) ? all[i]! : 0))
      if (inputGradient !== null) passBack()
    },
    folded() {
      const folded = Float32Array.from(weights.data)
      const biases = new Float32Array(outputs)
      for (let channel = 0; channel < outputs; channel++) {
        const factor = scale.values[channel]! / Math.sqrt(runningVariance[channel]! + EPSILON)
        biases[channel] = shift.values[channel]! - runningMean[channel]! * factor
        for (let tap = 0; tap < taps; tap++) folded[panelIndex(channel, tap, taps)]! *= factor
      }
      return { weights: folded, biases }
    },
  }

  function isRealTap(index: number): boolean {
    return (index >> 2) % taps < realTaps
  }

  function measure(channel: number): void {
    let sum = 0
    let squares = 0
    for (let image = 0; image < batch; image++) {
      const start = (image * outputs + channel) * floats + first
      for (let y = 0; y < sizePx; y++) {
        for (let at = start + y * stride; at < start + y * stride + sizePx; at++) {
          const value = sums.data[at]!
          sum += value
          squares += value * value
        }
      }
    }
    const average = sum / count
    const variance = Math.max(0, squares / count - average * average)
    mean[channel] = average
    inverse[channel] = 1 / Math.sqrt(variance + EPSILON)
    const share = Math.max(RUNNING_SHARE, 1 / batches)
    runningMean[channel]! += share * (average - runningMean[channel]!)
    runningVariance[channel]! += share * (variance - runningVariance[channel]!)
  }

  // The largest after the affine step; which one it was is remembered for the way back.
  function activate(image: number, channel: number, output: Place): void {
    const factor = scale.values[channel]! * inverse[channel]!
    const bias = shift.values[channel]! - mean[channel]! * factor
    const from = (image * outputs + channel) * floats + first
    const to = (image * outputs + channel) * output.plane.floats + output.plane.first
    const won = (image * outputs + channel) * outPx * outPx
    const values = sums.data
    const target = output.data
    for (let y = 0; y < outPx; y++) {
      let corner = from + y * stepPx * stride
      for (let x = 0; x < outPx; x++, corner += stepPx) {
        let most = values[corner]! * factor + bias
        let winner = 0
        for (let k = 1; k < window.length; k++) {
          const value = values[corner + window[k]!]! * factor + bias
          if (value > most) {
            most = value
            winner = k
          }
        }
        target[to + y * output.plane.stride + x] = most > 0 ? most : 0
        winners[won + y * outPx + x] = most > 0 ? winner : NO_WINNER
      }
    }
  }

  function normalizeBackward(channel: number, gradient: Place): void {
    const average = mean[channel]!
    const spread = inverse[channel]!
    let sumDelta = 0
    let sumProduct = 0
    for (let image = 0; image < batch; image++) {
      const start = (image * outputs + channel) * floats + first
      const from = (image * outputs + channel) * gradient.plane.floats + gradient.plane.first
      const won = (image * outputs + channel) * outPx * outPx
      sumGradient.data.fill(0, start, start + sizePx * stride)
      for (let y = 0; y < outPx; y++) {
        for (let x = 0; x < outPx; x++) {
          const winner = winners[won + y * outPx + x]!
          if (winner === NO_WINNER) continue
          const at = start + y * stepPx * stride + x * stepPx + window[winner]!
          const delta = gradient.data[from + y * gradient.plane.stride + x]!
          sumGradient.data[at]! += delta
          sumDelta += delta
          sumProduct += delta * (sums.data[at]! - average) * spread
        }
      }
    }
    shift.gradient[channel] = sumDelta
    scale.gradient[channel] = sumProduct
    const factor = scale.values[channel]! * spread
    const meanDelta = sumDelta / count
    const slope = (sumProduct / count) * spread
    for (let image = 0; image < batch; image++) {
      const start = (image * outputs + channel) * floats + first
      for (let y = 0; y < sizePx; y++) {
        for (let at = start + y * stride; at < start + y * stride + sizePx; at++) {
          const delta = sumGradient.data[at]! - meanDelta - slope * (sums.data[at]! - average)
          sumGradient.data[at] = factor * delta
        }
      }
    }
  }

  // The gradient goes back through the same taps in reverse, with the roles of inputs and outputs exchanged.
  function passBack(): void {
    const area = kernelPx * kernelPx
    for (let output = 0; output < outputs; output++) {
      for (let channel = 0; channel < inputs; channel++) {
        for (let t = 0; t < area; t++) {
          const value = weights.data[panelIndex(output, channel * area + t, taps)]!
          flipped!.data[panelIndex(channel, output * area + area - 1 - t, outputs * area)] = value
        }
      }
    }
    for (let image = 0; image < batch; image++) {
      const from = sumGradient.at + (image * outputs * floats + first) * 4
      const to = inputGradient!.at + (image * inputs * floats + first) * 4
      const { convolve } = arena.kernel
      convolve(flipped!.at, inputs / 4, from, gradientOffsets, outputs * area, to, floats * 4, blocks)
    }
  }
}

const NO_WINNER = 255

function panelIndex(row: number, tap: number, taps: number): number {
  return ((row >> 2) * taps + tap) * 4 + (row & 3)
}

function parameter(length: number, start: number): Parameter {
  return { values: new Float32Array(length).fill(start), gradient: new Float32Array(length), decays: false }
}
