import { readdirSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { getTableColumns, getTableName } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/openStore.ts'
import * as people from '../../src/store/peopleSchema.ts'
import * as sampled from '../../src/store/sampleSchema.ts'
import * as schema from '../../src/store/schema.ts'
import { onePage, storeContract } from './storeContract.ts'

const migrations = join(import.meta.dirname, '../../db/migrations')

storeContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xiance-store-'))
  const path = join(folder, 'xiance.sqlite')
  const store = await openStore(path, migrations)
  return {
    store,
    reopen: () => openStore(path, migrations),
    remove: async () => {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
})

describe('the database file', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiance-store-'))
    path = join(folder, 'xiance.sqlite')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('has exactly the columns that the queries know', async () => {
    await (await openStore(path, migrations)).close()
    const raw = new Sqlite(path)
    for (const table of Object.values({ ...schema, ...people, ...sampled })) {
      const known: string[] = Object.values(getTableColumns(table)).map((column) => column.name)
      // table_info leaves out generated columns, which only indexes use.
      const made = raw.pragma(`table_info(${getTableName(table)})`) as { name: string }[]
      expect(new Set(made.map((column) => column.name)), getTableName(table)).toEqual(new Set(known))
    }
    raw.close()
  })

  it('is durable at commit and checks references', async () => {
    const store = await openStore(path, migrations)
    await expect(
      store.transaction((tx) => tx.addPage({ arrival: 'A-000009', sha256: 'a'.repeat(64), index: 0 })),
    ).rejects.toThrow(/FOREIGN KEY/)
    await store.close()
    const raw = new Sqlite(path)
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal')
    raw.close()
  })

  it('is refused when it was made by newer software', async () => {
    await (await openStore(path, migrations)).close()
    const raw = new Sqlite(path)
    raw.pragma('user_version = 99')
    raw.close()
    await expect(openStore(path, migrations)).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
  })

  it('is left at the version before when a migration fails', async () => {
    const store = await openStore(path, migrations)
    await store.transaction(onePage)
    await store.close()
    const next = join(folder, 'migrations')
    await cp(migrations, next, { recursive: true })
    const count = readdirSync(migrations).length
    const file = join(next, `${String(count + 1).padStart(4, '0')}_broken.sql`)
    await writeFile(file, 'CREATE TABLE half (a TEXT) STRICT; CREATE TABLE half (a TEXT) STRICT;')
    await expect(openStore(path, next)).rejects.toThrow(/half already exists/)
    const raw = new Sqlite(path)
    expect(raw.pragma('user_version', { simple: true })).toBe(count)
    expect(raw.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name = 'half'").get()).toEqual({ n: 0 })
    raw.close()
    await writeFile(file, 'CREATE TABLE whole (a TEXT) STRICT;')
    const migrated = await openStore(path, next)
    expect((await migrated.arrivals({ offset: 0, limit: 1 })).total).toBe(1)
    await migrated.close()
  })

  it('refuses to change what was found wrong with a scan', async () => {
    const store = await openStore(path, migrations)
    await store.transaction(async (tx) => {
      const { page } = await onePage(tx)
      await tx.addFindings({ page, run: 0, findings: [], rough: null, at: 'now' })
    })
    const raw = new Sqlite(path)
    expect(() => raw.exec("UPDATE findings SET findings = '[]'")).toThrow(/findings are kept/)
    expect(() => raw.exec('DELETE FROM findings')).toThrow(/findings are kept/)
    raw.close()
    await store.close()
  })

  it('refuses to change the audit, readings and keyings, and shows an audit changed behind its back', async () => {
    const store = await openStore(path, migrations)
    for (let i = 0; i < 3; i++)
      await store.transaction((tx) => tx.addAudit({ at: 'now', who: 'clerk', what: 'test', ids: { i } }))
    const raw = new Sqlite(path)
    expect(() => raw.exec("UPDATE audit SET who = 'nobody' WHERE number = 2")).toThrow(/append-only/)
    expect(() => raw.exec('DELETE FROM audit WHERE number = 2')).toThrow(/append-only/)
    expect(await store.auditBreak()).toBeNull()
    raw.exec("DROP TRIGGER audit_no_update; UPDATE audit SET who = 'nobody' WHERE number = 2")
    expect(await store.auditBreak()).toBe(2)
    raw.exec("UPDATE audit SET who = 'clerk' WHERE number = 2")
    expect(await store.auditBreak()).toBeNull()
    raw.exec('DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE number = 2')
    expect(await store.auditBreak()).toBe(2)
    raw.close()
    await store.close()
  })

  it('writes nothing while somebody else holds the file, and goes on afterwards', async () => {
    const store = await openStore(path, migrations, { busyMs: 50 })
    const raw = new Sqlite(path)
    raw.exec('BEGIN IMMEDIATE')
    await expect(store.transaction(onePage)).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
    expect((await store.arrivals({ offset: 0, limit: 1 })).total).toBe(0)
    raw.exec('COMMIT')
    await store.transaction(onePage)
    expect((await store.arrivals({ offset: 0, limit: 1 })).total).toBe(1)
    raw.close()
    await store.close()
  })

  it('keeps nothing of a transaction that does not fit on the disk', async () => {
    const store = await openStore(path, migrations, { maxPages: 120 })
    const fill = async (): Promise<void> => {
      for (let i = 0; i < 1000; i++)
        await store.transaction(async (tx) => {
          await tx.addAudit({ at: 'now', who: 'clerk', what: 'x'.repeat(2000), ids: { i } })
        })
    }
    await expect(fill()).rejects.toMatchObject({ code: 'SQLITE_FULL' })
    expect(await store.auditBreak()).toBeNull()
    await store.close()
  })
})
