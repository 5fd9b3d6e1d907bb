import type { WrittenLetter } from '../bench/readLetters.ts'
import { findForm } from './findForm.ts'
import type { LetterWish } from './letterWriter.ts'
import { onAllCores, startElsewhere } from './onAllCores.ts'

/** Of a series of letters, whether number `i` is typed instead of written: one in ten, the last of each ten. */
export const isTyped = (i: number): boolean => i % 10 === 9

export type LettersWish = Omit<LetterWish, 'form'> & { /** Its id. */ readonly form: string }

/** How number `i` is answered where strips are measured as well: every second typed letter is printed on other paper, cut out and stuck on. */
export const howAnswered = (i: number): boolean | 'strips' => (i % 20 === 19 ? 'strips' : isTyped(i))

/** Writes letters on all cores, in the order of the wishes. */
export async function writeLetters(
  wishes: readonly LettersWish[],
  onProgress: (done: number, total: number) => void,
): Promise<WrittenLetter[]> {
  return onAllCores<WrittenLetter>(writer, await withForms(wishes), onProgress)
}

/** Each letter as soon as it is written, by one process: the other cores are for whoever reads them meanwhile. */
export async function startLetters(wishes: readonly LettersWish[]): Promise<readonly Promise<WrittenLetter>[]> {
  const { results } = await startElsewhere<WrittenLetter>(writer, await withForms(wishes), 1)
  return results
}

const writer = new URL('letterWriter.ts', import.meta.url)

// Forms are read and checked here, once, and not for each letter.
async function withForms(wishes: readonly LettersWish[]): Promise<LetterWish[]> {
  const ids = [...new Set(wishes.map(({ form }) => form))]
  const forms = new Map(await Promise.all(ids.map(async (id) => [id, await findForm(id)] as const)))
  return wishes.map((wish): LetterWish => ({ ...wish, form: forms.get(wish.form)! }))
}
