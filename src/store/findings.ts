import { and, eq, getTableColumns, inArray } from 'drizzle-orm'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'
import { without, type Database } from './database.ts'
import { findings, pages } from './schema.ts'

export function findingReads(db: Database) {
  return {
    async findingsOf(ids) {
      if (ids.length === 0) return []
      const standing = and(eq(pages.id, findings.page), eq(pages.run, findings.run))
      const rows = db.select(getTableColumns(findings)).from(findings).innerJoin(pages, standing)
      return rows
        .where(inArray(findings.page, [...ids]))
        .all()
        .map((row) => without(row, 'number'))
    },
  } satisfies Partial<StoreReads>
}

export function findingWrites(db: Database) {
  return {
    async addFindings(row) {
      db.insert(findings).values(row).run()
    },
  } satisfies Partial<StoreTransaction>
}
