import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { BlankPage, GrayImage } from '../../src/contract/image.ts'
import { severities, type Severity } from '../../src/contract/truth.ts'
import { renderPdfPage } from '../../src/intake/renderPdf.ts'
import { makeLetter, type ScannedLetter, type ScanWish } from '../../src/paper/makeLetter.ts'
import type { ScanFormat } from '../../src/paper/scan/plan.ts'
import { smallBlanks, smallLayout } from './smallForm.ts'

const formats: ScanFormat[] = [
  'pdf-jpeg',
  'pdf-flate',
  'pdf-g4',
  'tiff-lzw',
  'tiff-deflate',
  'tiff-jpeg',
  'tiff-g4',
  'jpeg',
  'png',
]
let blanks: BlankPage[]
beforeAll(() => {
  blanks = smallBlanks(200 / 25.4)
})

const make = (seed: number, severity: Severity, wish: ScanWish = {}): Promise<ScannedLetter> =>
  makeLetter({ layout: smallLayout, serial: null, blanks, seed, severity, pool: 'development' }, wish)

describe('scanLetter', () => {
  it('gives the same bytes for the same seed and others for another', async () => {
    const [one, same, other] = [await make(3, 'rough'), await make(3, 'rough'), await make(4, 'rough')]
    expect(one.truth).toEqual(same.truth)
    for (const [i, { bytes }] of one.files.entries()) expect(Buffer.compare(bytes, same.files[i]!.bytes)).toBe(0)
    expect(Buffer.compare(one.files[0]!.bytes, other.files[0]!.bytes)).not.toBe(0)
  })

  it.each(formats.map((format, i) => [format, severities[i % 4]!] as const))(
    'writes %s that opens again with every page in its size (%s)',
    async (format, severity) => {
      const { files, truth } = await make(11, severity, { format, dpi: 200 })
      const total = truth.pages.length + truth.blankPages.length
      const places = [...truth.pages, ...truth.blankPages].map(({ file, index }) => `${file}#${index}`)
      expect(new Set(places).size).toBe(total)
      let pages = 0
      for (const { fileName, bytes } of files) {
        const count = await pageCount(fileName, bytes)
        pages += count
        for (let index = 0; index < count; index++) {
          const { widthPx, heightPx } = await open(fileName, bytes, index)
          const sides = [widthPx, heightPx].toSorted((a, b) => a - b)
          // A6 at 200 dpi is 827 × 1165; a scanner may take a rim of 12 mm along.
          expect(sides[0]).toBeGreaterThanOrEqual(826)
          expect(sides[0]).toBeLessThan(930)
          expect(sides[1]).toBeGreaterThanOrEqual(1164)
          expect(sides[1]).toBeLessThan(1270)
        }
      }
      expect(pages).toBe(total)
    },
  )

  it.each(['pdf-jpeg', 'pdf-g4', 'tiff-g4', 'tiff-jpeg', 'png'] as const)(
    'has its fiducials in a clean %s where the truth says, within 0.1 mm',
    async (format) => {
      const { files, truth } = await make(21, 'clean', { format, dpi: 300 })
      for (const page of truth.pages) {
        const file = files.find(({ fileName }) => fileName === page.file)!
        const image = await open(file.fileName, file.bytes, page.index, 300)
        for (const [id, at] of Object.entries(page.fiducialsPx)) {
          const found = discCentre(image, at!, 300 / 25.4)
          expect(Math.hypot(found.x - at!.x, found.y - at!.y) / (300 / 25.4), id).toBeLessThan(0.1)
        }
      }
    },
  )

  it('keeps the truth when a page lies upside down or sideways', async () => {
    let turned = 0
    for (let seed = 1; seed < 60 && turned < 3; seed++) {
      const { files, truth } = await make(seed, 'hostile', { format: 'png', mode: 'grey', dpi: 200 })
      for (const page of truth.pages) {
        if (!page.damage.some((what) => what === 'upside-down' || what === 'sideways')) continue
        turned++
        const image = await open(page.file, files.find(({ fileName }) => fileName === page.file)!.bytes, 0)
        const covered = page.damage.flatMap((what) => (what.startsWith('fiducial-lost') ? [what.split(':')[1]!] : []))
        const clear = Object.entries(page.fiducialsPx).filter(([id, at]) => at !== null && !covered.includes(id))
        for (const [, at] of clear.slice(0, 3)) expect(levelAt(image, at!)).toBeLessThan(140)
      }
    }
    expect(turned).toBeGreaterThan(0)
  })

  it('never loses more than two fiducials, and none on clean and normal scans', async () => {
    for (const severity of severities)
      for (let seed = 30; seed < (severity === 'hostile' ? 36 : 32); seed++) {
        const { truth } = await make(seed, severity, { format: 'tiff-g4', dpi: 200 })
        for (const page of truth.pages) {
          const cut = Object.values(page.fiducialsPx).filter((at) => at === null).length
          const covered = page.damage.filter((what) => what.startsWith('fiducial-lost')).length
          expect(cut + covered).toBeLessThanOrEqual(severity === 'clean' || severity === 'normal' ? 0 : 2)
        }
      }
  })

  it('grows worse from clean to hostile', async () => {
    // Standard deviation of paper that nothing is printed on, over the same seeds.
    const unrest: number[] = []
    for (const severity of severities) {
      let sum = 0
      for (let seed = 50; seed < 52; seed++) {
        const { files } = await make(seed, severity, { format: 'png', mode: 'grey', dpi: 200 })
        sum += await paperUnrest(files[0]!.bytes)
      }
      unrest.push(sum)
    }
    expect(unrest).toEqual(unrest.toSorted((a, b) => a - b))
  })

  it('takes the backs of sheets along now and then and says where they are', async () => {
    let backs = 0
    for (let seed = 1; seed < 40 && backs === 0; seed++) {
      const { truth, files } = await make(seed, 'normal', { format: 'tiff-g4', dpi: 200 })
      for (const { file, index } of truth.blankPages) {
        backs++
        expect(truth.pages.some((page) => page.file === file && page.index === index)).toBe(false)
        const { data } = await open(file, files[0]!.bytes, index)
        // Hardly anything may be dark on an empty back.
        expect(data.reduce((sum, v) => sum + (v < 100 ? 1 : 0), 0) / data.length).toBeLessThan(0.12)
      }
    }
    expect(backs).toBeGreaterThan(0)
  })
})

async function pageCount(fileName: string, bytes: Uint8Array): Promise<number> {
  if (!fileName.endsWith('.pdf')) return (await sharp(bytes).metadata()).pages ?? 1
  let count = 0
  while (await renderPdfPage(bytes, count, 0.5).catch(() => null)) count++
  return count
}

async function open(fileName: string, bytes: Uint8Array, index: number, dpi = 200): Promise<GrayImage> {
  if (fileName.endsWith('.pdf')) return renderPdfPage(bytes, index, dpi / 25.4)
  const { data, info } = await sharp(bytes, fileName.endsWith('.tif') ? { page: index } : {})
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, data }
}

/** Centroid of the dark pixels within 3 mm. */
function discCentre(
  { widthPx, data }: GrayImage,
  near: { x: number; y: number },
  pxPerMm: number,
): { x: number; y: number } {
  const reach = 3 * pxPerMm
  let [mass, x, y] = [0, 0, 0]
  for (let row = Math.floor(near.y - reach); row <= near.y + reach; row++)
    for (let column = Math.floor(near.x - reach); column <= near.x + reach; column++) {
      const dark = Math.max(0, 200 - data[row * widthPx + column]!)
      mass += dark
      x += dark * (column + 0.5)
      y += dark * (row + 0.5)
    }
  return { x: x / mass, y: y / mass }
}

const levelAt = ({ widthPx, data }: GrayImage, { x, y }: { x: number; y: number }): number =>
  data[Math.floor(y) * widthPx + Math.floor(x)]!

async function paperUnrest(bytes: Uint8Array): Promise<number> {
  const { data } = await sharp(bytes).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  const light = data
    .filter((_, i) => i % 97 === 0)
    .toSorted((a, b) => b - a)
    .slice(0, data.length / 97 / 2)
  const mean = light.reduce((sum, v) => sum + v, 0) / light.length
  return Math.sqrt(light.reduce((sum, v) => sum + (v - mean) ** 2, 0) / light.length)
}
