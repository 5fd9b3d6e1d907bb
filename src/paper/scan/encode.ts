import { deflateSync } from 'node:zlib'
import type { Sharp } from 'sharp'
import { encodePdf, type PdfPicture } from './encodePdf.ts'
import { encodeFax, encodeTiffPage, joinTiff, type TiffCompression } from './encodeTiff.ts'
import { rawImage } from './rawImage.ts'
import type { ScanFormat, ScannerSetting } from './plan.ts'
import type { Picture } from './turn.ts'

export interface ScanFile {
  readonly fileName: string
  readonly bytes: Uint8Array
}

/** Page i of a scan is in file `place[i].file` at `place[i].index`. */
export interface Encoded {
  readonly files: readonly ScanFile[]
  readonly place: readonly { readonly file: string; readonly index: number }[]
}

/** Writes the pictures as the scanner would: all in one PDF or TIFF, or one JPEG or PNG a page. */
export async function encodeScan(
  pictures: readonly Picture[],
  name: string,
  setting: ScannerSetting,
): Promise<Encoded> {
  const { format } = setting
  if (format === 'jpeg' || format === 'png') {
    const ending = format === 'jpeg' ? 'jpg' : 'png'
    const files: ScanFile[] = []
    for (const [i, picture] of pictures.entries())
      files.push({ fileName: `${name}-p${i + 1}.${ending}`, bytes: await encodeSingle(picture, format, setting) })
    return { files, place: files.map(({ fileName }) => ({ file: fileName, index: 0 })) }
  }
  const bytes = format.startsWith('tiff') ? await tiff(pictures, setting) : await pdf(pictures, setting)
  const fileName = `${name}.${format.startsWith('tiff') ? 'tif' : 'pdf'}`
  return { files: [{ fileName, bytes }], place: pictures.map((_, index) => ({ file: fileName, index })) }
}

async function encodeSingle(picture: Picture, format: 'jpeg' | 'png', setting: ScannerSetting): Promise<Uint8Array> {
  const image = withDensity(rawImage(picture), setting.statedDpi)
  if (format === 'jpeg') return image.jpeg({ quality: setting.jpegQuality }).toBuffer()
  // Level 2: scanners do not wait for the last byte either.
  return image
    .png({ compressionLevel: 2, ...(setting.mode === 'bits' ? { palette: true, colours: 2 } : {}) })
    .toBuffer()
}

const COMPRESSION: Partial<Record<ScanFormat, TiffCompression>> = {
  'tiff-lzw': 'lzw',
  'tiff-deflate': 'deflate',
  'tiff-jpeg': 'jpeg',
  'tiff-g4': 'ccittfax4',
}

async function tiff(
  pictures: readonly Picture[],
  { format, statedDpi, jpegQuality }: ScannerSetting,
): Promise<Uint8Array> {
  const pages: Uint8Array[] = []
  for (const picture of pictures)
    pages.push(await encodeTiffPage(picture, COMPRESSION[format] ?? 'lzw', { dpi: statedDpi, quality: jpegQuality }))
  return joinTiff(pages)
}

async function pdf(pictures: readonly Picture[], setting: ScannerSetting): Promise<Uint8Array> {
  const pages: PdfPicture[] = []
  for (const picture of pictures) pages.push(await pdfPicture(picture, setting))
  return encodePdf(pages)
}

async function pdfPicture(picture: Picture, setting: ScannerSetting): Promise<PdfPicture> {
  const { widthPx, heightPx } = picture
  const base = {
    widthPx,
    heightPx,
    codedWidthPx: widthPx,
    codedHeightPx: heightPx,
    // A PDF always says how large its page is.
    dpi: setting.dpi,
    colour: picture.channels === 3 ? ('DeviceRGB' as const) : ('DeviceGray' as const),
  }
  if (setting.format === 'pdf-g4') {
    const fax = await encodeFax(picture)
    return {
      ...base,
      codedWidthPx: fax.widthPx,
      codedHeightPx: fax.heightPx,
      bits: 1,
      filter: 'CCITTFaxDecode',
      blackIs1: !fax.minIsWhite,
      bytes: fax.bytes,
    }
  }
  if (setting.format === 'pdf-jpeg') {
    const bytes = await rawImage(picture).jpeg({ quality: setting.jpegQuality }).toBuffer()
    return { ...base, bits: 8, filter: 'DCTDecode', bytes }
  }
  const bits = setting.mode === 'bits'
  const bytes = deflateSync(bits ? packBits(picture) : picture.data, { level: 3 })
  return { ...base, bits: bits ? 1 : 8, filter: 'FlateDecode', bytes }
}

/** Eight pixels a byte, the leftmost highest, rows padded to whole bytes; 1 = white. */
function packBits({ widthPx, heightPx, data }: Picture): Uint8Array {
  const rowBytes = Math.ceil(widthPx / 8)
  const out = new Uint8Array(rowBytes * heightPx)
  for (let row = 0; row < heightPx; row++)
    for (let x = 0; x < widthPx; x++)
      if (data[row * widthPx + x]! > 127) out[row * rowBytes + (x >> 3)]! |= 0x80 >> (x & 7)
  return out
}

function withDensity(image: Sharp, dpi: number | null): Sharp {
  return dpi === null ? image : image.withMetadata({ density: dpi })
}
