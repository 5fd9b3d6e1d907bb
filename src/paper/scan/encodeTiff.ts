import { rawImage } from './rawImage.ts'
import type { Picture } from './turn.ts'

export type TiffCompression = 'lzw' | 'deflate' | 'jpeg' | 'ccittfax4'

/** One page as a classic little-endian TIFF. Pixels a millimetre go in only when the scanner states a density. */
export async function encodeTiffPage(
  picture: Picture,
  compression: TiffCompression,
  { dpi, quality }: { dpi: number | null; quality: number },
): Promise<Uint8Array> {
  const bits = compression === 'ccittfax4'
  const density = dpi === null ? {} : { xres: dpi / 25.4, yres: dpi / 25.4 }
  return rawImage(picture)
    .tiff({
      compression,
      quality,
      predictor: bits || compression === 'jpeg' ? 'none' : 'horizontal',
      ...(bits ? { bitdepth: 1 } : {}),
      ...density,
    })
    .toBuffer()
}

/**
 * Several one-page TIFFs as one file: their bytes one after the other, every offset moved, each directory pointing to the next
 * (TIFF 6.0, section 2). Throws RangeError on anything but classic little-endian TIFF with 32-bit strip offsets.
 */
export function joinTiff(pages: readonly Uint8Array[]): Uint8Array {
  const total = pages.reduce((sum, page) => sum + even(page.length), 0)
  const out = new Uint8Array(total)
  const view = new DataView(out.buffer)
  let base = 0
  let link = 4
  for (const page of pages) {
    out.set(page, base)
    if (view.getUint32(base, true) !== 0x002a4949) throw new RangeError('not a classic little-endian TIFF')
    const directory = view.getUint32(base + 4, true) + base
    view.setUint32(link, directory, true)
    const entries = view.getUint16(directory, true)
    for (let i = 0; i < entries; i++) moveEntry(view, directory + 2 + 12 * i, base)
    link = directory + 2 + 12 * entries
    view.setUint32(link, 0, true)
    base += even(page.length)
  }
  return out
}

/**
 * A picture as one run of fax code (CCITT group 4) for another container. It is coded as a single tile, because viewers draw
 * several strips with seams; tiles are multiples of 16, so the coded size is a little larger than the picture.
 */
export async function encodeFax(
  picture: Picture,
): Promise<{ bytes: Uint8Array; widthPx: number; heightPx: number; minIsWhite: boolean }> {
  const widthPx = Math.ceil(picture.widthPx / 16) * 16
  const heightPx = Math.ceil(picture.heightPx / 16) * 16
  const page = await rawImage(picture)
    .tiff({ compression: 'ccittfax4', bitdepth: 1, tile: true, tileWidth: widthPx, tileHeight: heightPx })
    .toBuffer()
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength)
  const directory = view.getUint32(4, true)
  const tags = new Map<number, number[]>()
  for (let i = 0; i < view.getUint16(directory, true); i++) {
    const at = directory + 2 + 12 * i
    tags.set(view.getUint16(at, true), values(view, at))
  }
  const offsets = tags.get(TILE_OFFSETS) ?? []
  if (offsets.length !== 1) throw new RangeError(`${offsets.length} tiles where one was asked for`)
  const bytes = page.subarray(offsets[0]!, offsets[0]! + tags.get(TILE_BYTES)![0]!)
  return { bytes, widthPx, heightPx, minIsWhite: tags.get(PHOTOMETRIC)![0] === 0 }
}

const PHOTOMETRIC = 262
const STRIP_OFFSETS = 273
const TILE_OFFSETS = 324
const TILE_BYTES = 325
/** Bytes of a value by TIFF field type. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
const SHORT = 3
const LONG = 4

function moveEntry(view: DataView, at: number, base: number): void {
  const tag = view.getUint16(at, true)
  const type = view.getUint16(at + 2, true)
  const count = view.getUint32(at + 4, true)
  const apart = count * (TYPE_BYTES[type] ?? 0) > 4
  const offset = view.getUint32(at + 8, true)
  if (apart) view.setUint32(at + 8, offset + base, true)
  if (tag !== STRIP_OFFSETS && tag !== TILE_OFFSETS) return
  if (type !== LONG) throw new RangeError('strip offsets are not 32-bit')
  const first = apart ? offset + base : at + 8
  for (let k = 0; k < count; k++) view.setUint32(first + 4 * k, view.getUint32(first + 4 * k, true) + base, true)
}

function values(view: DataView, at: number): number[] {
  const type = view.getUint16(at + 2, true)
  const count = view.getUint32(at + 4, true)
  if (type !== SHORT && type !== LONG) return []
  const bytes = TYPE_BYTES[type]!
  const first = count * bytes > 4 ? view.getUint32(at + 8, true) : at + 8
  return Array.from({ length: count }, (_, k) =>
    type === SHORT ? view.getUint16(first + 2 * k, true) : view.getUint32(first + 4 * k, true),
  )
}

const even = (length: number): number => length + (length % 2)
