import { copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ArrivalRow } from '../contract/rows.ts'
import type { Store } from '../contract/store.ts'
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
  // Before the row says so: after a power cut a file that is back in the inbox would be taken for a new one.
  await syncFolder(folder)
  await syncFolder(file.path.subarray(0, file.path.lastIndexOf('/')))
  await store.transaction((tx) => tx.updateArrival(arrival.id, { sourceMoved: true }))
}

/**
 * At start-up: arrivals whose source may still lie in the inbox. Where it does, and is unchanged, it is moved now; where it
 * lies aside already, the crash came after the move. One that is in neither place is left as it is: the inbox may be a share
 * that is not mounted, and what comes back with it must not be taken for new. Answers how many were moved.
 */
export async function finishMoves(folders: InboxFolders, store: Store): Promise<number> {
  const unmoved = await store.unmovedArrivals()
  if (unmoved.length === 0) return 0
  const files = new Map<string, SourceFile>()
  for await (const file of filesBelow(Buffer.from(folders.inbox))) {
    const state = await stateOf(file.path)
    if (state !== null) files.set(state.key, file)
  }
  const aside = new Set([...(await idsIn(folders.done)), ...(await idsIn(folders.refused))])
  let moved = 0
  for (const arrival of unmoved) {
    const file = files.get(arrival.sourceKey ?? '')
    if (file !== undefined) {
      await moveSource(arrival, file, folders, store)
      moved++
    } else if (aside.has(arrival.id))
      await store.transaction((tx) => tx.updateArrival(arrival.id, { sourceMoved: true }))
  }
  return moved
}

/** Ids of the arrivals whose sources lie in a folder: see asideName. */
async function idsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { encoding: 'latin1' }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
  return names.map((name) => name.slice(0, name.indexOf(' ')))
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

/** Windows cannot open a folder; its renames are durable by themselves. */
async function syncFolder(path: string | Buffer): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const MOST_NAME_BYTES = 255
