import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import fontkit from '@pdf-lib/fontkit'
import subsetFont from 'subset-font'

export type FontName = 'sans' | 'serif'
export type Weight = 400 | 500 | 700

/** A font cut down to the characters of one print: its bytes and its measures, lengths in ems. */
export interface Face {
  readonly key: FaceKey
  readonly bytes: Uint8Array
  readonly has: (character: string) => boolean
  readonly advanceEm: (character: string) => number
  /** Box of the ink, y upwards from the baseline; null for a space. */
  readonly inkEm: (character: string) => InkEm | null
}
export interface InkEm {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}
export type FaceKey = `${FontName} ${Weight}`
export type Faces = ReadonlyMap<FaceKey, Face>

/** Where a font's bytes come from; tests pass one that lacks a glyph. */
export type FontSource = (key: FaceKey) => Promise<Uint8Array>

/** Faces for the characters wanted of each. The same wish is cut once: serials differ, their alphabet does not. */
export async function loadFaces(
  wanted: ReadonlyMap<FaceKey, ReadonlySet<string>>,
  source: FontSource = packagedFont,
): Promise<Faces> {
  const faces = await Promise.all(
    [...wanted].map(async ([key, characters]) => {
      const text = [...characters].toSorted().join('')
      return [key, await (source === packagedFont ? remembered(key, text) : cut(key, text, source))] as const
    }),
  )
  return new Map(faces)
}

/** Full Noto fonts from their npm packages; STYLE.md names why these. */
export const packagedFont: FontSource = async (key) => readFile(require.resolve(FILES[key]))

const require = createRequire(import.meta.url)
const FILES: Readonly<Record<FaceKey, string>> = {
  'sans 400': '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  'sans 500': '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  'sans 700': '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  'serif 400': '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'serif 500': '@expo-google-fonts/noto-serif-sc/500Medium/NotoSerifSC_500Medium.ttf',
  'serif 700': '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
}

const REMEMBERED_FACES = 64
const memory = new Map<string, Promise<Face>>()

async function remembered(key: FaceKey, text: string): Promise<Face> {
  const name = `${key} ${text}`
  const known = memory.get(name)
  if (known !== undefined) return known
  const face = cut(key, text, packagedFont)
  memory.set(name, face)
  // A cut that failed must not be remembered as the answer.
  face.catch(() => memory.delete(name))
  if (memory.size > REMEMBERED_FACES) memory.delete(memory.keys().next().value!)
  return face
}

/**
 * HarfBuzz first: pdf-lib's own subsetting silently drops most glyphs of these fonts. No features are kept, so that one
 * character is always one glyph and its advance is the whole truth about where the next one stands.
 */
async function cut(key: FaceKey, text: string, source: FontSource): Promise<Face> {
  const bytes = new Uint8Array(
    await subsetFont(Buffer.from(await source(key)), text, { targetFormat: 'truetype', keepFeatures: [] }),
  )
  const font = fontkit.create(bytes)
  const measures = new Map<string, Measure>()
  // fontkit reads a glyph's tables anew each time it is asked.
  const measure = (character: string): Measure => {
    const known = measures.get(character)
    if (known !== undefined) return known
    const { advanceWidth, bbox } = font.glyphForCodePoint(character.codePointAt(0)!)
    const em = font.unitsPerEm
    const inked = bbox.maxX > bbox.minX && bbox.maxY > bbox.minY
    const ink = inked
      ? { left: bbox.minX / em, bottom: bbox.minY / em, right: bbox.maxX / em, top: bbox.maxY / em }
      : null
    const fresh = { advanceEm: advanceWidth / em, inkEm: ink }
    measures.set(character, fresh)
    return fresh
  }
  return {
    key,
    bytes,
    has: (character) => font.hasGlyphForCodePoint(character.codePointAt(0)!),
    advanceEm: (character) => measure(character).advanceEm,
    inkEm: (character) => measure(character).inkEm,
  }
}

interface Measure {
  readonly advanceEm: number
  readonly inkEm: InkEm | null
}
