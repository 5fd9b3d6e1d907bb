/** IEEE 754 half precision, rounded to nearest: weights keep three digits in half the bytes. */
export function toHalf(values: Float32Array): Uint16Array<ArrayBuffer> {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  const out = new Uint16Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const sign = (bits[i]! >>> 16) & 0x8000
    const magnitude = Math.abs(values[i]!)
    if (magnitude >= 65504) out[i] = sign | 0x7bff
    else if (magnitude < 2 ** -14) out[i] = sign | Math.round(magnitude * 2 ** 24)
    else out[i] = sign | ((((bits[i]! & 0x7fffffff) - 0x38000000 + 0x1000) >>> 13) & 0x7fff)
  }
  return out
}

export function fromHalf(halves: Uint16Array): Float32Array {
  const out = new Float32Array(halves.length)
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i]!
    const exponent = (half >> 10) & 31
    const fraction = half & 1023
    const size = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25)
    out[i] = half & 0x8000 ? -size : size
  }
  return out
}
