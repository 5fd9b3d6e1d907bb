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
