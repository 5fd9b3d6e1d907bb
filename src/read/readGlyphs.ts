import type { Charset } from './charset.ts'
import type { Recognizer } from './engines/ppocr.ts'
import type { Glyph } from './glyph.ts'
import { TEMPERATURE } from './characters.ts'
import { fuse, posteriors, type Slot } from './lattice.ts'
import { lookAsLine, lookRepeated } from './looks.ts'
import { typeset } from './typeset.ts'

/** What each glyph may be. `cellPx` is the height of a cell, in the pixels of the glyphs. */
export async function readGlyphs(
  glyphs: readonly Glyph[],
  cellPx: number,
  charset: Charset,
  recognizer: Recognizer,
): Promise<Slot[]> {
  if (glyphs.length === 0) return []
  const pictures = typeset(glyphs, cellPx, recognizer.heightPx)
  const lines = await lookAsLine(pictures, charset, recognizer)
  const slots: Slot[] = []
  for (const [i, { cell }] of glyphs.entries()) {
    const line = { scores: lines[i]!, weight: 1 }
    const options = fuse([line])
    const [best] = posteriors(options, TEMPERATURE)
    if (best === undefined || best < SURE) {
      const repeated = await lookRepeated(pictures[i]!, charset, recognizer)
      slots.push({ cell, options: fuse([line, { scores: repeated, weight: REPEATED_WEIGHT }]) })
    } else slots.push({ cell, options })
  }
  return slots
}

// A second look costs twice the first and changes next to nothing above this.
const SURE = 0.97
const REPEATED_WEIGHT = 0.3
