import { createHash } from 'node:crypto'
import { asc, desc, gt } from 'drizzle-orm'
import type { AuditRow, StoreReads, StoreTransaction } from '../contract/store.ts'
import type { Database } from './database.ts'
import { audit } from './schema.ts'

/** What the first entry is chained to. */
const START = '0'.repeat(64)
const CHUNK = 1000

export function auditReads(db: Database) {
  const entries = (after: number, limit: number): AuditRow[] =>
    db.select().from(audit).where(gt(audit.number, after)).orderBy(asc(audit.number)).limit(limit).all()
  return {
    async audit({ after, limit }) {
      return entries(after, limit)
    },
    async auditBreak() {
      let number = 0
      let hash = START
      for (;;) {
        const chunk = entries(number, CHUNK)
        for (const entry of chunk) {
          number++
          if (entry.number !== number || entry.previousHash !== hash || entry.hash !== hashOf(entry)) return number
          hash = entry.hash
        }
        if (chunk.length < CHUNK) return null
      }
    },
  } satisfies Partial<StoreReads>
}

export function auditWrites(db: Database) {
  return {
    async addAudit(entry) {
      const last = db.select().from(audit).orderBy(desc(audit.number)).limit(1).get()
      const row = { ...entry, number: (last?.number ?? 0) + 1, previousHash: last?.hash ?? START }
      db.insert(audit)
        .values({ ...row, hash: hashOf(row) })
        .run()
    },
  } satisfies Partial<StoreTransaction>
}

/** SHA-256 over the entry and its predecessor's hash: changing or leaving out any entry breaks every later one. */
function hashOf({ number, at, who, what, ids, previousHash }: Omit<AuditRow, 'hash'>): string {
  const sorted = Object.entries(ids).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([number, at, who, what, sorted, previousHash]))
    .digest('hex')
}
