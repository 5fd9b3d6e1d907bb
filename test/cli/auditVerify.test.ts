import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditVerify } from '../../src/cli/auditVerify.ts'
import type { CommandContext } from '../../src/cli/command.ts'
import { foldersOf, migrationsFolder } from '../../src/cli/folders.ts'
import { readSettings } from '../../src/cli/settings.ts'
import { cli as words } from '../../src/locale/en/cli.ts'
import { saveKeyings } from '../../src/pipeline/saveKeyings.ts'
import type { Store } from '../../src/contract/store.ts'
import { openStore } from '../../src/store/openStore.ts'
import { lettersOfOneField } from '../store/oneField.ts'

/** Every way to change the file behind the service's back, done with plain SQL on the real file. */
let data: string
let file: string
let letter: string
const VALUE = '13800138000'

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'xiance-audit-'))
  file = foldersOf(readSettings({ XIANCE_DATA: data })).database
  await mkdir(join(data, 'db'), { recursive: true })
  const store = await openStore(file, migrationsFolder)
  letter = (await store.transaction((tx) => lettersOfOneField(tx, 1)))[0]!
  await store.transaction((tx) =>
    tx.addPerson({ name: 'wang', roles: ['reviewer'], password: 'x', disabled: false, since: 'now' }),
  )
  for (let i = 0; i < 4; i++) await save(store, i)
  await store.close()
})
afterEach(() => rm(data, { recursive: true }))

async function save(store: Store, i: number): Promise<void> {
  const { revision } = (await store.letter(letter))!
  const keyings = [{ field: 'phone', state: 'read' as const, value: `${VALUE}${i}` }]
  const { result } = await saveKeyings(store, letter, 'wang', { revision, key: `key-0000000${i}`, keyings }, 1000 * i)
  expect(result.outcome).toBe('saved')
}

interface Verdict {
  ok: boolean
  entries: number
  head: string
  broken: number | null
  keyingsBroken: number | null
  expectedFound: boolean | null
}
async function verify(expect_?: string): Promise<{ status: number; verdict: Verdict }> {
  const printed: string[] = []
  const note = (): void => {}
  const print = (line: string): void => void printed.push(line)
  const settings = readSettings({ XIANCE_DATA: data })
  const context: CommandContext = { settings, words, lang: 'en', print, note, terminal: false }
  const options = { json: true, ...(expect_ === undefined ? {} : { expect: expect_ }) }
  const status = await auditVerify.run([], options, context)
  return { status, verdict: JSON.parse(printed.join('\n')) as Verdict }
}
function tamper(sql: string): void {
  const raw = new Sqlite(file)
  raw.exec(sql)
  raw.close()
}

describe('xiance audit verify', () => {
  it('finds nothing wrong with what the service wrote, and knows a hash noted down before', async () => {
    const { status, verdict } = await verify()
    expect(status).toBe(0)
    expect(verdict).toMatchObject({ ok: true, entries: 4, broken: null, keyingsBroken: null, expectedFound: null })
    const store = await openStore(file, migrationsFolder)
    await save(store, 9)
    await store.close()
    expect((await verify(verdict.head)).verdict).toMatchObject({ ok: true, entries: 5, expectedFound: true })
    expect((await verify('f'.repeat(64))).status).toBe(13)
  })

  it('says who, when, what, before and after, and holds no value', async () => {
    const store = await openStore(file, migrationsFolder)
    const [, second] = await store.audit({ after: 0, limit: 9 })
    expect(second).toMatchObject({
      who: 'wang',
      at: '1970-01-01T00:00:01.000Z',
      what: 'letter.saved',
      ids: { letter, keyings: 'K-000002', before: 2, after: 3 },
    })
    expect(JSON.stringify(await store.audit({ after: 0, limit: 9 }))).not.toContain(VALUE)
    await store.close()
  })

  it.each([
    ['an entry changed', "DROP TRIGGER audit_no_update; UPDATE audit SET who = 'li' WHERE number = 2", 2],
    ['a time changed', "DROP TRIGGER audit_no_update; UPDATE audit SET at = '2020' WHERE number = 3", 3],
    ['an id changed', "DROP TRIGGER audit_no_update; UPDATE audit SET ids = '{}' WHERE number = 1", 1],
    ['an entry taken out', 'DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE number = 2', 2],
    ['the end cut off', 'DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE number >= 3', 3],
    ['everything cut off', 'DROP TRIGGER audit_no_delete; DELETE FROM audit', 1],
    [
      'two entries exchanged',
      'DROP TRIGGER audit_no_update; UPDATE audit SET number = 99 WHERE number = 2; UPDATE audit SET number = 2 WHERE number = 3; UPDATE audit SET number = 3 WHERE number = 99',
      2,
    ],
    ['one put in', 'INSERT INTO audit SELECT 5, at, who, what, ids, hash, hash FROM audit WHERE number = 4', 5],
  ])('detects %s', async (_what, sql, number) => {
    tamper(sql)
    const { status, verdict } = await verify()
    expect(status).toBe(13)
    expect(verdict.broken).toBe(number)
  })

  it('detects a keying changed, given to somebody else or taken out', async () => {
    tamper("DROP TRIGGER keyings_no_update; UPDATE keyings SET value = '\"1\"' WHERE id = 'K-000002'")
    expect((await verify()).verdict).toMatchObject({ ok: false, broken: null, keyingsBroken: 2 })
    tamper(`UPDATE keyings SET value = '"${VALUE}1"' WHERE id = 'K-000002'`)
    expect((await verify()).verdict.ok).toBe(true)
    tamper("UPDATE keyings SET by = 'li' WHERE id = 'K-000003'")
    expect((await verify()).verdict.keyingsBroken).toBe(3)
    tamper("UPDATE keyings SET by = 'wang' WHERE id = 'K-000003'; DELETE FROM keyings WHERE id = 'K-000004'")
    expect((await verify()).verdict.keyingsBroken).toBe(4)
  })

  it('shows a chain that was cut and counted anew only to who noted its hash', async () => {
    const { head } = (await verify()).verdict
    tamper(
      "DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE number = 4; UPDATE sequences SET last = 3 WHERE name = 'audit'",
    )
    expect((await verify()).verdict.ok).toBe(true)
    expect((await verify(head)).verdict).toMatchObject({ ok: false, expectedFound: false })
  })
})

it('refuses UPDATE, DELETE and REPLACE on the audit, and UPDATE on what people did', () => {
  for (const sql of [
    "UPDATE audit SET who = 'li'",
    'DELETE FROM audit WHERE number = 1',
    'INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 1',
    "UPDATE keyings SET by = 'li'",
    "UPDATE decisions SET how = 'machine'",
    "UPDATE saves SET by = 'li'",
  ])
    expect(() => tamper(sql), sql).toThrow(/append-only|kept/)
})
