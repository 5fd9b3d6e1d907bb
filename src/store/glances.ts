import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'
import { without, type Database } from './database.ts'
import { cellKeyings, glanceGroups, glanceHeaps, glances, saves, sheets } from './schema.ts'

/** What waits for a glance among its like, and the sheets that people confirmed. */
export function glanceReads(db: Database) {
  return {
    async glancesOfLetter(letter) {
      return db.select().from(glances).where(eq(glances.letter, letter)).orderBy(asc(glances.number)).all()
    },
    async glancesByNumber(numbers) {
      if (numbers.length === 0) return []
      const rows = db
        .select()
        .from(glances)
        .where(inArray(glances.number, [...numbers]))
      return rows.orderBy(asc(glances.number)).all()
    },
    async glanceHeaps() {
      const rows = db.select().from(glanceHeaps).orderBy(asc(glanceHeaps.form), asc(glanceHeaps.version))
      return rows.all().filter(({ waiting }) => waiting > 0)
    },
    async glanceGroups({ form, version, heap }, limit) {
      const same = and(eq(glanceGroups.form, form), eq(glanceGroups.version, version), eq(glanceGroups.heap, heap))
      const rows = db
        .select({ value: glanceGroups.value, waiting: glanceGroups.waiting })
        .from(glanceGroups)
        .where(same)
        .orderBy(desc(glanceGroups.waiting), asc(glanceGroups.value))
      return rows.limit(limit).all()
    },
    async glancesWaiting({ form, version, heap, value }, limit) {
      const same = and(
        eq(glances.form, form),
        eq(glances.version, version),
        eq(glances.heap, heap),
        eq(glances.odd, false),
        value === undefined ? undefined : eq(glances.value, value),
      )
      const rows = db.select().from(glances).where(same)
      return rows.orderBy(asc(glances.value), asc(glances.score), asc(glances.number)).limit(limit).all()
    },
    async cellKeyings(letter) {
      const rows = db
        .select({ row: cellKeyings })
        .from(cellKeyings)
        .innerJoin(sheets, eq(sheets.key, cellKeyings.sheet))
        .where(and(eq(cellKeyings.letter, letter), isNull(sheets.withdrawnAt)))
        .orderBy(asc(cellKeyings.number))
      return rows.all().map(({ row }) => without(row, 'number'))
    },
    async sheet(key) {
      return db.select().from(sheets).where(eq(sheets.key, key)).get() ?? null
    },
    async lettersOfSheet(key) {
      const saved = db.select({ letter: saves.letter }).from(saves).where(eq(saves.sheet, key)).all()
      const cells = db.select({ letter: cellKeyings.letter }).from(cellKeyings).where(eq(cellKeyings.sheet, key)).all()
      return [...new Set([...saved, ...cells].map(({ letter }) => letter))]
    },
  } satisfies Partial<StoreReads>
}

export function glanceWrites(db: Database) {
  return {
    async addGlances(rows) {
      for (const part of parts(rows)) db.insert(glances).values(part).run()
    },
    async removeGlances(numbers) {
      for (const part of parts(numbers)) db.delete(glances).where(inArray(glances.number, part)).run()
    },
    async markOdd(numbers) {
      for (const part of parts(numbers))
        db.update(glances).set({ odd: true }).where(inArray(glances.number, part)).run()
    },
    async addCellKeyings(rows) {
      for (const part of parts(rows)) db.insert(cellKeyings).values(part).run()
    },
    async addSheet(row) {
      db.insert(sheets)
        .values({ ...row, withdrawnAt: null })
        .run()
    },
    async withdrawSheet(key, at) {
      return (
        db
          .update(sheets)
          .set({ withdrawnAt: at })
          .where(and(eq(sheets.key, key), isNull(sheets.withdrawnAt)))
          .run().changes === 1
      )
    },
  } satisfies Partial<StoreTransaction>
}

// SQLite takes at most 32,766 values in one statement.
function* parts<T>(rows: readonly T[]): Generator<T[]> {
  for (let i = 0; i < rows.length; i += 500) yield rows.slice(i, i + 500)
}
