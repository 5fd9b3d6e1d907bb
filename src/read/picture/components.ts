import type { GrayImage } from '../../contract/image.ts'
import type { PxBox } from './crop.ts'

/** One connected patch of ink. */
export interface Patch {
  readonly box: PxBox
  readonly areaPx: number
  /** Its part inside the box of interest. */
  readonly insidePx: number
  /** Indices into the image's data. */
  readonly pixels: readonly number[]
}

/** The connected patches (8 neighbours) of everything darker than `below`; `inside` is the box of interest. */
export function findPatches(image: GrayImage, below: number, inside: PxBox): Patch[] {
  const { widthPx, heightPx, data } = image
  const seen = new Uint8Array(data.length)
  const found: Patch[] = []
  for (let start = 0; start < data.length; start++) {
    if (seen[start] === 1 || data[start]! >= below) continue
    const pixels = [start]
    seen[start] = 1
    let left = widthPx
    let right = 0
    let top = heightPx
    let bottom = 0
    let insidePx = 0
    for (let k = 0; k < pixels.length; k++) {
      const at = pixels[k]!
      const x = at % widthPx
      const y = (at - x) / widthPx
      left = Math.min(left, x)
      right = Math.max(right, x + 1)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y + 1)
      if (x >= inside.left && x < inside.right && y >= inside.top && y < inside.bottom) insidePx++
      for (let ny = Math.max(0, y - 1); ny <= Math.min(heightPx - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(widthPx - 1, x + 1); nx++) {
          const next = ny * widthPx + nx
          if (seen[next] === 1 || data[next]! >= below) continue
          seen[next] = 1
          pixels.push(next)
        }
      }
    }
    found.push({ box: { left, top, right, bottom }, areaPx: pixels.length, insidePx, pixels })
  }
  return found
}
