import type { CharacterReading } from '../contract/reading.ts'
import { INK_TEMPERATURE } from './characters.ts'
import { charsetOf } from './charset.ts'
import { DIGIT_CLASSES } from './digits/classes.ts'
import { recognizeDigits } from './digits/recognize.ts'
import type { Recognizer } from './engines/ppocr.ts'
import type { Glyph } from './glyph.ts'
import { lookAsLine } from './lookAsLine.ts'
import { posteriors, type SlotOption } from './slot.ts'
import { typeset } from './typeset.ts'

/**
 * Cells that hold Latin letters, digits and a few signs. The line model says how likely each is a letter and which; which digit it
 * would be says the digit net, that is wrong ten times less often on digits. `cellPx` as for `readGlyphs`.
 */
export async function readLatinCells(
  glyphs: readonly Glyph[],
  cellPx: number,
  recognizer: Recognizer,
): Promise<CharacterReading[]> {
  const pictures = typeset(glyphs, cellPx, recognizer.heightPx)
  const looks = await lookAsLine(pictures, charsetOf('email', recognizer.alphabet), recognizer)
  const digits = recognizeDigits(glyphs.map(({ ink }) => ink))
  return glyphs.map(({ cell }, i) => ({ cell, ...weighed(looks[i]!, digits[i]!) }))
}

/** Letters by the line model, digits by the net, together adding up to 1. */
export function weighed(
  options: readonly SlotOption[],
  digits: Float32Array,
): Pick<CharacterReading, 'value' | 'confidence' | 'candidates'> {
  const shares = posteriors(options, INK_TEMPERATURE)
  const found = new Map<string, number>()
  let digitShare = 0
  options.forEach(({ text }, i) => {
    const share = shares[i]!
    const asDigit = /\d/.test(text) ? DIGIT_IS_DIGIT : LIKE_DIGITS.has(text) ? LIKE_IS_DIGIT : LETTER_IS_DIGIT
    digitShare += share * asDigit
    if (!/\d/.test(text)) add(text.toLowerCase(), share * (1 - asDigit))
    else for (const letter of LIKE[text] ?? '') add(letter, (share * (1 - asDigit)) / LIKE[text]!.length)
  })
  const net = DIGIT_CLASSES.map((value, k) => [value, digits[k]!] as const).filter(([value]) => value !== 'X')
  const total = net.reduce((sum, [, share]) => sum + share, 0)
  for (const [value, share] of net) add(value, (digitShare * share) / total)
  // What was struck out is none.
  add('', STRUCK)
  const candidates = [...found]
    .map(([value, confidence]) => ({ value, confidence }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, LISTED)
  return { value: candidates[0]!.value, confidence: candidates[0]!.confidence, candidates }

  function add(text: string, share: number): void {
    found.set(text, (found.get(text) ?? 0) + share)
  }
}

const LISTED = 16
const STRUCK = 0.004
// How often a cell holds a digit when the line model sees a digit, a letter that looks like one, another letter.
const DIGIT_IS_DIGIT = 0.75
const LIKE_IS_DIGIT = 0.25
const LETTER_IS_DIGIT = 0.03
const LIKE_DIGITS = new Set('oOlIiJjTLzZaAdsSYybBgqQPpcCGtUDEeuVv')
// What letters a digit may be.
const LIKE: Readonly<Record<string, string>> = {
  '0': 'oq',
  '1': 'lij',
  '2': 'za',
  '3': 'ez',
  '4': 'yu',
  '5': 'sj',
  '6': 'bg',
  '7': 'tl',
  '8': 'bsg',
  '9': 'gqp',
}
