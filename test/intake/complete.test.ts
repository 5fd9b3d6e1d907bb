import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isComplete } from '../../src/intake/complete.ts'
import { sniff, type ScanMime } from '../../src/intake/sniff.ts'
import { sharpOf, jpeg, pdf, picture, png, tiff } from './scans.ts'

const folder = mkdtempSync(join(tmpdir(), 'xiance-complete-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = join(folder, 'file')

function complete(bytes: Uint8Array): boolean {
  writeFileSync(path, bytes)
  return isComplete(path, sniff(bytes)!)
}

/** Cut anywhere: at every place near the ends, and at places all over the file. */
function cuts(length: number): number[] {
  const places = new Set<number>()
  for (let i = 1; i <= 40; i++) places.add(length - i)
  for (let i = 1; i < 60; i++) places.add(Math.floor((i / 60) * length))
  return [...places].filter((place) => place > 16 && place < length)
}

const kinds: Record<string, () => Promise<Buffer>> = {
  jpeg: () => jpeg(),
  'progressive jpeg': () => sharpOf(picture()).jpeg({ progressive: true }).toBuffer(),
  'jpeg with a thumbnail inside': async () => withThumbnail(await jpeg()),
  png: () => png(),
  'tiff of three pages': () => tiff(3),
  'tiff G4': () => tiff(2, 'ccittfax4'),
  'tiled tiff': () =>
    sharpOf(picture()).tiff({ tile: true, tileWidth: 128, tileHeight: 128, compression: 'lzw' }).toBuffer(),
  bigtiff: () => sharpOf(picture()).tiff({ compression: 'lzw', bigtiff: true }).toBuffer(),
  pdf: () => pdf(3),
}

describe('completeness by format', () => {
  it.each(Object.keys(kinds))('sees that a %s is whole, and that every cut one is not', async (kind) => {
    const bytes = await kinds[kind]!()
    expect(complete(bytes)).toBe(true)
    const notSeen = cuts(bytes.length).filter((place) => complete(bytes.subarray(0, place)))
    // The newline after %%EOF is no part of a PDF, nor is a TIFF's padding byte.
    expect(notSeen.filter((place) => bytes.length - place > 2)).toEqual([])
  })

  it.each(Object.keys(kinds))('sees that a %s whose end is preallocated but not written is not whole', async (kind) => {
    const bytes = await kinds[kind]!()
    for (const share of [0.3, 0.6, 0.9]) {
      const half = Buffer.from(bytes)
      half.fill(0, Math.floor(bytes.length * share))
      // A TIFF's structure may all lie before its strips: then only the strips are missing, and nothing can tell.
      if (!kind.includes('tiff')) expect(complete(half), `${share}`).toBe(false)
    }
  })

  it('takes an appended TIFF page as missing until its directory is there', async () => {
    const two = await tiff(2)
    const one = await tiff(1)
    const growing = Buffer.from(two.subarray(0, one.length + 200))
    expect(complete(growing)).toBe(false)
  })

  it('is not led astray by a TIFF chain that bites its tail', async () => {
    const loop = await tiff(1)
    const directory = loop.readUInt32LE(4)
    const entries = loop.readUInt16LE(directory)
    loop.writeUInt32LE(directory, directory + 2 + 12 * entries)
    expect(complete(loop)).toBe(false)
  })

  it('does not take a cut linearised PDF for whole because of the %%EOF near its start', async () => {
    const whole = await pdf(1)
    const front = Buffer.from('%PDF-1.5\n1 0 obj\n<< /Linearized 1 >>\nendobj\nstartxref\n0\n%%EOF\n')
    expect(complete(Buffer.concat([front, whole.subarray(0, 900)]))).toBe(false)
  })

  it('answers for any bytes at all, and soon', () => {
    const kindsOf: ScanMime[] = ['application/pdf', 'image/tiff', 'image/jpeg', 'image/png']
    const start = process.cpuUsage()
    let seed = 1
    for (let i = 0; i < 200; i++) {
      const noise = Buffer.from(Array.from({ length: 400 }, () => (seed = (seed * 48_271) % 2_147_483_647) & 0xff))
      for (const head of [
        [0xff, 0xd8, 0xff, 0xe0],
        [0x49, 0x49, 42, 0, 8, 0, 0, 0],
        [0x4d, 0x4d, 0, 43],
      ])
        Buffer.from(head).copy(noise)
      writeFileSync(path, noise)
      for (const mime of kindsOf) expect(isComplete(path, mime)).toBe(false)
    }
    // Of its own work, in microseconds: how busy the machine is beside it says nothing.
    const { user, system } = process.cpuUsage(start)
    expect(user + system).toBeLessThan(10_000_000)
  })
})

describe('sniffing', () => {
  it('goes by bytes', async () => {
    expect(sniff(await jpeg())).toBe('image/jpeg')
    expect(sniff(await png())).toBe('image/png')
    expect(sniff(await tiff(1))).toBe('image/tiff')
    expect(sniff(await pdf(1))).toBe('application/pdf')
    expect(sniff(Buffer.concat([Buffer.from('\r\n\r\n'), await pdf(1)]))).toBe('application/pdf')
    expect(sniff(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull()
    expect(sniff(Buffer.from('GIF89a'))).toBeNull()
    expect(sniff(Buffer.alloc(0))).toBeNull()
  })
})

/** An end marker inside an application segment must not end the picture. */
function withThumbnail(bytes: Buffer): Buffer {
  const thumbnail = Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])
  const segment = Buffer.alloc(4)
  segment.writeUInt16BE(0xffe5, 0)
  segment.writeUInt16BE(thumbnail.length + 2, 2)
  return Buffer.concat([bytes.subarray(0, 2), segment, thumbnail, bytes.subarray(2)])
}
