import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Role } from '../contract/people.ts'

export const people = sqliteTable('people', {
  name: text().primaryKey(),
  roles: text({ mode: 'json' }).$type<Role[]>().notNull(),
  password: text().notNull(),
  disabled: integer({ mode: 'boolean' }).notNull(),
  since: text().notNull(),
})

export const sessions = sqliteTable('sessions', {
  tokenSha256: text('token_sha256').primaryKey(),
  person: text().notNull(),
  beganAt: integer('began_at').notNull(),
  seenAt: integer('seen_at').notNull(),
})

export const signInFailures = sqliteTable('sign_in_failures', {
  key: text().primaryKey(),
  failures: integer().notNull(),
  lastAt: integer('last_at').notNull(),
})
