import type { Decoder } from '../contract/layout.ts'
import type { CharacterReading } from '../contract/reading.ts'
import { DIGIT_CLASSES } from './digits/classes.ts'
import { recognizeDigits } from './digits/recognize.ts'
import type { Glyph } from './glyph.ts'

/** Decoders of combs that hold digits only: their cells go to the digit net (91.7 % against 43 % of telephones, RECOGNITION.md). */
export const digitDecoders: ReadonlySet<Decoder> = new Set(['digits', 'telephone', 'date', 'count', 'postcode', 'id'])

/** What each cell may hold; X only where the field is an ID. */
export function readDigitCells(glyphs: readonly Glyph[], decoder: Decoder): CharacterReading[] {
  const shares = recognizeDigits(glyphs.map(({ ink }) => ink))
  return glyphs.map(({ cell }, i) => {
    const allowed = DIGIT_CLASSES.map((value, k) => ({ value, share: shares[i]![k]! })).filter(
      ({ value }) => value !== 'X' || decoder === 'id',
    )
    const total = allowed.reduce((sum, { share }) => sum + share, 0)
    const candidates = allowed
      .map(({ value, share }) => ({ value, confidence: share / total }))
      .sort((a, b) => b.confidence - a.confidence)
    return { cell, value: candidates[0]!.value, confidence: candidates[0]!.confidence, candidates }
  })
}
