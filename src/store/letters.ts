import { and, asc, count, eq, inArray } from 'drizzle-orm'
import type { LetterRow } from '../contract/rows.ts'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'
import { nextId, without, type Database } from './database.ts'
import { forms, letters } from './schema.ts'

const plain = (row: typeof letters.$inferSelect): LetterRow => without(row, 'number')

export function letterReads(db: Database) {
  return {
    async letter(id) {
      const row = db.select().from(letters).where(eq(letters.id, id)).get()
      return row === undefined ? null : plain(row)
    },
    async letterOfSerial(form, version, serial) {
      const same = and(eq(letters.form, form), eq(letters.version, version), eq(letters.serial, serial))
      const row = db.select().from(letters).where(same).get()
      return row === undefined ? null : plain(row)
    },
    async letters({ state, offset, limit }) {
      const which = state === undefined ? undefined : eq(letters.state, state)
      const rows = db.select().from(letters).where(which).orderBy(asc(letters.number))
      return rows.limit(limit).offset(offset).all().map(plain)
    },
    async letterCounts() {
      const counts = { receiving: 0, review: 0, accepted: 0, held: 0 }
      const rows = db.select({ state: letters.state, letters: count() }).from(letters).groupBy(letters.state).all()
      for (const row of rows) counts[row.state] = row.letters
      return counts
    },
    async lettersById(ids) {
      if (ids.length === 0) return []
      const rows = db
        .select()
        .from(letters)
        .where(inArray(letters.id, [...ids]))
      return rows.orderBy(asc(letters.number)).all().map(plain)
    },
    async form(form, version, fingerprint) {
      return (
        db
          .select()
          .from(forms)
          .where(and(eq(forms.form, form), eq(forms.version, version), eq(forms.fingerprint, fingerprint)))
          .get() ?? null
      )
    },
    async forms() {
      return db.select().from(forms).all()
    },
    async formsOf(form, version) {
      return db
        .select()
        .from(forms)
        .where(and(eq(forms.form, form), eq(forms.version, version)))
        .orderBy(asc(forms.fingerprint))
        .all()
    },
  } satisfies Partial<StoreReads>
}

export function letterWrites(db: Database) {
  return {
    async addLetter(row) {
      const named = { envelope: null, secondBarred: null, settleBarred: null, ...nextId(db, 'X'), ...row }
      db.insert(letters).values(named).run()
      return plain(named)
    },
    async updateLetter(id, change) {
      db.update(letters).set(change).where(eq(letters.id, id)).run()
    },
    async putForm(row) {
      const { title, layout, campaign } = row
      db.insert(forms)
        .values(row)
        .onConflictDoUpdate({
          target: [forms.form, forms.version, forms.fingerprint],
          set: { title, layout, campaign },
        })
        .run()
    },
  } satisfies Partial<StoreTransaction>
}
