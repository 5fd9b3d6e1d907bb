import fontkit from '@pdf-lib/fontkit'
import sharp from 'sharp'
import type { ArtItem } from '../../src/contract/artwork.ts'
import type { GrayImage } from '../../src/contract/image.ts'
import { overlaps } from '../../src/geometry/point.ts'
import { ptToMm } from '../../src/geometry/units.ts'
import { exampleRuns } from '../../src/print/examples.ts'
import { packagedFont, type FaceKey } from '../../src/print/faces.ts'
import { facesFor, isWritten } from '../../src/print/facesFor.ts'
import { glyphsOf, typeset, type Lang, type Run } from '../../src/print/typeset.ts'

/** One character that ought to be seen: where its ink lies and the outline of the full font, untouched by subsetting. */
export interface Expected {
  readonly character: string
  readonly text: string
  readonly boxMm: { x: number; y: number; w: number; h: number }
  /** A pen went over it as well: only ink that is missing counts. */
  readonly overdrawn: boolean
}

/** Every glyph of a page, and the page as the full fonts draw it, at `pxPerMm`. */
export async function expectedPage(
  items: readonly ArtItem[],
  { widthMm, heightMm }: { readonly widthMm: number; readonly heightMm: number },
  lang: Lang,
  pxPerMm: number,
): Promise<{ glyphs: Expected[]; image: GrayImage }> {
  const faces = await facesFor(items, lang)
  const runs: Run[] = items.flatMap((item) => {
    if (item.draw === 'text') return [...typeset(item, lang, faces).runs]
    return item.draw === 'example' && isWritten(item) ? exampleRuns(item, faces) : []
  })
  const struck = items.flatMap((item) => (item.draw === 'example' && item.name === 'struck' ? [item.boxMm] : []))
  const glyphs: Expected[] = []
  const paths: string[] = []
  for (const run of runs) {
    const font = await fullFont(run.face.key)
    const scale = (ptToMm(run.sizePt) * pxPerMm) / font.unitsPerEm
    for (const { character, xMm, ink } of glyphsOf(run)) {
      if (ink === null) continue
      const overdrawn = struck.some((box) => overlaps(box, ink))
      glyphs.push({ character, text: run.text, boxMm: ink, overdrawn })
      const outline = font.glyphForCodePoint(character.codePointAt(0)!).path.toSVG()
      const matrix = [scale, 0, 0, -scale, xMm * pxPerMm, run.yMm * pxPerMm].join(' ')
      paths.push(`<path transform="matrix(${matrix})" d="${outline}"/>`)
    }
  }
  const [widthPx, heightPx] = [Math.round(widthMm * pxPerMm), Math.round(heightMm * pxPerMm)]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">${paths.join('')}</svg>`
  const { data } = await sharp(Buffer.from(svg), { unlimited: true })
    .flatten({ background: 'white' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { glyphs, image: { widthPx, heightPx, data: new Uint8Array(data) } }
}

/**
 * How unlike a glyph looks in two pictures: sum of differences over the ink expected, at the best of shifts by a pixel,
 * as two renderers round differently. 0 is the same; a glyph left out reaches 1 by itself.
 */
export function unlikeness(
  seen: GrayImage,
  wanted: GrayImage,
  { boxMm, overdrawn }: Expected,
  pxPerMm: number,
): number {
  const [x0, y0] = [Math.floor(boxMm.x * pxPerMm), Math.floor(boxMm.y * pxPerMm)]
  const [x1, y1] = [Math.ceil((boxMm.x + boxMm.w) * pxPerMm), Math.ceil((boxMm.y + boxMm.h) * pxPerMm)]
  const differences = SHIFTS.map(([dx, dy]) => {
    let [difference, ink] = [0, 0]
    for (let y = y0; y < y1; y++)
      for (let x = x0; x < x1; x++) {
        const a = seen.data[(y + dy) * seen.widthPx + x + dx]!
        const b = wanted.data[y * wanted.widthPx + x]!
        difference += overdrawn ? Math.max(0, a - b) : Math.abs(a - b)
        ink += 255 - b
      }
    return difference / Math.max(1, ink)
  })
  return Math.min(...differences)
}

const SHIFTS = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => [dx, dy] as const))

type FullFont = ReturnType<typeof fontkit.create>
const fullFonts = new Map<FaceKey, Promise<FullFont>>()

async function fullFont(key: FaceKey): Promise<FullFont> {
  const known = fullFonts.get(key) ?? packagedFont(key).then((bytes) => fontkit.create(bytes))
  fullFonts.set(key, known)
  return known
}
