import { sql } from 'drizzle-orm'
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { sequences } from './schema.ts'

/** One connection, seen through drizzle. Queries on it answer at once; the store makes promises of them. */
export type Database = BetterSQLite3Database

/** Ids people can read out: `X-000123`. Rows are ordered by their number, never by the text. */
export function nextId(db: Database, prefix: 'A' | 'P' | 'X' | 'K' | 'E'): { number: number; id: string } {
  const { last } = db
    .insert(sequences)
    .values({ name: prefix, last: 1 })
    .onConflictDoUpdate({ target: sequences.name, set: { last: sql`${sequences.last} + 1` } })
    .returning()
    .get()
  return { number: last, id: `${prefix}-${String(last).padStart(6, '0')}` }
}

/** A row without the columns that only order or index it. */
export function without<T extends object, K extends keyof T>(row: T, ...columns: K[]): Omit<T, K> {
  const rest = { ...row }
  for (const column of columns) delete rest[column]
  return rest
}
