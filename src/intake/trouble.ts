import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import type { AlarmCode } from '../contract/operation.ts'
import type { Blobs } from '../contract/store.ts'
import { codeOf } from './sourceFile.ts'

/** What an error says of the place we write to rather than of the file in hand; null when it says nothing of that. */
export function troubleOf(error: unknown): AlarmCode | null {
  const code = codeOf(error) ?? ''
  if (['ENOSPC', 'EDQUOT'].includes(code) || code.startsWith('SQLITE_FULL')) return 'DISK_FULL'
  // Sources that cannot be read are values (FILE_UNREADABLE): an error about permission is about our own folders.
  if (['EROFS', 'EACCES', 'EPERM'].includes(code) || code.startsWith('SQLITE_READONLY')) return 'FOLDER_READ_ONLY'
  // The folder of the originals or of the database went away under us, a removable disk most likely.
  if (['ENODEV', 'ENXIO', 'EIO', 'ESTALE'].includes(code) || code.startsWith('SQLITE_IOERR')) return 'FOLDER_READ_ONLY'
  return null
}

/** The place originals are kept in, as intake asks about it before it takes anything. */
export function placeToKeep(blobs: Blobs, leastFreeBytes: number) {
  return {
    /** What keeps anything from being kept there. `afterTrouble`: room is not enough, a write must really succeed. */
    async trouble(afterTrouble: boolean): Promise<AlarmCode | null> {
      try {
        const free = await blobs.freeBytes()
        if (free !== null && free < leastFreeBytes) return 'DISK_FULL'
        if (afterTrouble) await (await blobs.stage(Readable.from([Buffer.alloc(PROBE_BYTES)]), PROBE_BYTES)).discard()
        return null
      } catch (error) {
        return troubleOf(error) ?? 'FOLDER_READ_ONLY'
      }
    },
  }
}

const PROBE_BYTES = 64 * 1024

/** Tells an inbox that is there from one whose share is not mounted, which leaves an empty folder or none. */
export interface InboxPresence {
  /** `fresh`: another folder than at the last look, so that what watches it must be set up again. */
  look(): Promise<'there' | 'fresh' | 'gone'>
}

export async function inboxPresence(inbox: string): Promise<InboxPresence> {
  const now = async () => {
    try {
      const [own, above] = await Promise.all([stat(inbox), stat(dirname(inbox))])
      return own.isDirectory() ? { id: `${own.dev}:${own.ino}`, mounted: own.dev !== above.dev } : null
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'EIO', 'ESTALE', 'ENODEV', 'EHOSTDOWN', 'ENOTCONN'].includes(codeOf(error) ?? ''))
        return null
      throw error
    }
  }
  let last = await now()
  const wasMounted = last?.mounted === true
  return {
    async look() {
      const seen = await now()
      if (seen === null || (wasMounted && !seen.mounted)) return 'gone'
      const fresh = seen.id !== last?.id
      last = seen
      return fresh ? 'fresh' : 'there'
    },
  }
}
