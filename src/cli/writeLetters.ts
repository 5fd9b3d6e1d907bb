import type { WrittenLetter } from '../bench/readLetters.ts'
import { findForm } from './findForm.ts'
import type { LetterWish } from './letterWriter.ts'
import { onAllCores } from './onAllCores.ts'

/** Of a series of letters, whether number `i` is typed instead of written: one in ten, the last of each ten. */
export const isTyped = (i: number): boolean => i % 10 === 9

export type LettersWish = Omit<LetterWish, 'form'> & { /** Its id. */ readonly form: string }

/** Writes letters on all cores, in the order of the wishes. Forms are read and checked here, once, and not for each letter. */
export async function writeLetters(
  wishes: readonly LettersWish[],
  onProgress: (done: number, total: number) => void,
): Promise<WrittenLetter[]> {
  const ids = [...new Set(wishes.map(({ form }) => form))]
  const forms = new Map(await Promise.all(ids.map(async (id) => [id, await findForm(id)] as const)))
  const tasks = wishes.map((wish): LetterWish => ({ ...wish, form: forms.get(wish.form)! }))
  return onAllCores<WrittenLetter>(new URL('letterWriter.ts', import.meta.url), tasks, onProgress)
}
