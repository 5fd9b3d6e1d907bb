import type { CharacterReading } from '../contract/reading.ts'
import type { Decoder } from '../contract/layout.ts'
import { charactersOf } from './characters.ts'
import { charsetOf } from './charset.ts'
import type { Recognizer } from './engines/ppocr.ts'
import type { Glyph } from './glyph.ts'
import { lookAsLine } from './lookAsLine.ts'
import { posteriors, type SlotOption } from './slot.ts'
import { isStruckOut } from './struckOut.ts'
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
  // Text goes on in the next cell after a slip; where cells are counted, people write over it.
  const struck = glyphs.map((glyph) => decoder === 'text' && isStruckOut(glyph, cellPx))
  // Words go on over what is struck out: it is no part of them.
  const slots = glyphs.map(({ cell }, i) => ({ cell, options: struck[i]! ? NOTHING : looks[i]! }))
  return charactersOf(slots, decoder).map((character, i) => (struck[i]! ? orInk(character, looks[i]!) : character))
}

const NOTHING: readonly SlotOption[] = [{ text: '', score: 0 }]

/** Never sure: a person sees the cell, and what stands under the strokes is there to be picked. */
function orInk(character: CharacterReading, options: readonly SlotOption[]): CharacterReading {
  const shares = posteriors(options, 1)
  const ink = options.slice(0, UNDER).map(({ text }, i) => ({ value: text, confidence: (1 - STRUCK) * shares[i]! }))
  return { ...character, value: '', confidence: STRUCK, candidates: [{ value: '', confidence: STRUCK }, ...ink] }
}

// Below what any field accepts without a person.
const STRUCK = 0.6
const UNDER = 9
