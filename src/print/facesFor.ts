import type { ArtExample, ArtItem } from '../contract/artwork.ts'
import { loadFaces, packagedFont, type FaceKey, type Faces, type FontSource } from './faces.ts'
import { charactersOf, type Lang } from './typeset.ts'

/** The faces that these items need in a language, cut to their characters. */
export async function facesFor(
  items: readonly ArtItem[],
  lang: Lang,
  source: FontSource = packagedFont,
): Promise<Faces> {
  const wanted = new Map<FaceKey, Set<string>>()
  const want = (key: FaceKey, text: string): void => {
    const characters = wanted.get(key) ?? new Set(ALWAYS)
    for (const character of text) characters.add(character)
    wanted.set(key, characters)
  }
  for (const item of items) {
    if (item.draw === 'text') for (const [key, text] of charactersOf(item, lang)) want(key, text)
    if (item.draw === 'example' && isWritten(item)) want(EXAMPLE_FACE, item.text)
  }
  return loadFaces(wanted, source)
}

/** Whether an example shows characters of a font. */
export function isWritten({ name }: ArtExample): boolean {
  return name === 'characters' || name === 'struck'
}

export const EXAMPLE_FACE: FaceKey = 'serif 400'

// In every cut, so that copies that differ only in their serial share one cut of each font.
const ALWAYS = ' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-/+pv'
