import type { Decoded } from '../decode/decode.ts'
import { decodeFreely } from '../decode/free.ts'
import type { Lattice } from '../decode/lattice.ts'
import { bestPath, type BestPathOptions, type PathCharacter } from './bestPath.ts'

/** Also what each cell may be once it is read as Chinese, for the picker. */
export interface DecodedWords extends Decoded {
  readonly characters: readonly PathCharacter[]
}

/**
 * Free Chinese text, with the interface of the decoders: what the words make of the ink. There is nothing to reject: a
 * text may say anything, and words that do not fit the ink do not change it.
 */
export function decodeWords(lattice: Lattice, options: BestPathOptions = {}): DecodedWords {
  const raw = lattice.map(
    (cell) => cell.reduce((best, one) => (one.confidence > best.confidence ? one : best), NONE).value,
  )
  const { characters } = bestPath(lattice, options)
  const decoded = decodeFreely(characters.map(({ candidates }) => candidates))
  const changes = raw.flatMap((from, cell) => {
    const to = characters[cell]!.value
    return from === to ? [] : [{ cell, from, to }]
  })
  const reason = decoded.reason === 'EMPTY' || changes.length === 0 ? decoded.reason : 'CORRECTED'
  return { ...decoded, raw: raw.join(''), changes, reason, characters }
}

const NONE = { value: '', confidence: 0 }
