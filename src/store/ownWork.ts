import { and, asc, count, eq, gte, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { StoreReads } from '../contract/store.ts'
import type { Database } from './database.ts'
import { samples } from './sampleSchema.ts'
import { keyings, saves } from './schema.ts'

/** One person's own work, as it is told to them. */
export function ownWorkReads(db: Database) {
  const counts = or(isNull(keyings.part), ne(keyings.part, 'sample'))
  return {
    async savesBy(person, since) {
      const rows = db
        .select({ letter: saves.letter, at: saves.at, fields: count(keyings.id) })
        .from(keyings)
        .innerJoin(saves, eq(saves.key, keyings.save))
        .where(and(eq(keyings.by, person), gte(keyings.at, since), counts))
      return rows.groupBy(saves.key).orderBy(asc(saves.at)).all()
    },
    async lettersKeyedApart(person, since) {
      const rows = db
        .selectDistinct({ letter: keyings.letter })
        .from(keyings)
        .where(
          and(
            eq(keyings.by, person),
            gte(keyings.at, since),
            counts,
            sql`EXISTS (SELECT 1 FROM keyings o WHERE o.letter = ${keyings.letter} AND o.field = ${keyings.field} AND o.by <> ${person}
              AND (o.part = 'blind' OR ${keyings.part} = 'blind'))`,
          ),
        )
      return rows.all().map(({ letter }) => letter)
    },
    async samplesOfOwn(person, since) {
      // Whose word it was that stood: the last on the field before it was keyed again.
      const theirs = sql`(SELECT k.by FROM keyings k WHERE k.letter = ${samples.letter} AND k.field = ${samples.field}
        AND coalesce(k.part, '') <> 'sample' AND k.at <= ${samples.keyedAt} ORDER BY k.number DESC LIMIT 1) = ${person}`
      const rows = db
        .select({ state: samples.state, n: count() })
        .from(samples)
        .where(and(isNotNull(samples.keyedAt), gte(samples.keyedAt, since), eq(samples.how, 'person'), theirs))
        .groupBy(samples.state)
        .all()
      const of = (...states: string[]): number =>
        rows.filter(({ state }) => states.includes(state)).reduce((sum, { n }) => sum + n, 0)
      return { compared: of('same', 'right', 'wrong'), agreed: of('same', 'right') }
    },
  } satisfies Partial<StoreReads>
}
