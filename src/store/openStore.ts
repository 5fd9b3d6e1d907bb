import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { XianceError } from '../contract/errors.ts'
import type { Store, StoreReads, StoreTransaction } from '../contract/store.ts'
import { arrivalReads, arrivalWrites } from './arrivals.ts'
import { auditReads, auditWrites } from './audit.ts'
import { claimReads, claimWrites } from './claims.ts'
import type { Database } from './database.ts'
import { envelopeReads, envelopeWrites } from './envelopes.ts'
import { findingReads, findingWrites } from './findings.ts'
import { glanceReads, glanceWrites } from './glances.ts'
import { handFitReads, handFitWrites } from './handFits.ts'
import { jobReads, jobWrites } from './jobs.ts'
import { letterReads, letterWrites } from './letters.ts'
import { migrate } from './migrate.ts'
import { ownWorkReads } from './ownWork.ts'
import { pageReads, pageWrites } from './pages.ts'
import { sampleReads, sampleWrites } from './samples.ts'
import { peopleReads, peopleWrites } from './people.ts'
import { switchReads, switchWrites } from './switches.ts'
import { valueReads, valueWrites } from './values.ts'

/**
 * The store in one SQLite file, made and migrated when need be. Throws DATABASE_NEWER and DATA_FOLDER_UNUSABLE.
 * Two connections: reads outside a transaction see the last commit and never what a transaction is about to do.
 */
export async function openStore(path: string, migrationsFolder: string, limits: StoreLimits = {}): Promise<Store> {
  const writing = connect(path, limits)
  try {
    migrate(writing, migrationsFolder)
  } catch (error) {
    writing.close()
    throw error
  }
  const reading = connect(path, limits)
  reading.pragma('query_only = ON')
  const db = drizzle({ client: writing })
  const tx: StoreTransaction = { ...reads(db), ...writes(db) }
  let last: Promise<unknown> = Promise.resolve()
  return {
    ...reads(drizzle({ client: reading })),
    async transaction(work) {
      // One after the other: a transaction may await, and there is one connection that writes.
      const turn = last.then(() => commit(writing, () => work(tx)))
      last = turn.catch(() => undefined)
      return turn
    },
    async close() {
      await last
      reading.close()
      writing.close()
    },
  }
}

export interface StoreLimits {
  /** How long to wait for somebody else's write. Another process may only read (an export), so this is never long. */
  readonly busyMs?: number
  /** Largest size of the file in its pages of 4 kB; more is an error as on a full disk. */
  readonly maxPages?: number
}

function connect(path: string, { busyMs = 5000, maxPages }: StoreLimits): Sqlite.Database {
  try {
    mkdirSync(dirname(path), { recursive: true })
    const connection = new Sqlite(path, { timeout: busyMs })
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    connection.pragma('foreign_keys = ON')
    if (maxPages !== undefined) connection.pragma(`max_page_count = ${maxPages}`)
    return connection
  } catch (error) {
    throw new XianceError('DATA_FOLDER_UNUSABLE', { path }, { cause: error })
  }
}

async function commit<T>(connection: Sqlite.Database, work: () => Promise<T>): Promise<T> {
  connection.exec('BEGIN IMMEDIATE')
  try {
    const result = await work()
    connection.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk rolls back by itself.
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  }
}

function reads(db: Database): StoreReads {
  return {
    ...arrivalReads(db),
    ...pageReads(db),
    ...letterReads(db),
    ...envelopeReads(db),
    ...valueReads(db),
    ...findingReads(db),
    ...glanceReads(db),
    ...handFitReads(db),
    ...jobReads(db),
    ...auditReads(db),
    ...peopleReads(db),
    ...claimReads(db),
    ...sampleReads(db),
    ...ownWorkReads(db),
    ...switchReads(db),
  }
}

function writes(db: Database): Omit<StoreTransaction, keyof StoreReads> {
  return {
    ...arrivalWrites(db),
    ...pageWrites(db),
    ...letterWrites(db),
    ...envelopeWrites(db),
    ...valueWrites(db),
    ...findingWrites(db),
    ...glanceWrites(db),
    ...handFitWrites(db),
    ...jobWrites(db),
    ...auditWrites(db),
    ...peopleWrites(db),
    ...claimWrites(db),
    ...sampleWrites(db),
    ...switchWrites(db),
  }
}
