import { scanLetter, type ScannedLetter, type ScanWish } from './scanLetter.ts'
import { writeLetter, type LetterOrder } from './writeLetter.ts'

export type { ScannedLetter, ScanWish } from './scanLetter.ts'
export type { LetterOrder } from './writeLetter.ts'

/** From a blank form to scan files with their truth. Everything follows from the order's seed: the same order gives the same bytes. */
export async function makeLetter(order: LetterOrder, wish: ScanWish = {}): Promise<ScannedLetter> {
  return scanLetter(await writeLetter(order), wish)
}
