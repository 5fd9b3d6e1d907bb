import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Role } from '../contract/people.ts'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'
import type { Database } from './database.ts'
import { claims, letters } from './schema.ts'

/** Who works on which letter, and the next letter for somebody. */
export function claimReads(db: Database) {
  return {
    async claim(letter) {
      return db.select().from(claims).where(eq(claims.letter, letter)).get() ?? null
    },
    async claims(of, now) {
      if (of.length === 0) return []
      const rows = db
        .select()
        .from(claims)
        .where(and(inArray(claims.letter, [...of]), gt(claims.until, now)))
      return rows.all()
    },
    async nextLetterInReview({ after, by, roles, now }) {
      const at =
        after === null ? null : db.select({ number: letters.number }).from(letters).where(eq(letters.id, after)).get()
      const free = or(isNull(claims.letter), lte(claims.until, now), eq(claims.person, by))
      const first = (from: number): string | null =>
        db
          .select({ id: letters.id })
          .from(letters)
          .leftJoin(claims, eq(claims.letter, letters.id))
          .where(and(eq(letters.state, 'review'), gt(letters.number, from), work(by, roles), free))
          .orderBy(asc(letters.number))
          .limit(1)
          .get()?.id ?? null
      const next = first(at?.number ?? 0) ?? first(0)
      return next === after ? null : next
    },
  } satisfies Partial<StoreReads>
}

/** Letters in which somebody with these roles has something to do. */
function work(by: string, roles: readonly Role[]) {
  const [reviews, settles] = [roles.includes('reviewer'), roles.includes('settler')]
  if (!reviews && !settles) return undefined
  const own = JSON.stringify(by)
  const open = (barred: typeof letters.secondBarred | typeof letters.settleBarred) =>
    sql`(${barred} IS NOT NULL AND instr(${barred}, ${own}) = 0)`
  return or(
    reviews ? eq(letters.waits, 'first') : undefined,
    reviews ? open(letters.secondBarred) : undefined,
    settles ? open(letters.settleBarred) : undefined,
  )
}

export function claimWrites(db: Database) {
  return {
    async putClaim(claim) {
      const { person, since, until } = claim
      db.insert(claims).values(claim).onConflictDoUpdate({ target: claims.letter, set: { person, since, until } }).run()
    },
    async endClaim(letter) {
      db.delete(claims).where(eq(claims.letter, letter)).run()
    },
  } satisfies Partial<StoreTransaction>
}
