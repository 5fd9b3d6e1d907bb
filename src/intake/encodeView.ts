import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import type { GrayImage } from '../contract/image.ts'

/** A grey image as the JPEG a screen shows, its longer side at most `mostPx`. */
export async function encodeView(image: GrayImage, mostPx = Infinity): Promise<Uint8Array> {
  const longer = Math.max(image.widthPx, image.heightPx)
  const picture = asPicture(image)
  if (longer > mostPx) picture.resize({ width: Math.max(1, Math.round((image.widthPx * mostPx) / longer)) })
  // 80: below it pencil strokes get halos at 8 px/mm; above it pages get larger and look the same. Fitting the code tables
  // to the picture makes it 5 % smaller and takes three times as long.
  return picture.jpeg({ quality: 80, optimiseCoding: false }).toBuffer()
}

/** A picture at `share` of its size (0..1) as a small JPEG: to be looked at, not to be read from. Sizes in pixels. */
export async function encodeStep(
  image: GrayImage,
  share: number,
): Promise<{ widthPx: number; heightPx: number; bytes: Uint8Array }> {
  const width = Math.max(1, Math.round(image.widthPx * share))
  const picture = share < 1 ? asPicture(image).resize({ width }) : asPicture(image)
  // mozjpeg makes a whole page a third smaller, for 70 ms of every page with a finding.
  const { data, info } = await picture
    .jpeg({ quality: 50, optimiseCoding: false })
    .toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, bytes: data }
}

/** Without loss: blank forms and previews. */
export async function encodePng(image: GrayImage): Promise<Uint8Array> {
  return asPicture(image).png({ compressionLevel: 6 }).toBuffer()
}

/** Reads a picture of our own (a blank form) as grey. Throws when it is not one. */
export async function decodeGray(path: string): Promise<GrayImage> {
  const { data, info } = await sharp(path)
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, data: new Uint8Array(data) }
}

/** Writes a derived file, piece after piece, whole or not at all: a reader may be killed at any moment. */
export async function writeDerived(path: string, ...pieces: readonly Uint8Array[]): Promise<void> {
  const half = `${path}.${randomUUID()}.half`
  try {
    await writeFile(half, pieces)
    await rename(half, path)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
}

function asPicture({ data, widthPx, heightPx }: GrayImage): Sharp {
  return sharp(data, { raw: { width: widthPx, height: heightPx, channels: 1 } }).toColourspace('b-w')
}
