import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lte, min, or, sql, type SQL } from 'drizzle-orm'
import type { SampleQuery, StoreReads, StoreTransaction } from '../contract/store.ts'
import type { Database } from './database.ts'
import { lettersSeen, samples, sampling } from './sampleSchema.ts'
import { letters } from './schema.ts'

/** Fields drawn to be keyed again, for whom they are, and who was shown which letter. */
export function sampleReads(db: Database) {
  return {
    async sampling() {
      const { seed, shares } = db.select().from(sampling).get()!
      return { seed, shares }
    },
    async sample(number) {
      return db.select().from(samples).where(eq(samples.number, number)).get() ?? null
    },
    async samplesOfLetter(letter) {
      return db.select().from(samples).where(eq(samples.letter, letter)).orderBy(asc(samples.number)).all()
    },
    async nextSample({ by, state, now, number }) {
      const free = or(isNull(samples.heldUntil), lte(samples.heldUntil, now), eq(samples.heldBy, by))
      const rows = db
        .select({ row: samples })
        .from(samples)
        .innerJoin(letters, eq(letters.id, samples.letter))
        .where(and(theirs(by, state), free, number === undefined ? undefined : eq(samples.number, number)))
        // What they have in hand first: who asks again gets the same.
        .orderBy(desc(sql`coalesce(${samples.heldBy} = ${by} AND ${samples.heldUntil} > ${now}, 0)`), asc(samples.turn))
      return rows.limit(1).get()?.row ?? null
    },
    async samplesFor(by, state) {
      const rows = db
        .select({ n: count() })
        .from(samples)
        .innerJoin(letters, eq(letters.id, samples.letter))
        .where(theirs(by, state))
      return rows.get()?.n ?? 0
    },
    async sampleTallies() {
      const { kind, how, share, state } = samples
      const month = sql<string>`substr(${samples.drawnAt}, 1, 7)`
      const rows = db.select({ kind, how, share, state, month, n: count() }).from(samples)
      return rows.groupBy(kind, how, month, share, state).all()
    },
    async sampleScores() {
      const { scoreKind, share, score, machineRight } = samples
      const rows = db
        .select({ kind: scoreKind, share, score, right: machineRight })
        .from(samples)
        .where(and(inArray(samples.state, ['same', 'right', 'wrong']), isNotNull(scoreKind)))
      return rows.all().map((row) => ({ ...row, kind: row.kind! }))
    },
    async sampleBacklog() {
      const rows = db
        .select({ state: samples.state, n: count(), oldest: min(samples.drawnAt) })
        .from(samples)
        .innerJoin(letters, eq(letters.id, samples.letter))
        .where(and(inArray(samples.state, ['open', 'differs']), eq(letters.state, 'accepted')))
        .groupBy(samples.state)
        .all()
      const of = (state: SampleQuery['state']): number => rows.find((row) => row.state === state)?.n ?? 0
      const oldest = rows.flatMap((row) => row.oldest ?? []).toSorted()[0] ?? null
      return { toKey: of('open'), toSettle: of('differs'), oldest }
    },
    async hasSeen(letter, person) {
      const same = and(eq(lettersSeen.letter, letter), eq(lettersSeen.person, person))
      return db.select().from(lettersSeen).where(same).get() !== undefined
    },
  } satisfies Partial<StoreReads>
}

/** Samples of this state that somebody may do: nobody measures or judges what they keyed, nor measures what they saw. */
function theirs(by: string, state: SampleQuery['state']): SQL | undefined {
  return and(
    eq(samples.state, state),
    eq(letters.state, 'accepted'),
    sql`NOT EXISTS (SELECT 1 FROM keyings k WHERE k.letter = ${samples.letter} AND k.field = ${samples.field} AND k.by = ${by})`,
    sql`NOT EXISTS (SELECT 1 FROM cell_keyings c WHERE c.letter = ${samples.letter} AND c.field = ${samples.field} AND c.by = ${by})`,
    state === 'open'
      ? sql`NOT EXISTS (SELECT 1 FROM letters_seen s WHERE s.letter = ${samples.letter} AND s.person = ${by})`
      : undefined,
  )
}

export function sampleWrites(db: Database) {
  return {
    async setShares(shares) {
      db.update(sampling).set({ shares }).run()
    },
    async addSample(row) {
      db.insert(samples)
        .values(row)
        .onConflictDoNothing({ target: [samples.letter, samples.field] })
        .run()
    },
    async updateSample(number, change) {
      db.update(samples).set(change).where(eq(samples.number, number)).run()
    },
    async addSeen(letter, person) {
      db.insert(lettersSeen).values({ letter, person }).onConflictDoNothing().run()
    },
  } satisfies Partial<StoreTransaction>
}
