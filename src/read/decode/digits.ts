import { DIGITS, foldDigit, joinCells, type Grammar } from './grammar.ts'

/** Any digits, with empty cells wherever they like: only the alphabet is known. */
export const digitsGrammar: Grammar = {
  alphabet: [...DIGITS, ''],
  start: '',
  step: () => ({ state: '', weight: 1 }),
  end: () => 1,
  validShare: 1,
  fold: foldDigit,
  value: joinCells,
}
