import { chordOf, isPrintable } from './chord.ts'
import { alive, keys, type Key, type Where } from './keys.ts'

export interface Moment {
  /** Innermost first; the first place with this chord wins. */
  readonly where: readonly Where[]
  /** The press comes from a text input. */
  readonly typing: boolean
}

/**
 * The key that a press means, or null. Nothing is a key while an input method composes; a printable sign typed into a
 * text is text, unless the candidates are open.
 */
export function keyFor(press: KeyboardEvent, { where, typing }: Moment): { key: Key; chord: string } | null {
  // 229: what browsers report for a press that the input method took.
  if (press.isComposing || press.keyCode === 229) return null
  const chord = chordOf(press)
  const allowed = typing && isPrintable(chord) ? where.filter((place) => place === 'choosing') : where
  for (const place of allowed) {
    const key = keys.find((candidate) => candidate.where === place && candidate.chords.includes(chord))
    if (key !== undefined) return { key, chord }
  }
  return null
}

/** All places that are alive with these, innermost first, each once. */
export function momentOf(places: readonly Where[]): Where[] {
  return [...new Set(places.flatMap((place) => alive[place]))].sort((a, b) => depth(b) - depth(a))
}

const order: readonly Where[] = [
  'everywhere',
  'list',
  'intake',
  'envelopes',
  'fit',
  'split',
  'splitTarget',
  'steps',
  'group',
  'samples',
  'opening',
  'letter',
  'conflict',
  'text',
  'choice',
  'cells',
  'line',
  'choosing',
  'asking',
]

function depth(where: Where): number {
  return order.indexOf(where)
}
