interface Gray {
  readonly widthPx: number
  readonly heightPx: number
  readonly data: Uint8Array
}

interface Shrunk extends Gray {}

/**
 * The image at 1/`factor` of its size, each pixel the mean of `factor` × `factor`; a rest at the right and bottom is
 * dropped. RangeError when the factor is no whole number or exceeds the smaller side.
 */
export function shrink(image: Gray, factor: number): Shrunk {
  if (!Number.isInteger(factor) || factor < 1 || factor > Math.min(image.widthPx, image.heightPx))
    throw new RangeError('shrink by whole numbers from 1 to the smaller side')
  if (factor === 1) return { widthPx: image.widthPx, heightPx: image.heightPx, data: image.data }
  const widthPx = Math.floor(image.widthPx / factor)
  const heightPx = Math.floor(image.heightPx / factor)
  const data = new Uint8Array(widthPx * heightPx)
  if (factor === 2) {
    shrinkByTwo(image.data, image.widthPx, data, widthPx, heightPx)
    return { widthPx, heightPx, data }
  }
  if (factor === 3) {
    shrinkByThree(image.data, image.widthPx, data, widthPx, heightPx)
    return { widthPx, heightPx, data }
  }
  const sums = new Uint32Array(widthPx)
  for (let row = 0; row < heightPx; row++) {
    sums.fill(0)
    for (let dy = 0; dy < factor; dy++) {
      let at = (row * factor + dy) * image.widthPx
      for (let column = 0; column < widthPx; column++) {
        let sum = 0
        for (let dx = 0; dx < factor; dx++) sum += image.data[at++]!
        sums[column]! += sum
      }
    }
    const scale = 1 / (factor * factor)
    for (let column = 0; column < widthPx; column++) data[row * widthPx + column] = sums[column]! * scale + 0.5
  }
  return { widthPx, heightPx, data }
}

function shrinkByTwo(source: Uint8Array, w: number, data: Uint8Array, widthPx: number, heightPx: number): void {
  for (let row = 0; row < heightPx; row++) {
    let a = row * 2 * w
    let b = a + w
    const end = (row + 1) * widthPx
    for (let out = row * widthPx; out < end; out++, a += 2, b += 2)
      data[out] = (source[a]! + source[a + 1]! + source[b]! + source[b + 1]! + 2) >> 2
  }
}

function shrinkByThree(s: Uint8Array, w: number, data: Uint8Array, widthPx: number, heightPx: number): void {
  for (let row = 0; row < heightPx; row++) {
    let a = row * 3 * w
    let b = a + w
    let c = b + w
    const end = (row + 1) * widthPx
    for (let out = row * widthPx; out < end; out++, a += 3, b += 3, c += 3) {
      const sum = s[a]! + s[a + 1]! + s[a + 2]! + s[b]! + s[b + 1]! + s[b + 2]! + s[c]! + s[c + 1]! + s[c + 2]!
      // 7282 / 65536 is a ninth, exactly enough for sums up to 9 × 255.
      data[out] = Math.imul(sum + 4, 7282) >> 16
    }
  }
}
