import { availableParallelism } from 'node:os'
import { Tinypool } from 'tinypool'
import type { WrittenLetter } from '../bench/readLetters.ts'
import type { LetterWish } from './letterWriter.ts'

/** Writes letters on all cores, in the order of the wishes. */
export async function writeLetters(
  wishes: readonly LetterWish[],
  onProgress: (done: number, total: number) => void,
): Promise<WrittenLetter[]> {
  const threads = Math.max(1, Math.min(availableParallelism(), wishes.length))
  const pool = new Tinypool({
    filename: new URL('letterWriter.ts', import.meta.url).href,
    runtime: 'child_process',
    minThreads: threads,
    maxThreads: threads,
    execArgv: ['--import', import.meta.resolve('tsx')],
  })
  let done = 0
  try {
    return await Promise.all(
      wishes.map(async (wish) => {
        const letter = (await pool.run(wish)) as WrittenLetter
        onProgress(++done, wishes.length)
        return letter
      }),
    )
  } finally {
    await pool.destroy()
  }
}
