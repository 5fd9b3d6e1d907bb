import type { GrayImage } from '../../contract/image.ts'
import type { PxBox } from './crop.ts'

/** One connected patch of ink. */
export interface Patch {
  readonly box: PxBox
  readonly areaPx: number
  /** Its part inside the box of interest. */
  readonly insidePx: number
  /** Indices into the image's data. */
  readonly pixels: Int32Array
}

/** The connected patches (8 neighbours) of everything darker than `below`; `inside` is the box of interest. */
export function findPatches(image: GrayImage, below: number, inside: PxBox): Patch[] {
  const { widthPx, heightPx, data } = image
  const left = new Uint8Array(data.length)
  let darkPx = 0
  for (let i = 0; i < data.length; i++) if (data[i]! < below) darkPx += left[i] = 1
  if (darkPx === 0) return []
  // All patches one after the other: each is the part of this that its search has filled.
  const pixels = new Int32Array(darkPx)
  const found: Patch[] = []
  let used = 0
  for (let start = 0; used < darkPx; start++) {
    if (left[start] === 0) continue
    const first = used
    pixels[used++] = start
    left[start] = 0
    const box = { left: widthPx, top: heightPx, right: 0, bottom: 0 }
    let insidePx = 0
    for (let k = first; k < used; k++) {
      const at = pixels[k]!
      const x = at % widthPx
      const y = (at - x) / widthPx
      if (x < box.left) box.left = x
      if (x >= box.right) box.right = x + 1
      if (y < box.top) box.top = y
      if (y >= box.bottom) box.bottom = y + 1
      if (x >= inside.left && x < inside.right && y >= inside.top && y < inside.bottom) insidePx++
      const lastX = x === widthPx - 1 ? x : x + 1
      const lastY = y === heightPx - 1 ? y : y + 1
      for (let ny = y === 0 ? 0 : y - 1; ny <= lastY; ny++)
        for (let next = ny * widthPx + (x === 0 ? 0 : x - 1); next <= ny * widthPx + lastX; next++) {
          if (left[next] === 0) continue
          left[next] = 0
          pixels[used++] = next
        }
    }
    found.push({ box, areaPx: used - first, insidePx, pixels: pixels.subarray(first, used) })
  }
  return found
}
