import type { GrayImage } from '../../contract/image.ts'

/** Pixels; `right` and `bottom` exclusive. */
export interface PxBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The smallest box round everything darker than `below`; null when there is nothing. */
export function inkBox(image: GrayImage, below: number): PxBox | null {
  let left = image.widthPx
  let right = 0
  let top = image.heightPx
  let bottom = 0
  for (let y = 0; y < image.heightPx; y++) {
    const row = y * image.widthPx
    for (let x = 0; x < image.widthPx; x++) {
      if (image.data[row + x]! >= below) continue
      if (x < left) left = x
      if (x >= right) right = x + 1
      if (y < top) top = y
      bottom = y + 1
    }
  }
  return right === 0 ? null : { left, top, right, bottom }
}

/** A part of the image; what lies outside it is white. */
export function crop(image: GrayImage, box: PxBox): GrayImage {
  const widthPx = box.right - box.left
  const heightPx = box.bottom - box.top
  const data = new Uint8Array(widthPx * heightPx).fill(255)
  const from = Math.max(0, box.left)
  const to = Math.min(image.widthPx, box.right)
  for (let y = Math.max(0, box.top); y < Math.min(image.heightPx, box.bottom); y++) {
    const source = y * image.widthPx
    data.set(image.data.subarray(source + from, source + to), (y - box.top) * widthPx + from - box.left)
  }
  return { widthPx, heightPx, data }
}
