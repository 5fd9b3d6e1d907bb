import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type Sqlite from 'better-sqlite3'
import { XianceError } from '../contract/errors.ts'

/**
 * Brings a database up to the newest numbered file of the folder (`0001_start.sql`, `0002_…`), each in one transaction
 * with its number, so that a kill midway leaves the version before. Throws DATABASE_NEWER when it knows more than we do.
 */
export function migrate(connection: Sqlite.Database, folder: string): void {
  const files = migrationFiles(folder)
  const newest = files.length
  const current = versionOf(connection)
  if (current > newest)
    throw new XianceError('DATABASE_NEWER', { path: connection.name, database: current, software: newest })
  for (const [i, file] of files.entries()) {
    if (i < current) continue
    const script = readFileSync(join(folder, file), 'utf8')
    connection.exec('BEGIN IMMEDIATE')
    try {
      connection.exec(script)
      connection.pragma(`user_version = ${i + 1}`)
      connection.exec('COMMIT')
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK')
      throw error
    }
  }
}

export function versionOf(connection: Sqlite.Database): number {
  return connection.pragma('user_version', { simple: true }) as number
}

function migrationFiles(folder: string): string[] {
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .toSorted()
  for (const [i, file] of files.entries())
    if (Number(file.slice(0, 4)) !== i + 1)
      throw new Error(`migration ${file} is out of line: expected number ${i + 1}`)
  return files
}
