import { desc, eq } from 'drizzle-orm'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'
import { without, type Database } from './database.ts'
import { handFits } from './schema.ts'

export function handFitReads(db: Database) {
  return {
    async handFit(page) {
      const newest = db.select().from(handFits).where(eq(handFits.page, page)).orderBy(desc(handFits.number)).limit(1)
      const row = newest.get()
      return row === undefined ? null : without(row, 'number')
    },
  } satisfies Partial<StoreReads>
}

export function handFitWrites(db: Database) {
  return {
    async addHandFit(row) {
      db.insert(handFits).values(row).run()
    },
  } satisfies Partial<StoreTransaction>
}
