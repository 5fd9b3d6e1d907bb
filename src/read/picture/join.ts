import type { GrayImage } from '../../contract/image.ts'

/** Pictures of one height side by side with white between, before and after them. `startsPx[i]` is where picture i begins. */
export function joinInRow(
  pictures: readonly GrayImage[],
  gapPx: number,
  marginPx: number,
): { line: GrayImage; startsPx: number[] } {
  const heightPx = pictures[0]!.heightPx
  const startsPx: number[] = []
  let widthPx = marginPx
  for (const picture of pictures) {
    startsPx.push(widthPx)
    widthPx += picture.widthPx + gapPx
  }
  widthPx += marginPx - gapPx
  const data = new Uint8Array(widthPx * heightPx).fill(255)
  for (const [i, picture] of pictures.entries())
    for (let y = 0; y < heightPx; y++)
      data.set(picture.data.subarray(y * picture.widthPx, (y + 1) * picture.widthPx), y * widthPx + startsPx[i]!)
  return { line: { widthPx, heightPx, data }, startsPx }
}

/** The picture with white added at the right until it is `widthPx` wide. */
export function padRight(picture: GrayImage, widthPx: number): GrayImage {
  if (picture.widthPx >= widthPx) return picture
  const data = new Uint8Array(widthPx * picture.heightPx).fill(255)
  for (let y = 0; y < picture.heightPx; y++)
    data.set(picture.data.subarray(y * picture.widthPx, (y + 1) * picture.widthPx), y * widthPx)
  return { widthPx, heightPx: picture.heightPx, data }
}
