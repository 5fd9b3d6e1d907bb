import { fromHalf, toHalf } from './half.ts'
import type { NetWeights } from './net.ts'
import type { NetShape } from './shape.ts'

/** Weights of several nets of one shape as half-precision numbers, little-endian, one after the other. */
export function packWeights(nets: readonly NetWeights[]): Uint8Array {
  const parts = nets.flatMap((net) => [...net.convolutions.flatMap((c) => [c.weights, c.biases]), net.last])
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return new Uint8Array(toHalf(all).buffer)
}

/** The reverse; throws RangeError when the bytes are not exactly `count` nets of this shape. */
export function unpackWeights(bytes: Uint8Array, shape: NetShape, count: number): NetWeights[] {
  const all = fromHalf(new Uint16Array(bytes.slice().buffer))
  let at = 0
  const take = (length: number): Float32Array => all.slice(at, (at += length))
  const nets = Array.from({ length: count }, () => ({
    convolutions: shape.convolutions.map(({ outputs, taps }) => ({
      weights: take(outputs * taps),
      biases: take(outputs),
    })),
    last: take((shape.features + 1) * shape.classes),
  }))
  if (at !== all.length) throw new RangeError(`weights hold ${all.length} numbers, the nets need ${at}`)
  return nets
}
