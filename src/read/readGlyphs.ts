import type { CharacterReading } from '../contract/reading.ts'
import { charactersOf, INK_TEMPERATURE, WORDS_TEMPERATURE } from './characters.ts'
import type { Charset } from './charset.ts'
import type { Recognizer } from './engines/ppocr.ts'
import type { Glyph } from './glyph.ts'
import { fuse, type Slot } from './lattice.ts'
import { lookAsLine, lookRepeated, type Scores } from './looks.ts'
import { typeset } from './typeset.ts'
import { weighWords } from './words/weighWords.ts'
import type { WordTree } from './words/wordTree.ts'

/**
 * What each glyph may be. `cellPx` is the height of a cell in the pixels of the glyphs; `words` weighs the characters as
 * Chinese text, null for fields that hold none.
 */
export async function readGlyphs(
  glyphs: readonly Glyph[],
  cellPx: number,
  charset: Charset,
  recognizer: Recognizer,
  words: WordTree | null,
): Promise<CharacterReading[]> {
  if (glyphs.length === 0) return []
  const pictures = typeset(glyphs, cellPx, recognizer.heightPx)
  const lines = await lookAsLine(pictures, charset, recognizer)
  const repeated: (Scores | undefined)[] = []
  const first = weigh(slotsOf(), words)
  for (const k of worthASecondLook(first)) repeated[k] = await lookRepeated(pictures[k]!, charset, recognizer)
  return repeated.length === 0 ? first : weigh(slotsOf(), words)

  function slotsOf(): Slot[] {
    return glyphs.map(({ cell }, i) => {
      const line = { scores: lines[i]!, weight: 1 }
      const second = repeated[i]
      return {
        cell,
        options: fuse(second === undefined ? [line] : [line, { scores: second, weight: REPEATED_WEIGHT }]),
      }
    })
  }
}

// Fitted on the development hands (decisions/0040).
const REPEATED_WEIGHT = 0.3
// Above, a second look (which costs twice the first) changes next to nothing.
const SURE = 0.9
// A field of cursive would want one for every cell and gain least from it: about a second of one core is enough.
const MOST_SECOND_LOOKS = 160

function weigh(slots: readonly Slot[], words: WordTree | null): CharacterReading[] {
  if (words === null) return charactersOf(slots, INK_TEMPERATURE)
  return charactersOf(weighWords(slots, words), WORDS_TEMPERATURE)
}

/** Of the doubtful ones those nearest to being read, in reading order. */
function worthASecondLook(characters: readonly CharacterReading[]): number[] {
  return characters
    .map(({ confidence }, k) => ({ confidence, k }))
    .filter(({ confidence }) => confidence < SURE)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, MOST_SECOND_LOOKS)
    .map(({ k }) => k)
    .sort((a, b) => a - b)
}
