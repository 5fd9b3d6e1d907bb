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
  for (let y = 0; y < image.heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const { first, share } = columns[x]!
      let sum = 0
      for (let k = 0; k < share.length; k++) sum += image.data[y * image.widthPx + first + k]! * share[k]!
      middle[y * widthPx + x] = sum
    }
  }
  const data = new Uint8Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    const { first, share } = rows[y]!
    for (let x = 0; x < widthPx; x++) {
      let sum = 0
      for (let k = 0; k < share.length; k++) sum += middle[(first + k) * widthPx + x]! * share[k]!
      data[y * widthPx + x] = sum + 0.5
    }
  }
  return { widthPx, heightPx, data }
}

interface Weights {
  readonly first: number
  readonly share: readonly number[]
}

// A triangle as wide as one new pixel or one old pixel, whichever is larger.
function weights(from: number, to: number): Weights[] {
  const scale = from / to
  const reach = Math.max(scale, 1)
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale - 0.5
    const first = Math.max(0, Math.ceil(centre - reach))
    const last = Math.min(from - 1, Math.floor(centre + reach))
    const share: number[] = []
    for (let k = first; k <= last; k++) share.push(Math.max(0, 1 - Math.abs(k - centre) / reach))
    const total = share.reduce((sum, value) => sum + value, 0)
    return { first, share: share.map((value) => value / total) }
  })
}
