import type { GrayImage } from '../../../contract/image.ts'
import { normalizeDigit } from '../normalize.ts'
import { createNet, type Net, type NetWeights } from '../net/net.ts'
import { netShape } from '../net/shape.ts'
import { softmax } from '../recognize.ts'
import type { Ink } from '../record.ts'
import type { Widths } from './fit.ts'
import { MNIST_SIDE_PX, type Mnist } from './mnist.ts'
import { makeSample, type Sample } from './samples.ts'

/** Averaged logits of a labelled set: what temperatures and errors are worked out from. */
export interface Scored {
  readonly logits: readonly Float32Array[]
  readonly labels: readonly number[]
}

export function scoreSamples(widths: Widths, nets: readonly NetWeights[], samples: readonly Sample[]): Scored {
  const readers = nets.map((weights) => createNet(netShape(widths), weights))
  return { logits: samples.map(({ ink }) => average(readers, ink)), labels: samples.map(({ label }) => label) }
}

/** Digits as MNIST has them, not damaged, for comparison with the literature. */
export function plainSamples(mnist: Mnist, from: number, to: number): Sample[] {
  return range(from, to).map((index) => ({
    ink: normalizeDigit(plainCell(mnist, index))?.ink ?? new Float32Array(MNIST_SIDE_PX * MNIST_SIDE_PX),
    label: mnist.labels[index]!,
  }))
}

export function damagedSamples(mnist: Mnist, from: number, to: number, seed: number, ink: Ink): Sample[] {
  return range(from, to).map((index) => makeSample(mnist, index, seed, 0, ink))
}

export function plainCell(mnist: Mnist, index: number): GrayImage {
  const size = MNIST_SIDE_PX * MNIST_SIDE_PX
  const data = mnist.images.slice(index * size, (index + 1) * size).map((value) => 255 - value)
  return { widthPx: MNIST_SIDE_PX, heightPx: MNIST_SIDE_PX, data }
}

export function errorOf({ logits, labels }: Scored): { count: number; error: number } {
  const wrong = logits.filter((scores, i) => scores.indexOf(Math.max(...scores)) !== labels[i]).length
  return { count: labels.length, error: wrong / labels.length }
}

/** The temperature under which the true labels are likeliest (Guo and others, 2017), by golden section. */
export function fitTemperature(scored: Scored): number {
  const loss = (temperature: number) =>
    scored.logits.reduce(
      (sum, scores, i) => sum - Math.log(softmax(scores, temperature)[scored.labels[i]!]! + 1e-12),
      0,
    )
  const ratio = (Math.sqrt(5) - 1) / 2
  let [low, high] = [0.3, 4]
  for (let step = 0; step < 30; step++) {
    const a = high - ratio * (high - low)
    const b = low + ratio * (high - low)
    if (loss(a) < loss(b)) high = b
    else low = a
  }
  return (low + high) / 2
}

/** Expected calibration error: |stated − found| averaged over ten bins of the stated confidence. */
export function calibrationError(scored: Scored, temperature: number): number {
  const bins = Array.from({ length: 10 }, () => ({ stated: 0, right: 0 }))
  scored.logits.forEach((scores, i) => {
    const shares = softmax(scores, temperature)
    const most = Math.max(...shares)
    const bin = bins[Math.min(9, Math.floor(most * 10))]!
    bin.stated += most
    if (shares.indexOf(most) === scored.labels[i]) bin.right++
  })
  return bins.reduce((sum, bin) => sum + Math.abs(bin.stated - bin.right), 0) / scored.labels.length
}

function average(readers: readonly Net[], ink: Float32Array): Float32Array {
  const all = readers.map((read) => read(ink))
  return all[0]!.map((_, k) => all.reduce((sum, logits) => sum + logits[k]!, 0) / all.length)
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}
