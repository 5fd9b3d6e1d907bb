import { eq } from 'drizzle-orm'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'
import type { Database } from './database.ts'
import { switches } from './schema.ts'

export function switchReads(db: Database) {
  return {
    async pausedParts() {
      const rows = db.select().from(switches).where(eq(switches.paused, true)).all()
      return rows.map(({ name }) => name)
    },
  } satisfies Partial<StoreReads>
}

export function switchWrites(db: Database) {
  return {
    async setPaused(name, paused) {
      db.insert(switches).values({ name, paused }).onConflictDoUpdate({ target: switches.name, set: { paused } }).run()
    },
  } satisfies Partial<StoreTransaction>
}
