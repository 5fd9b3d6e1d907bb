import { and, asc, count, eq, inArray, isNotNull, isNull, lte, min, or, sql } from 'drizzle-orm'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'
import type { Database } from './database.ts'
import { jobs } from './schema.ts'

export function jobReads(db: Database) {
  return {
    async job(kind, subject) {
      return (
        db
          .select()
          .from(jobs)
          .where(and(eq(jobs.kind, kind), eq(jobs.subject, subject)))
          .get() ?? null
      )
    },
    async jobsOpen() {
      const open = db.select({ open: count() }).from(jobs).get()!.open
      const next = db
        .select({ at: min(jobs.notBefore) })
        .from(jobs)
        .where(isNull(jobs.leaseUntil))
        .get()
      return { open, nextAt: next?.at ?? null }
    },
  } satisfies Partial<StoreReads>
}

/** A job that is done is a row that is gone: what came of it stands in the rows it was about, in the same transaction. */
export function jobWrites(db: Database) {
  return {
    async addJob(kind, subject, notBefore) {
      db.insert(jobs).values({ kind, subject, notBefore }).onConflictDoNothing().run()
    },
    async claimJob(now, leaseUntil, kinds) {
      const free = or(isNull(jobs.leaseUntil), lte(jobs.leaseUntil, now))
      const job = db
        .select()
        .from(jobs)
        .where(and(lte(jobs.notBefore, now), free, kinds === undefined ? undefined : inArray(jobs.kind, [...kinds])))
        .orderBy(asc(jobs.id))
        .limit(1)
        .get()
      if (job === undefined) return null
      db.update(jobs).set({ leaseUntil }).where(eq(jobs.id, job.id)).run()
      return { ...job, leaseUntil }
    },
    async finishJob(id) {
      return db.delete(jobs).where(eq(jobs.id, id)).run().changes === 1
    },
    async retryJob(id, notBefore, lastError) {
      db.update(jobs)
        .set({ notBefore, lastError, leaseUntil: null, attempts: sql`${jobs.attempts} + 1` })
        .where(eq(jobs.id, id))
        .run()
    },
    async releaseLeases() {
      return db.update(jobs).set({ leaseUntil: null }).where(isNotNull(jobs.leaseUntil)).run().changes
    },
  } satisfies Partial<StoreTransaction>
}
