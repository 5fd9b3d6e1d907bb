import type { GrayImage } from '../../contract/image.ts'

/**
 * The image at another size. Shrinking takes the mean of what each new pixel covers (a pen stroke must not fall between
 * samples); growing goes straight between neighbours.
 */
export function resize(image: GrayImage, widthPx: number, heightPx: number): GrayImage {
  if (widthPx === image.widthPx && heightPx === image.heightPx) return image
  const columns = weights(image.widthPx, widthPx)
  const rows = weights(image.heightPx, heightPx)
  const middle = new Float32Array(widthPx * image.heightPx)
  for (let y = 0; y < image.heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const from = y * image.widthPx + columns.first[x]!
      const at = x * columns.most
      let sum = 0
      for (let k = 0; k < columns.count[x]!; k++) sum += image.data[from + k]! * columns.share[at + k]!
      middle[y * widthPx + x] = sum
    }
  const data = new Uint8Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    const from = rows.first[y]! * widthPx
    const at = y * rows.most
    for (let x = 0; x < widthPx; x++) {
      let sum = 0
      for (let k = 0; k < rows.count[y]!; k++) sum += middle[from + k * widthPx + x]! * rows.share[at + k]!
      data[y * widthPx + x] = sum + 0.5
    }
  }
  return { widthPx, heightPx, data }
}

/** For each new pixel the old ones it is made of: `count` from `first` on, their shares at `i * most` and after. */
interface Weights {
  readonly first: Int32Array
  readonly count: Int32Array
  readonly share: Float64Array
  readonly most: number
}

// A triangle as wide as one new pixel or one old pixel, whichever is larger.
function weights(from: number, to: number): Weights {
  const scale = from / to
  const reach = Math.max(scale, 1)
  const most = Math.floor(2 * reach) + 1
  const first = new Int32Array(to)
  const count = new Int32Array(to)
  const share = new Float64Array(to * most)
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale - 0.5
    const left = Math.max(0, Math.ceil(centre - reach))
    const right = Math.min(from - 1, Math.floor(centre + reach))
    let total = 0
    for (let k = left; k <= right; k++)
      total += share[i * most + k - left] = Math.max(0, 1 - Math.abs(k - centre) / reach)
    for (let k = 0; k <= right - left; k++) share[i * most + k]! /= total
    first[i] = left
    count[i] = right - left + 1
  }
  return { first, count, share, most }
}
