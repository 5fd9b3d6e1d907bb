import { and, asc, eq, lt, ne } from 'drizzle-orm'
import type { StoreReads, StoreTransaction } from '../contract/store.ts'
import type { Database } from './database.ts'
import { people, sessions, signInFailures } from './peopleSchema.ts'

export function peopleReads(db: Database) {
  return {
    async person(name) {
      return db.select().from(people).where(eq(people.name, name)).get() ?? null
    },
    async people() {
      return db.select().from(people).orderBy(asc(people.since), asc(people.name)).all()
    },
    async session(tokenSha256) {
      return db.select().from(sessions).where(eq(sessions.tokenSha256, tokenSha256)).get() ?? null
    },
    async signInFailures(key) {
      return db.select().from(signInFailures).where(eq(signInFailures.key, key)).get() ?? null
    },
  } satisfies Partial<StoreReads>
}

export function peopleWrites(db: Database) {
  return {
    async addPerson(row) {
      db.insert(people)
        .values({ ...row, roles: [...row.roles] })
        .run()
    },
    async updatePerson(name, change) {
      db.update(people).set(change).where(eq(people.name, name)).run()
    },
    async addSession(row) {
      db.insert(sessions).values(row).run()
    },
    async touchSession(tokenSha256, seenAt) {
      db.update(sessions).set({ seenAt }).where(eq(sessions.tokenSha256, tokenSha256)).run()
    },
    async endSession(tokenSha256) {
      db.delete(sessions).where(eq(sessions.tokenSha256, tokenSha256)).run()
    },
    async endSessionsOf(person, except) {
      const others = except === null ? undefined : ne(sessions.tokenSha256, except)
      db.delete(sessions)
        .where(and(eq(sessions.person, person), others))
        .run()
    },
    async endSessionsBefore(beganAt) {
      db.delete(sessions).where(lt(sessions.beganAt, beganAt)).run()
    },
    async putSignInFailures(row) {
      if (row.failures === 0) db.delete(signInFailures).where(eq(signInFailures.key, row.key)).run()
      else
        db.insert(signInFailures)
          .values(row)
          .onConflictDoUpdate({
            target: signInFailures.key,
            set: { failures: row.failures, lastAt: row.lastAt },
          })
          .run()
    },
  } satisfies Partial<StoreTransaction>
}
