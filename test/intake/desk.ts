import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ArrivalRow } from '../../src/contract/rows.ts'
import type { Blobs, Store } from '../../src/contract/store.ts'
import type { InboxFolders } from '../../src/intake/inbox.ts'
import type { IntakeParts } from '../../src/intake/takeIn.ts'
import { watchInbox, type WatchedInbox } from '../../src/intake/watchInbox.ts'
import { openFileBlobs } from '../../src/store/fileBlobs.ts'
import { openStore } from '../../src/store/openStore.ts'

export const migrations = join(import.meta.dirname, '../../db/migrations')

/** A mailroom desk in a folder of its own: real store, real originals, an inbox. */
export interface Desk {
  readonly folder: string
  readonly folders: InboxFolders
  readonly store: Store
  readonly blobs: Blobs
  readonly parts: IntakeParts
  readonly errors: unknown[]
  /** What intake was kept from by, in order; null: it could go on. */
  readonly alarms: (string | null)[]
  watch(timing?: Partial<{ stableMs: number; patienceMs: number; rescanMs: number }>): Promise<WatchedInbox>
  arrivals(): Promise<ArrivalRow[]>
  /** Waits until there are so many arrivals. */
  until(count: number): Promise<ArrivalRow[]>
  originalOf(arrival: ArrivalRow): Promise<Buffer>
  /** Names in `inbox`, `done` or `refused`. */
  names(which: keyof InboxFolders): Promise<string[]>
  close(): Promise<void>
}

/** `around`: puts something between the desk and its store. */
export async function openDesk(around: (store: Store) => Store = (store) => store): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'xiance-desk-'))
  const folders = { inbox: join(folder, 'inbox'), done: join(folder, 'done'), refused: join(folder, 'refused') }
  const store = around(await openStore(join(folder, 'xiance.sqlite'), migrations))
  const blobs = await openFileBlobs(join(folder, 'originals'))
  const parts: IntakeParts = { store, blobs, maxBytes: 2_000_000, clock: Date.now }
  const errors: unknown[] = []
  const alarms: (string | null)[] = []
  const watched: WatchedInbox[] = []
  const arrivals = async (): Promise<ArrivalRow[]> =>
    (await store.arrivals({ offset: 0, limit: 1000 })).arrivals.toReversed()
  return {
    folder,
    folders,
    store,
    blobs,
    parts,
    errors,
    alarms,
    arrivals,
    async watch(timing = {}) {
      const times = { stableMs: 60, patienceMs: 60_000, rescanMs: 60_000, alarmMs: 100, ...timing }
      const inbox = await watchInbox(
        folders,
        parts,
        times,
        () => undefined,
        (error) => errors.push(error),
        { paused: () => false, alarm: (code) => alarms.push(code), leastFreeBytes: 0, place: folder },
      )
      watched.push(inbox)
      return inbox
    },
    async until(count) {
      for (let i = 0; i < 400; i++) {
        const all = await arrivals()
        if (all.length >= count) return all
        await pause(25)
      }
      throw new Error(`${count} arrivals did not come`)
    },
    originalOf: async (arrival) => readFile(await blobs.path(arrival.sha256!)),
    names: (which) => readdir(folders[which]).catch(() => []),
    async close() {
      for (const inbox of watched) await inbox.stop()
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
