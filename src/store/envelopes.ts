import { and, asc, count, desc, eq, isNull, notExists, sql } from 'drizzle-orm'
import type { EnvelopeRow } from '../contract/rows.ts'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'
import { nextId, without, type Database } from './database.ts'
import { envelopes, letters, pages } from './schema.ts'

const plain = (row: typeof envelopes.$inferSelect): EnvelopeRow => without(row, 'number')

export function envelopeReads(db: Database) {
  const one = (which: ReturnType<typeof eq>): EnvelopeRow | null => {
    const row = db.select().from(envelopes).where(which).get()
    return row === undefined ? null : plain(row)
  }
  return {
    async envelope(id) {
      return one(eq(envelopes.id, id))
    },
    async envelopeOfWaybill(waybill) {
      return one(eq(envelopes.waybill, waybill))
    },
    async envelopeOfCode(code) {
      return one(eq(envelopes.code, code))
    },
    async envelopesOfDay(day) {
      const rows = db.select().from(envelopes).where(eq(envelopes.receivedOn, day))
      return rows.orderBy(asc(envelopes.number)).all().map(plain)
    },
    async envelopeDays(limit) {
      const rows = db.select({ day: envelopes.receivedOn, envelopes: count() }).from(envelopes)
      return rows.groupBy(envelopes.receivedOn).orderBy(desc(envelopes.receivedOn)).limit(limit).all()
    },
    async envelopesUnseen(limit) {
      const seen = db
        .select({ one: sql`1` })
        .from(pages)
        .where(eq(pages.envelope, envelopes.id))
      const which = and(isNull(envelopes.cleared), notExists(seen))
      return db.select().from(envelopes).where(which).orderBy(asc(envelopes.number)).limit(limit).all().map(plain)
    },
    async lettersOfEnvelope(envelope) {
      const rows = db.select().from(letters).where(eq(letters.envelope, envelope)).orderBy(asc(letters.number))
      return rows.all().map((row) => without(row, 'number'))
    },
    async pagesOfEnvelope(envelope) {
      const rows = db.select().from(pages).where(eq(pages.envelope, envelope)).orderBy(asc(pages.number))
      return rows.all().map((row) => without(row, 'number'))
    },
    async lettersWithGaps(limit) {
      const which = and(eq(letters.state, 'receiving'), sql`${letters.pagesMissing} <> '[]'`)
      const rows = db.select().from(letters).where(which).orderBy(asc(letters.number)).limit(limit)
      return rows.all().map((row) => without(row, 'number'))
    },
    async lettersWithoutEnvelope() {
      const which = and(isNull(letters.envelope), eq(letters.channel, 'paper'))
      return db.select({ letters: count() }).from(letters).where(which).get()!.letters
    },
  } satisfies Partial<StoreReads>
}

export function envelopeWrites(db: Database) {
  return {
    async addEnvelope(row) {
      const named = { ...nextId(db, 'E'), ...row }
      db.insert(envelopes).values(named).run()
      return plain(named)
    },
    async updateEnvelope(id, change) {
      db.update(envelopes).set(change).where(eq(envelopes.id, id)).run()
    },
  } satisfies Partial<StoreTransaction>
}
