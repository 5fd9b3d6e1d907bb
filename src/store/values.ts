import { and, asc, eq, getTableColumns, isNull, ne, or } from 'drizzle-orm'
import type { DecisionRow, KeyingRow } from '../contract/rows.ts'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'
import { nextId, without, type Database } from './database.ts'
import { decisions, keyings, pages, readings, saves, sheets } from './schema.ts'

/** What was read, keyed and decided. Nothing here is ever changed: rows are only added. */
export function valueReads(db: Database) {
  const history = (letter: string): DecisionRow[] =>
    db
      .select()
      .from(decisions)
      .where(eq(decisions.letter, letter))
      .orderBy(asc(decisions.number))
      .all()
      .map((row) => without(row, 'number'))
  return {
    async readingsOfLetter(letter) {
      return db
        .select(getTableColumns(readings))
        .from(readings)
        .innerJoin(pages, and(eq(pages.id, readings.page), eq(pages.run, readings.run)))
        .where(eq(pages.letter, letter))
        .orderBy(asc(readings.number))
        .all()
        .map((row) => without(row, 'number'))
    },
    async readingsOfPage(page) {
      const rows = db.select().from(readings).where(eq(readings.page, page)).orderBy(asc(readings.number))
      return rows.all().map((row) => without(row, 'number'))
    },
    async keyings(letter) {
      // Those of a sheet that was taken back stay in the table and count for nothing; so do those that measure.
      const rows = db
        .select({ keying: keyings })
        .from(keyings)
        .innerJoin(saves, eq(saves.key, keyings.save))
        .leftJoin(sheets, eq(sheets.key, saves.sheet))
        .where(
          and(
            eq(keyings.letter, letter),
            isNull(sheets.withdrawnAt),
            or(isNull(keyings.part), ne(keyings.part, 'sample')),
          ),
        )
        .orderBy(asc(keyings.number))
      return rows.all().map(({ keying }) => plain(keying))
    },
    async keyingsEver(letter) {
      const rows = db.select().from(keyings).where(eq(keyings.letter, letter)).orderBy(asc(keyings.number))
      return rows.all().map(plain)
    },
    async keyingsOfSave(key) {
      const rows = db.select().from(keyings).where(eq(keyings.save, key)).orderBy(asc(keyings.number))
      return rows.all().map(plain)
    },
    async save(key) {
      const row = db.select().from(saves).where(eq(saves.key, key)).get()
      return row === undefined ? null : without(row, 'sheet')
    },
    async decisions(letter) {
      return [...new Map(history(letter).map((row) => [row.field, row])).values()]
    },
    async decisionHistory(letter) {
      return history(letter)
    },
  } satisfies Partial<StoreReads>
}

function plain(row: typeof keyings.$inferSelect): KeyingRow {
  const { why, part, ...keying } = without(row, 'number')
  return { ...keying, ...(why === null ? {} : { why }), ...(part === null ? {} : { part }) }
}

export function valueWrites(db: Database) {
  return {
    async addReadings(rows) {
      if (rows.length > 0)
        db.insert(readings)
          .values([...rows])
          .run()
    },
    async addSave(save, keyed) {
      db.insert(saves).values(save).run()
      const { letter, by, at, key } = save
      return keyed.map(({ field, state, value, why, part }) => {
        const row = { ...nextId(db, 'K'), letter, field, state, value, by, at, save: key }
        db.insert(keyings)
          .values({ ...row, why: why ?? null, part: part ?? null })
          .run()
        return {
          ...without(row, 'number'),
          ...(why === undefined ? {} : { why }),
          ...(part === undefined ? {} : { part }),
        }
      })
    },
    async addDecisions(rows) {
      if (rows.length > 0)
        db.insert(decisions)
          .values([...rows])
          .run()
    },
  } satisfies Partial<StoreTransaction>
}
