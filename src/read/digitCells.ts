import type { Decoder } from '../contract/layout.ts'
import type { CharacterReading } from '../contract/reading.ts'
import type { CellInk } from './cellInk.ts'
import { readComb } from './digits/readComb.ts'

/** Decoders of combs that hold digits only: their cells go to the digit net (91.7 % against 43 % of telephones, RECOGNITION.md). */
export const digitDecoders: ReadonlySet<Decoder> = new Set(['digits', 'telephone', 'date', 'count', 'postcode', 'id'])

/**
 * What each cell may hold, '' for nothing; X only where the field is an ID. Cells that are surely empty are left out. Whole cells are
 * read, not the largest patches of ink: a pencil in black and white leaves dots that only together make a digit.
 */
export function readDigitCells(
  { crops, marginPx }: Pick<CellInk, 'crops' | 'marginPx'>,
  pxPerMm: number,
  decoder: Decoder,
): CharacterReading[] {
  const cells = readComb(
    crops.map(({ around }) => around),
    { pxPerMm, marginPx, withX: decoder === 'id' },
  )
  return crops.flatMap(({ cell }, i) => {
    const { candidates } = cells[i]!
    const { value, confidence } = candidates[0]!
    return value === '' && confidence > SURELY_EMPTY ? [] : [{ cell, value, confidence, candidates: [...candidates] }]
  })
}

const SURELY_EMPTY = 0.98
