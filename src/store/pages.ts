import { and, asc, count, desc, eq, inArray, isNull, min, sql } from 'drizzle-orm'
import type { PageRow } from '../contract/rows.ts'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'
import { nextId, without, type Database } from './database.ts'
import { letters, pages } from './schema.ts'

const plain = (row: typeof pages.$inferSelect): PageRow => without(row, 'number')

// No page without a reason is aside: IS never answers NULL.
const isAside = sql`(${pages.state} = 'held' AND ${pages.reason} IS 'PAGE_OTHER_KEPT')`

export function pageReads(db: Database) {
  return {
    async page(id) {
      const row = db.select().from(pages).where(eq(pages.id, id)).get()
      return row === undefined ? null : plain(row)
    },
    async pagesOfArrivals(arrivals) {
      if (arrivals.length === 0) return []
      const rows = db
        .select()
        .from(pages)
        .where(inArray(pages.arrival, [...arrivals]))
      return rows.orderBy(asc(pages.arrival), asc(pages.index)).all().map(plain)
    },
    async pagesOfLetter(letter) {
      return db.select().from(pages).where(eq(pages.letter, letter)).orderBy(asc(pages.number)).all().map(plain)
    },
    async pagesUnseen(arrival) {
      const unseen = and(eq(pages.arrival, arrival), isNull(pages.seen), eq(pages.state, 'queued'), eq(pages.run, 0))
      return db.select({ pages: count() }).from(pages).where(unseen).get()!.pages
    },
    async pageCounts(arrivals) {
      if (arrivals.length === 0) return []
      const which = inArray(pages.arrival, [...arrivals])
      const state = sql<PageRow['state'] | 'aside'>`CASE WHEN ${isAside} THEN 'aside' ELSE ${pages.state} END`
      const rows = db.select({ arrival: pages.arrival, state, pages: count() }).from(pages).where(which)
      return rows.groupBy(pages.arrival, state).all()
    },
    async lettersOfArrivals(arrivals) {
      if (arrivals.length === 0) return []
      const rows = db
        .select({ arrival: pages.arrival, letter: letters.id, needsReview: letters.needsReview })
        .from(pages)
        .innerJoin(letters, eq(pages.letter, letters.id))
        .where(inArray(pages.arrival, [...arrivals]))
        .groupBy(pages.arrival, letters.id, letters.needsReview)
      return rows.orderBy(asc(pages.arrival), min(pages.index)).all()
    },
    async pagesWithoutLetter({ which: open, offset, limit }) {
      const which = and(inArray(pages.state, ['held', 'failed']), open === 'chosen' ? isAside : sql`NOT ${isAside}`)
      const total = db.select({ total: count() }).from(pages).where(which).get()!.total
      const rows = db.select().from(pages).where(which).orderBy(desc(pages.number)).limit(limit).offset(offset)
      return { total, pages: rows.all().map(plain) }
    },
  } satisfies Partial<StoreReads>
}

export function pageWrites(db: Database) {
  return {
    async addPage({ arrival, sha256, index }) {
      const row = {
        ...nextId(db, 'P'),
        ...NEW,
        arrival,
        sha256,
        index,
      }
      db.insert(pages).values(row).run()
      return plain(row)
    },
    async updatePage(id, change) {
      db.update(pages).set(change).where(eq(pages.id, id)).run()
    },
  } satisfies Partial<StoreTransaction>
}

const NEW = {
  letter: null,
  kind: 'unknown',
  state: 'queued',
  reason: null,
  code: null,
  fit: null,
  widthPx: 0,
  heightPx: 0,
  dpi: null,
  run: 0,
  view: null,
  ms: null,
  envelope: null,
  seen: null,
  part: null,
  turn: 0,
} as const
