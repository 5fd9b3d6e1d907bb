import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runFolder } from './runFolder.ts'

/**
 * What is dear to make and the same for every file of tests: made by the first that asks, in a folder of the run, while the others
 * wait. Nobody may write into it afterwards. A failure is everybody's.
 */
export async function oncePerRun(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(runFolder(), name)
  const [made, failed] = [`${folder}.made`, `${folder}.failed`]
  if (existsSync(made)) return folder
  if (await isFirst(folder)) {
    try {
      await make(folder)
    } catch (error) {
      await writeFile(failed, error instanceof Error ? (error.stack ?? error.message) : String(error))
      throw error
    }
    await writeFile(made, '')
    return folder
  }
  for (const end = Date.now() + MAKE_MS; Date.now() < end; await new Promise((again) => setTimeout(again, LOOK_MS))) {
    if (existsSync(made)) return folder
    if (existsSync(failed)) throw new Error(`${name} could not be made: ${await readFile(failed, 'utf8')}`)
  }
  throw new Error(`${name} was not made in ${MAKE_MS / 1000} s by the file of tests that began it`)
}

/** Of all processes of the run, one makes the folder. */
async function isFirst(folder: string): Promise<boolean> {
  try {
    await mkdir(folder)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

const MAKE_MS = 200_000
const LOOK_MS = 50
