import { asc, count, desc, eq } from 'drizzle-orm'
import type { ArrivalRow } from '../contract/rows.ts'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'
import { nextId, without, type Database } from './database.ts'
import { arrivals, blobs } from './schema.ts'

const plain = (row: typeof arrivals.$inferSelect): ArrivalRow => without(row, 'number')

export function arrivalReads(db: Database) {
  return {
    async blob(sha256) {
      return db.select().from(blobs).where(eq(blobs.sha256, sha256)).get() ?? null
    },
    async blobs() {
      return db.select().from(blobs).orderBy(asc(blobs.sha256)).all()
    },
    async arrival(id) {
      const row = db.select().from(arrivals).where(eq(arrivals.id, id)).get()
      return row === undefined ? null : plain(row)
    },
    async arrivals({ offset, limit }) {
      const total = db.select({ total: count() }).from(arrivals).get()!.total
      const rows = db.select().from(arrivals).orderBy(desc(arrivals.number)).limit(limit).offset(offset).all()
      return { total, arrivals: rows.map(plain) }
    },
    async arrivalsOfBlob(sha256) {
      return db
        .select()
        .from(arrivals)
        .where(eq(arrivals.sha256, sha256))
        .orderBy(asc(arrivals.number))
        .all()
        .map(plain)
    },
    async unmovedArrivals() {
      return db
        .select()
        .from(arrivals)
        .where(eq(arrivals.sourceMoved, false))
        .orderBy(asc(arrivals.number))
        .all()
        .map(plain)
    },
  } satisfies Partial<StoreReads>
}

export function arrivalWrites(db: Database) {
  return {
    async putBlob(row) {
      db.insert(blobs).values(row).onConflictDoNothing().run()
    },
    async addArrival(row) {
      const named = { ...nextId(db, 'A'), ...row }
      db.insert(arrivals).values(named).run()
      return plain(named)
    },
    async updateArrival(id, change) {
      db.update(arrivals).set(change).where(eq(arrivals.id, id)).run()
    },
  } satisfies Partial<StoreTransaction>
}
