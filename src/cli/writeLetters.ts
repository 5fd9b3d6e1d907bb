import type { WrittenLetter } from '../bench/readLetters.ts'
import type { LetterWish } from './letterWriter.ts'
import { onAllCores } from './onAllCores.ts'

/** Of a series of letters, whether number `i` is typed instead of written: one in ten, the last of each ten. */
export const isTyped = (i: number): boolean => i % 10 === 9

/** Writes letters on all cores, in the order of the wishes. */
export async function writeLetters(
  wishes: readonly LetterWish[],
  onProgress: (done: number, total: number) => void,
): Promise<WrittenLetter[]> {
  return onAllCores<WrittenLetter>(new URL('letterWriter.ts', import.meta.url), wishes, onProgress)
}
