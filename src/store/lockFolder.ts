import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { XianceError } from '../contract/errors.ts'

/**
 * One service for each data folder: takes the operating system's lock on a file and holds it until `release` or the end
 * of the process, however it ends. Throws DATA_FOLDER_IN_USE. SQLite does the locking: node itself has no file locks,
 * and a file with a process id in it would outlive a kill.
 */
export function lockFolder(path: string): { release(): void } {
  let connection: Sqlite.Database
  try {
    mkdirSync(dirname(path), { recursive: true })
    connection = new Sqlite(path, { timeout: 0 })
  } catch (error) {
    throw new XianceError('DATA_FOLDER_UNUSABLE', { path }, { cause: error })
  }
  try {
    connection.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    connection.close()
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY') === true)
      throw new XianceError('DATA_FOLDER_IN_USE', { path: dirname(path) }, { cause: error })
    throw new XianceError('DATA_FOLDER_UNUSABLE', { path }, { cause: error })
  }
  return { release: () => connection.close() }
}
