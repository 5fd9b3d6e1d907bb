import { dirname, join } from 'node:path'
import type { KnownForm } from '../contract/digitize.ts'
import type { RunningOffice } from '../contract/office.ts'
import type { Settings } from '../contract/settings.ts'
import type { Blobs, Store } from '../contract/store.ts'
import { openFileBlobs } from '../store/fileBlobs.ts'
import { lockFolder } from '../store/lockFolder.ts'
import { parseSides, sidesFor } from '../sort/inOrder.ts'
import { openStore } from '../store/openStore.ts'
import { openOffice, viewsFolder, type OfficeParts } from './office.ts'
import { officeReads, type OfficeReads } from './officeReads.ts'
import { openReaderPool } from './readerPool.ts'

export interface OfficeFolders {
  /** The database file. */
  readonly database: string
  readonly originals: string
  readonly derived: string
  /** `done/` and `refused/` lie beside it. */
  readonly inbox: string
}

export interface OfficeConfig {
  readonly folders: OfficeFolders
  readonly migrations: string
  readonly forms: readonly KnownForm[]
  readonly settings: Pick<
    Settings,
    | 'readers'
    | 'pageSeconds'
    | 'readerMb'
    | 'fileMb'
    | 'filePages'
    | 'pageMegapixels'
    | 'stableSeconds'
    | 'scanners'
    | 'sample'
  >
  readonly onError: (error: unknown) => void
  /** Manifest of the models that readers use; without it the shipped one. */
  readonly modelsPath?: string
  /** For tests: other readers, other waits. */
  readonly readerModule?: string
  readonly overrides?: Partial<Pick<OfficeParts, 'clock' | 'backoffMs' | 'inbox' | 'onStep' | 'leastFreeBytes'>>
  /** For tests: puts something that fails between the office and its store or originals. */
  readonly around?: { readonly store?: (store: Store) => Store; readonly blobs?: (blobs: Blobs) => Blobs }
}

export interface StartedOffice {
  readonly office: RunningOffice
  readonly store: Store
  readonly blobs: Blobs
  /** Ids of the reader processes. */
  pids(): number[]
  /** Ends everything, within 10 s, and gives the folder free. */
  close(): Promise<void>
}

/**
 * The whole service over one data folder: lock, store, originals, readers, office. Throws DATA_FOLDER_IN_USE, DATA_FOLDER_UNUSABLE
 * and DATABASE_NEWER, and leaves nothing open then.
 */
export async function startOffice(config: OfficeConfig): Promise<StartedOffice> {
  const { folders, settings } = config
  const lock = lockFolder(join(dirname(folders.database), 'service.lock'))
  const closing: (() => unknown)[] = [() => lock.release()]
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end()
  }
  try {
    const { around = {} } = config
    const opened = await openStore(folders.database, config.migrations)
    closing.push(() => opened.close())
    const store = around.store?.(opened) ?? opened
    const originals = await openFileBlobs(folders.originals)
    const blobs = around.blobs?.(originals) ?? originals
    const taskMs = settings.pageSeconds * 1000
    const pool = await openReaderPool({
      forms: config.forms,
      setupPath: join(folders.derived, 'readers.json'),
      readers: settings.readers,
      taskMs,
      memoryMb: settings.readerMb,
      megapixels: settings.pageMegapixels,
      ...(config.modelsPath === undefined ? {} : { modelsPath: config.modelsPath }),
      ...(config.readerModule === undefined ? {} : { module: config.readerModule }),
    })
    closing.push(() => pool.close())
    const office = await openOffice({
      store,
      blobs,
      pool,
      forms: config.forms,
      folders: {
        inbox: folders.inbox,
        ...besides(folders.inbox),
        derived: folders.derived,
        originals: folders.originals,
      },
      fileBytes: settings.fileMb * 1e6,
      filePages: settings.filePages,
      sidesOf: (name) => sidesFor(name, parseSides(settings.scanners)),
      taskMs,
      sample: settings.sample,
      leastFreeBytes: LEAST_FREE_BYTES,
      inbox: { ...INBOX, stableMs: settings.stableSeconds * 1000 },
      onError: config.onError,
      ...config.overrides,
    })
    closing.push(() => office.close())
    return { office: { ...office, close }, store, blobs, pids: () => pool.pids(), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Looks at a data folder that a service may be using: an export needs no readers and changes nothing. */
export async function lookIntoOffice(
  folders: OfficeFolders,
  migrations: string,
): Promise<{ office: OfficeReads; store: Store; close(): Promise<void> }> {
  const store = await openStore(folders.database, migrations)
  try {
    const blobs = await openFileBlobs(folders.originals)
    const office = officeReads(store, blobs, viewsFolder(folders.derived))
    return { office, store, close: () => store.close() }
  } catch (error) {
    await store.close()
    throw error
  }
}

function besides(inbox: string): { done: string; refused: string } {
  return { done: join(dirname(inbox), 'done'), refused: join(dirname(inbox), 'refused') }
}

const INBOX = { patienceMs: 60_000, rescanMs: 60_000, alarmMs: 5000 }
/** Room for the database to grow by a day's letters, and for the largest file that is taken in. */
const LEAST_FREE_BYTES = 500e6
