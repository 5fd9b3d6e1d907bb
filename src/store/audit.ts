import { createHash } from 'node:crypto'
import { asc, desc, eq, gt } from 'drizzle-orm'
import type { AuditRow } from '../contract/rows.ts'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'
import type { Database } from './database.ts'
import { audit, sequences } from './schema.ts'

/** What the first entry is chained to. */
const START = '0'.repeat(64)
const CHUNK = 1000
/** The sequence that says how many entries were ever written. */
const COUNT = 'audit'

export function auditReads(db: Database) {
  const entries = (after: number, limit: number): AuditRow[] =>
    db.select().from(audit).where(gt(audit.number, after)).orderBy(asc(audit.number)).limit(limit).all()
  /** From the first entry on, until one is wrong or the end: an end before the last number given out is wrong too. */
  const walk = (
    wanted: string | null = null,
  ): { broken: number | null; entries: number; head: string; hashes: Set<string> } => {
    let number = 0
    let head = START
    const hashes = new Set<string>()
    for (;;) {
      const chunk = entries(number, CHUNK)
      for (const entry of chunk) {
        number++
        if (entry.number !== number || entry.previousHash !== head || entry.hash !== hashOf(entry))
          return { broken: number, entries: number - 1, head, hashes }
        head = entry.hash
        if (head === wanted) hashes.add(head)
      }
      if (chunk.length < CHUNK) break
    }
    const last = db.select().from(sequences).where(eq(sequences.name, COUNT)).get()?.last ?? 0
    return { broken: last === number ? null : number + 1, entries: number, head, hashes }
  }
  return {
    async audit({ after, limit }) {
      return entries(after, limit)
    },
    async auditBreak() {
      return walk().broken
    },
    async auditCheck(expected) {
      const { broken, entries: found, head, hashes } = walk(expected)
      return { entries: found, head, broken, expectedFound: expected === null ? null : hashes.has(expected) }
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
      db.insert(sequences)
        .values({ name: COUNT, last: row.number })
        .onConflictDoUpdate({ target: sequences.name, set: { last: row.number } })
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
