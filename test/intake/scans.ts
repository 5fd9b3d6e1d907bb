import { randomBytes } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { link, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { drawObject, PDFDocument, popGraphicsState, pushGraphicsState, scale } from 'pdf-lib'
import sharp, { type Sharp } from 'sharp'
import { encodeTiffPage, joinTiff, type TiffCompression } from '../../src/paper/scan/encodeTiff.ts'

/** A small picture that is alike on no two pages: grey grows with x, a black bar stands at `page` centimetres. */
export function picture(
  page = 1,
  widthPx = 420,
  heightPx = 594,
): { widthPx: number; heightPx: number; data: Uint8Array } {
  const data = new Uint8Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++)
      data[y * widthPx + x] = x >= page * 20 && x < page * 20 + 10 ? 0 : 128 + Math.floor((127 * x) / widthPx)
  return { widthPx, heightPx, data }
}

export function sharpOf({ widthPx, heightPx, data }: ReturnType<typeof picture>): Sharp {
  return sharp(data, { raw: { width: widthPx, height: heightPx, channels: 1 } }).toColourspace('b-w')
}

export const jpeg = (page = 1): Promise<Buffer> =>
  sharpOf(picture(page)).withMetadata({ density: 200 }).jpeg().toBuffer()
export const png = (page = 1): Promise<Buffer> => sharpOf(picture(page)).withMetadata({ density: 200 }).png().toBuffer()

export async function tiff(pages: number, compression: TiffCompression = 'lzw'): Promise<Buffer> {
  const all: Uint8Array[] = []
  for (let i = 1; i <= pages; i++) {
    const { widthPx, heightPx, data } = picture(i)
    all.push(await encodeTiffPage({ widthPx, heightPx, channels: 1, data }, compression, { dpi: 200, quality: 90 }))
  }
  return Buffer.from(joinTiff(all))
}

/** A scanned PDF: one JPEG over each page, at 200 dpi unless told. */
export async function pdf(pages: number, dpi = 200): Promise<Buffer> {
  const document = await PDFDocument.create()
  for (let i = 1; i <= pages; i++) {
    const image = await document.embedJpg(await jpeg(i))
    const [w, h] = [(image.width * 72) / dpi, (image.height * 72) / dpi]
    document.addPage([w, h]).drawImage(image, { x: 0, y: 0, width: w, height: h })
  }
  return Buffer.from(await document.save({ useObjectStreams: false }))
}

/** A PDF that opens with a password only: the check values are noise, so the empty password is wrong (ISO 32000-1, 7.6.3). */
export function encryptedPdf(): Buffer {
  const noise = (): string => randomBytes(32).toString('hex')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
    `<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${noise()}> /U <${noise()}> >>`,
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((body, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const xref = text.length
  text += `xref\n0 5\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  text += `trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00><00>] >>\nstartxref\n${xref}\n%%EOF\n`
  return Buffer.from(text)
}

/** A PNG of 20,000 × 20,000 pixels in fifty kilobytes. */
export function bomb(): Buffer {
  const size = 20_000
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(size * (size / 8 + 1)), { level: 1 })
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([start, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

/** The same inside a PDF, on a page of ordinary size. */
export async function bombInPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  const size = 20_000
  const dict = {
    Type: 'XObject',
    Subtype: 'Image',
    Width: size,
    Height: size,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 1,
  }
  const pixels = document.context.flateStream(Buffer.alloc(size * (size / 8)), dict)
  const page = document.addPage([595, 842])
  const name = page.node.newXObject('Im', document.context.register(pixels))
  page.pushOperators(pushGraphicsState(), scale(595, 842), drawObject(name), popGraphicsState())
  return document.save()
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(body.length, 0)
  ends.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)])
}

/** Every kind of file that must not be taken in, by name, with the reason it is refused with (in an inbox). */
export async function badFiles(folder: string): Promise<Record<string, string>> {
  await mkdir(folder, { recursive: true })
  const put = (name: string, bytes: Uint8Array | string): Promise<void> => writeFile(join(folder, name), bytes)
  const scan = await pdf(2)
  const many = await pdf(12)
  await put('empty.pdf', '')
  await put('text.pdf', 'This is not a scan.\n'.repeat(50))
  await put('truncated.pdf', scan.subarray(0, scan.length / 2))
  await put('truncated.jpg', (await jpeg()).subarray(0, 4000))
  await put('truncated.png', (await png()).subarray(0, 700))
  const pages = await tiff(2)
  await put('truncated.tif', pages.subarray(0, pages.length - 100))
  await put('encrypted.pdf', encryptedPdf())
  await put('many.pdf', many)
  const corrupt = Buffer.from(scan)
  corrupt.fill(0x20, corrupt.indexOf('/Type /Catalog'), corrupt.indexOf('/Type /Catalog') + 40)
  await put('corrupt.pdf', Buffer.from(corrupt.toString('latin1').replaceAll('/Pages', '/Wages'), 'latin1'))
  const broken = await png()
  broken.fill(0, 16, 24)
  await put('corrupt.png', broken)
  await put('large.bin', randomBytes(3_000_000))
  await symlink('/etc/hostname', join(folder, 'link.pdf'))
  execFileSync('mkfifo', [join(folder, 'pipe.pdf')])
  return {
    'empty.pdf': 'FILE_EMPTY',
    'text.pdf': 'FILE_UNSUPPORTED',
    'truncated.pdf': 'FILE_TRUNCATED',
    'truncated.jpg': 'FILE_TRUNCATED',
    'truncated.png': 'FILE_TRUNCATED',
    'truncated.tif': 'FILE_TRUNCATED',
    'encrypted.pdf': 'FILE_ENCRYPTED',
    'many.pdf': 'FILE_TOO_MANY_PAGES',
    'corrupt.pdf': 'FILE_CORRUPT',
    'corrupt.png': 'FILE_CORRUPT',
    'large.bin': 'FILE_TOO_LARGE',
    'link.pdf': 'FILE_NOT_REGULAR',
    'pipe.pdf': 'FILE_NOT_REGULAR',
  }
}

/** A file with two names, as an unfriendly neighbour would make one in a shared inbox. */
export async function hardLink(from: string, to: string): Promise<void> {
  await link(from, to)
}
