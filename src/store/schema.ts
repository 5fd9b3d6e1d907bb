import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Campaign } from '../contract/form.ts'
import type { StageMs } from '../contract/digitize.ts'
import type { Contents, EnvelopeView } from '../contract/envelope.ts'
import type { Handle } from '../contract/handFit.ts'
import type { Finding } from '../contract/finding.ts'
import type { SheetOutcome } from '../contract/group.ts'
import type { Bilingual, Layout } from '../contract/layout.ts'
import type { ArrivalView, Aside, Decision, KeyingPart, LetterSummary, PageView, WaitsFor } from '../contract/letter.ts'
import type { Fit, PageCode, PageKind } from '../contract/page.ts'
import type { Reading, Value } from '../contract/reading.ts'
import type { FieldReason, PageReason } from '../contract/reasons.ts'
import type { SwitchName } from '../contract/operation.ts'
import type { SeenPage, Turn } from '../contract/stack.ts'
import type { AuditIds, JobKind } from '../contract/rows.ts'

/** The tables as the queries see them; db/migrations/ makes them, and test/store/schema.test.ts holds the two together. */
export const sequences = sqliteTable('sequences', { name: text().primaryKey(), last: integer().notNull() })

export const blobs = sqliteTable('blobs', {
  sha256: text().primaryKey(),
  sizeBytes: integer('size_bytes').notNull(),
  mime: text(),
})

export const arrivals = sqliteTable('arrivals', {
  number: integer().primaryKey(),
  id: text().notNull(),
  name: text().notNull(),
  sizeBytes: integer('size_bytes').notNull(),
  sha256: text(),
  source: text().$type<ArrivalView['source']>().notNull(),
  sourceKey: text('source_key'),
  sourceMoved: integer('source_moved', { mode: 'boolean' }).notNull(),
  at: text().notNull(),
  state: text().$type<ArrivalView['state']>().notNull(),
  reason: text(),
  sameAs: text('same_as'),
  finishedAt: text('finished_at'),
})

export const forms = sqliteTable('forms', {
  form: text().notNull(),
  version: integer().notNull(),
  fingerprint: text().notNull(),
  title: text({ mode: 'json' }).$type<Bilingual>().notNull(),
  layout: text({ mode: 'json' }).$type<Layout>().notNull(),
  campaign: text({ mode: 'json' }).$type<Campaign>().notNull(),
})

export const letters = sqliteTable('letters', {
  number: integer().primaryKey(),
  id: text().notNull(),
  form: text().notNull(),
  version: integer().notNull(),
  fingerprint: text().notNull(),
  serial: text(),
  waybill: text(),
  channel: text().$type<LetterSummary['channel']>().notNull(),
  state: text().$type<LetterSummary['state']>().notNull(),
  receivedAt: text('received_at').notNull(),
  postmark: text(),
  pages: integer().notNull(),
  pagesMissing: text('pages_missing', { mode: 'json' }).$type<number[]>().notNull(),
  needsReview: integer('needs_review').notNull(),
  title: text().notNull(),
  revision: integer().notNull(),
  aside: text({ mode: 'json' }).$type<Aside>(),
  envelope: text(),
  waits: text().$type<WaitsFor>(),
  secondBarred: text('second_barred', { mode: 'json' }).$type<readonly string[]>(),
  settleBarred: text('settle_barred', { mode: 'json' }).$type<readonly string[]>(),
})

export const envelopes = sqliteTable('envelopes', {
  number: integer().primaryKey(),
  id: text().notNull(),
  waybill: text(),
  code: text().notNull(),
  receivedOn: text('received_on').notNull(),
  registeredAt: text('registered_at').notNull(),
  postmark: text(),
  channel: text().$type<LetterSummary['channel']>().notNull(),
  clerk: text(),
  contents: text({ mode: 'json' }).$type<Contents>(),
  cleared: text({ mode: 'json' }).$type<NonNullable<EnvelopeView['cleared']>>(),
  revision: integer().notNull(),
})

export const pages = sqliteTable('pages', {
  number: integer().primaryKey(),
  id: text().notNull(),
  arrival: text().notNull(),
  sha256: text().notNull(),
  index: integer('place').notNull(),
  letter: text(),
  kind: text().$type<PageKind>().notNull(),
  state: text().$type<PageView['state']>().notNull(),
  reason: text().$type<PageReason>(),
  code: text({ mode: 'json' }).$type<PageCode>(),
  fit: text({ mode: 'json' }).$type<Fit>(),
  widthPx: integer('width_px').notNull(),
  heightPx: integer('height_px').notNull(),
  dpi: real(),
  run: integer().notNull(),
  view: integer('view_run'),
  ms: text({ mode: 'json' }).$type<StageMs>(),
  envelope: text(),
  seen: text({ mode: 'json' }).$type<SeenPage>(),
  part: integer(),
  turn: integer().$type<Turn>().notNull(),
})

export const findings = sqliteTable('findings', {
  number: integer().primaryKey(),
  page: text().notNull(),
  run: integer().notNull(),
  findings: text({ mode: 'json' }).$type<readonly Finding[]>().notNull(),
  rough: text({ mode: 'json' }).$type<readonly number[]>(),
  at: text().notNull(),
})

export const handFits = sqliteTable('hand_fits', {
  number: integer().primaryKey(),
  page: text().notNull(),
  code: text({ mode: 'json' }).$type<PageCode>().notNull(),
  handles: text({ mode: 'json' }).$type<readonly Handle[]>(),
  by: text().notNull(),
  at: text().notNull(),
})

export const readings = sqliteTable('readings', {
  number: integer().primaryKey(),
  page: text().notNull(),
  run: integer().notNull(),
  field: text().notNull(),
  reading: text({ mode: 'json' }).$type<Reading>().notNull(),
  at: text().notNull(),
})

export const saves = sqliteTable('saves', {
  key: text().primaryKey(),
  letter: text().notNull(),
  by: text().notNull(),
  at: text().notNull(),
  requestSha256: text('request_sha256').notNull(),
  sheet: text(),
})

export const keyings = sqliteTable('keyings', {
  number: integer().primaryKey(),
  id: text().notNull(),
  letter: text().notNull(),
  field: text().notNull(),
  state: text().$type<Decision['state']>().notNull(),
  value: text({ mode: 'json' }).$type<Value>(),
  by: text().notNull(),
  at: text().notNull(),
  save: text().notNull(),
  why: text(),
  part: text().$type<KeyingPart>(),
})

export const decisions = sqliteTable('decisions', {
  number: integer().primaryKey(),
  letter: text().notNull(),
  field: text().notNull(),
  how: text().$type<Decision['how']>().notNull(),
  state: text().$type<Decision['state']>().notNull(),
  value: text({ mode: 'json' }).$type<Value>(),
  reasons: text({ mode: 'json' }).$type<FieldReason[]>().notNull(),
  revision: integer().notNull(),
  at: text().notNull(),
})

export const glances = sqliteTable('glances', {
  number: integer().primaryKey(),
  letter: text().notNull(),
  page: text().notNull(),
  run: integer().notNull(),
  form: text().notNull(),
  version: integer().notNull(),
  field: text().notNull(),
  cell: integer().notNull(),
  heap: text().notNull(),
  value: text().notNull(),
  score: real().notNull(),
  odd: integer({ mode: 'boolean' }).notNull(),
})

export const glanceGroups = sqliteTable('glance_groups', {
  form: text().notNull(),
  version: integer().notNull(),
  heap: text().notNull(),
  value: text().notNull(),
  waiting: integer().notNull(),
})

export const glanceHeaps = sqliteTable('glance_heaps', {
  form: text().notNull(),
  version: integer().notNull(),
  heap: text().notNull(),
  waiting: integer().notNull(),
})

export const cellKeyings = sqliteTable('cell_keyings', {
  number: integer().primaryKey(),
  letter: text().notNull(),
  field: text().notNull(),
  cell: integer().notNull(),
  run: integer().notNull(),
  value: text().notNull(),
  by: text().notNull(),
  at: text().notNull(),
  sheet: text().notNull(),
})

export const sheets = sqliteTable('sheets', {
  key: text().primaryKey(),
  by: text().notNull(),
  at: text().notNull(),
  requestSha256: text('request_sha256').notNull(),
  outcome: text({ mode: 'json' }).$type<SheetOutcome>().notNull(),
  withdrawnAt: text('withdrawn_at'),
})

export const jobs = sqliteTable('jobs', {
  id: integer().primaryKey(),
  kind: text().$type<JobKind>().notNull(),
  subject: text().notNull(),
  attempts: integer().notNull().default(0),
  notBefore: integer('not_before').notNull(),
  leaseUntil: integer('lease_until'),
  lastError: text('last_error'),
})

export const audit = sqliteTable('audit', {
  number: integer().primaryKey(),
  at: text().notNull(),
  who: text().notNull(),
  what: text().notNull(),
  ids: text({ mode: 'json' }).$type<AuditIds>().notNull(),
  previousHash: text('previous_hash').notNull(),
  hash: text().notNull(),
})

export const switches = sqliteTable('switches', {
  name: text().$type<SwitchName>().primaryKey(),
  paused: integer({ mode: 'boolean' }).notNull(),
})

export const claims = sqliteTable('claims', {
  letter: text().primaryKey(),
  person: text().notNull(),
  since: integer().notNull(),
  until: integer().notNull(),
})
