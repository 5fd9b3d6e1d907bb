import type { CharacterReading } from '../contract/reading.ts'
import type { Decoder } from '../contract/layout.ts'
import { charactersOf } from './characters.ts'
import { charsetOf } from './charset.ts'
import type { Recognizer } from './engines/ppocr.ts'
import type { Glyph } from './glyph.ts'
import { lookAsLine } from './lookAsLine.ts'
import { typeset } from './typeset.ts'

/** What each glyph may be. `cellPx` is the height of a cell in the pixels of the glyphs. */
export async function readGlyphs(
  glyphs: readonly Glyph[],
  cellPx: number,
  decoder: Decoder,
  recognizer: Recognizer,
): Promise<CharacterReading[]> {
  const pictures = typeset(glyphs, cellPx, recognizer.heightPx)
  const looks = await lookAsLine(pictures, charsetOf(decoder, recognizer.alphabet), recognizer)
  return charactersOf(
    glyphs.map(({ cell }, i) => ({ cell, options: looks[i]! })),
    decoder,
  )
}
