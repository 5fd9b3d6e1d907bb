import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SampleState, Way } from '../contract/sample.ts'

export const lettersSeen = sqliteTable('letters_seen', { letter: text().notNull(), person: text().notNull() })

export const sampling = sqliteTable('sampling', {
  id: integer().primaryKey(),
  seed: text().notNull(),
  shares: text().notNull(),
})

export const samples = sqliteTable('samples', {
  number: integer().primaryKey(),
  letter: text().notNull(),
  field: text().notNull(),
  kind: text().notNull(),
  how: text().$type<Way>().notNull(),
  revision: integer().notNull(),
  share: real().notNull(),
  turn: real().notNull(),
  drawnAt: text('drawn_at').notNull(),
  page: text(),
  run: integer(),
  scoreKind: text('score_kind'),
  score: real(),
  state: text().$type<SampleState>().notNull(),
  keying: text(),
  keyedBy: text('keyed_by'),
  keyedAt: text('keyed_at'),
  settledBy: text('settled_by'),
  settledAt: text('settled_at'),
  machineRight: integer('machine_right', { mode: 'boolean' }),
  heldBy: text('held_by'),
  heldUntil: integer('held_until'),
})
