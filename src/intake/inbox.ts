import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ArrivalRow, Store } from '../contract/store.ts'
import { below, codeOf, filesBelow, stateOf, type SourceFile } from './sourceFile.ts'

export interface InboxFolders {
  readonly inbox: string
  /** Where sources go that were taken in, and where those that were refused. */
  readonly done: string
  readonly refused: string
}

/** Step 7: the source leaves the inbox, and only now. Done twice it does no harm. */
export async function moveSource(
  arrival: ArrivalRow,
  file: SourceFile,
  folders: InboxFolders,
  store: Store,
): Promise<void> {
  const folder = arrival.state === 'refused' ? folders.refused : folders.done
  await mkdir(folder, { recursive: true })
  const target = below(Buffer.from(folder), asideName(arrival.id, file.path))
  try {
    await rename(file.path, target)
  } catch (error) {
    if (codeOf(error) === 'EXDEV') await moveAcross(file.path, target)
    else if (codeOf(error) !== 'ENOENT') throw error
  }
  await store.transaction((tx) => tx.updateArrival(arrival.id, { sourceMoved: true }))
}

/**
 * At start-up: arrivals whose source may still lie in the inbox. Where it does, and is unchanged, it is moved now; where it
 * does not, the crash came after the move. Answers how many were moved.
 */
export async function finishMoves(folders: InboxFolders, store: Store): Promise<number> {
  const unmoved = await store.unmovedArrivals()
  if (unmoved.length === 0) return 0
  const files = new Map<string, SourceFile>()
  for await (const file of filesBelow(Buffer.from(folders.inbox))) {
    const state = await stateOf(file.path)
    if (state !== null) files.set(state.key, file)
  }
  let moved = 0
  for (const arrival of unmoved) {
    const file = files.get(arrival.sourceKey ?? '')
    if (file === undefined) await store.transaction((tx) => tx.updateArrival(arrival.id, { sourceMoved: true }))
    else {
      await moveSource(arrival, file, folders, store)
      moved++
    }
  }
  return moved
}

/** `A-000012 scan.pdf`: unique whatever scanners call their files, and within the 255 bytes a name may have. */
function asideName(id: string, path: Buffer): Buffer {
  const name = Buffer.from(basename(path.toString('latin1')), 'latin1')
  const prefix = Buffer.from(`${id} `)
  const room = MOST_NAME_BYTES - prefix.length
  // The end is kept: it has the extension.
  return Buffer.concat([prefix, name.subarray(Math.max(0, name.length - room))])
}

async function moveAcross(from: Buffer, to: Buffer): Promise<void> {
  await copyFile(from, to)
  const copy = await open(to, 'r+')
  await copy.sync()
  await copy.close()
  await rm(from)
}

const MOST_NAME_BYTES = 255
