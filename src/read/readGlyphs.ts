import type { CharacterReading } from '../contract/reading.ts'
import type { Decoder } from '../contract/layout.ts'
import { charactersOf } from './characters.ts'
import { charsetOf } from './charset.ts'
import { readPairs } from './readCrowded.ts'
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
  const charset = charsetOf(decoder, recognizer.alphabet)
  const looks = await lookAsLine(pictures, charset, recognizer)
  const struck = glyphs.map((glyph) => GOES_ON.has(decoder) && isStruckOut(glyph, cellPx))
  const pairs = decoder === 'text' ? await readPairs(glyphs, cellPx, charset, recognizer) : new Map<number, string>()
  // Words go on over what is struck out: it is no part of them. Nor do they know two characters in one place.
  const slots = glyphs.map(({ cell }, i) => ({ cell, options: struck[i]! || pairs.has(cell) ? NOTHING : looks[i]! }))
  return charactersOf(slots, decoder).map((character, i) => {
    if (struck[i]!) return orInk(character, '', looks[i]!)
    const pair = pairs.get(character.cell)
    return pair === undefined ? character : { ...orInk(character, pair, looks[i]!), crowded: 'two' }
  })
}

// Text, and names of offices and places, go on in the next cell after a slip; where cells are counted, people write over it.
const GOES_ON: ReadonlySet<Decoder> = new Set<Decoder>(['text', 'list', 'address'])

const NOTHING: readonly SlotOption[] = [{ text: '', score: 0 }]

/** Never sure: a person sees the cell, and what it would be as one character, strokes or not, is there to be picked. */
function orInk(character: CharacterReading, value: string, options: readonly SlotOption[]): CharacterReading {
  const shares = posteriors(options, 1)
  const ink = options.slice(0, UNDER).map(({ text }, i) => ({ value: text, confidence: (1 - UNSURE) * shares[i]! }))
  return { ...character, value, confidence: UNSURE, candidates: [{ value, confidence: UNSURE }, ...ink] }
}

// Below what any field accepts without a person.
const UNSURE = 0.6
const UNDER = 9
