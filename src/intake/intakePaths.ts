import { realpath, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { XianceError } from '../contract/errors.ts'
import type { ArrivalRow } from '../contract/rows.ts'
import { recordArrival } from './recordArrival.ts'
import { filesBelow, readable, stateOf, type SourceFile } from './sourceFile.ts'
import { takeInFile, type IntakeParts } from './takeIn.ts'

/** The files that paths name, folders with all that is below. Throws PATH_UNKNOWN before anything is taken in. */
export async function filesAt(paths: readonly string[]): Promise<SourceFile[]> {
  const files: SourceFile[] = []
  for (const path of paths) {
    const isFolder = await stat(path).then(
      (stats) => stats.isDirectory(),
      (error: unknown) => {
        throw new XianceError('PATH_UNKNOWN', { path }, { cause: error })
      },
    )
    // A link that a person names is meant; links found below a folder are not followed.
    const real = await realpath(path, { encoding: 'buffer' })
    if (!isFolder) files.push({ path: real, name: basename(path) })
    else for await (const file of filesBelow(real)) files.push(file)
  }
  return files
}

/** Takes a named file in, as it is now: it ends stored or refused. One that changes under our eyes is tried a few times. */
export async function takeInNamed(file: SourceFile, parts: IntakeParts): Promise<ArrivalRow> {
  for (let i = 0; i < TRIES; i++) {
    const taken = await takeInFile(file, parts, { source: 'command', final: true, move: false })
    if (taken.outcome === 'arrived') return taken.arrival
    if (taken.outcome === 'gone') break
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  const sizeBytes = (await stateOf(file.path))?.sizeBytes ?? 0
  const about = { name: readable(file.name), source: 'command', sizeBytes, blob: null, sourceKey: null } as const
  return parts.store.transaction((tx) => recordArrival(tx, { ...about, refused: 'FILE_UNREADABLE' }, parts.clock()))
}

const TRIES = 5
const PAUSE_MS = 400
