import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { roles, type People } from '../../src/contract/people.ts'
import type { Store } from '../../src/contract/store.ts'
import { openPeople } from '../../src/people/openPeople.ts'
import { openStore } from '../../src/store/openStore.ts'
import { cheapHashes } from './cheapHashes.ts'

const migrations = join(import.meta.dirname, '../../db/migrations')
const HOUR = 3_600_000
let folder: string
let store: Store
let people: People
let now: number

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiance-people-'))
  store = await openStore(join(folder, 'x.sqlite'), migrations)
  now = Date.UTC(2021, 6, 15, 8)
  people = openPeople(store, () => now, cheapHashes)
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const PASSWORD = 'correct horse 42'
const addWang = () => people.add('Wang.Fang', ['reviewer'], PASSWORD, 'admin')
const signIn = (name = 'wang.fang', password = PASSWORD, from = '10.0.0.7') => people.signIn(name, password, from)

describe('the first start', () => {
  it('makes one administrator with every role, and no second one', async () => {
    const first = (await people.first())!
    expect(first.password).toMatch(/^[2-9a-z]{4}(-[2-9a-z]{4}){3}$/)
    expect((await people.signIn(first.name, first.password, 'here')).person.roles).toEqual(roles)
    expect(await people.first()).toBeNull()
    expect(await people.list()).toHaveLength(1)
  })
})

describe('an account', () => {
  it('is known by its name however that was typed, and the name is never given again', async () => {
    await addWang()
    expect((await people.list())[0]).toEqual({
      name: 'wang.fang',
      roles: ['reviewer'],
      disabled: false,
      since: '2021-07-15T08:00:00.000Z',
    })
    expect((await signIn(' ＷＡＮＧ.Fang ')).person.name).toBe('wang.fang')
    await expect(people.add('WANG.FANG', ['clerk'], null, 'admin')).rejects.toMatchObject({ code: 'PERSON_EXISTS' })
    await people.add('王芳', ['clerk'], null, 'admin')
    for (const name of ['', '-x', 'a b', 'a/b', 'x'.repeat(33), '<b>'])
      await expect(people.add(name, ['clerk'], null, 'admin'), name).rejects.toMatchObject({
        code: 'PERSON_NAME_INVALID',
      })
    const raw = new Sqlite(join(folder, 'x.sqlite'))
    expect(() => raw.exec("DELETE FROM people WHERE name = 'wang.fang'")).toThrow(/names are kept/)
    raw.close()
  })

  it('takes no weak password', async () => {
    for (const password of ['short', 'aaaaaaaaaaaaaa', '12121212121212', 'my wang.fang 2021'])
      await expect(people.add('wang.fang', ['clerk'], password, 'admin'), password).rejects.toMatchObject({
        code: 'PASSWORD_WEAK',
      })
    expect(await people.list()).toEqual([])
  })

  it('keeps neither password nor token, in no file of the database', async () => {
    people = openPeople(store, () => now)
    await addWang()
    const { token } = await signIn()
    await expect(signIn('wang.fang', 'wrong but long')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' })
    await expect(signIn('typed password as name', 'x')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' })
    await store.close()
    const { readdir, readFile } = await import('node:fs/promises')
    const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))))
    for (const secret of [PASSWORD, token, 'wrong but long', 'typed password as name'])
      expect(Buffer.concat(files).includes(secret), secret).toBe(false)
    expect(Buffer.concat(files).includes('scrypt$15$8$3$')).toBe(true)
    store = await openStore(join(folder, 'x.sqlite'), migrations)
  })

  it('is audited with who did it', async () => {
    await addWang()
    const { token } = await signIn()
    await people.changePassword(token, { old: PASSWORD, fresh: 'battery staple 7' }, '10.0.0.7')
    await people.signOut(token)
    await people.change('wang.fang', { disabled: true }, 'admin')
    const audit = await store.audit({ after: 0, limit: 100 })
    expect(audit.map(({ who, what }) => `${who} ${what}`)).toEqual([
      'admin person.added',
      'wang.fang session.began',
      'wang.fang person.password',
      'wang.fang session.ended',
      'admin person.changed',
    ])
    expect(await store.auditBreak()).toBeNull()
  })

  it('never leaves the folder without an administrator', async () => {
    const first = (await people.first())!
    await expect(people.change(first.name, { disabled: true }, 'x')).rejects.toMatchObject({
      code: 'LAST_ADMINISTRATOR',
    })
    await expect(people.change(first.name, { roles: ['clerk'] }, 'x')).rejects.toMatchObject({
      code: 'LAST_ADMINISTRATOR',
    })
    await people.add('second', ['administrator'], null, 'x')
    expect((await people.change(first.name, { roles: ['clerk'] }, 'x')).roles).toEqual(['clerk'])
    await expect(people.change('second', { disabled: true }, 'x')).rejects.toMatchObject({ code: 'LAST_ADMINISTRATOR' })
  })
})

describe('a session', () => {
  it('ends after two hours unused and after twelve in all, used or not', async () => {
    await addWang()
    const { token } = await signIn()
    for (let h = 0; h < 11; h++) {
      now += HOUR
      expect((await people.whoIs(token))?.name, `hour ${h + 1}`).toBe('wang.fang')
    }
    now += HOUR
    expect(await people.whoIs(token)).toBeNull()
    const other = (await signIn()).token
    now += 2 * HOUR
    expect(await people.whoIs(other)).toBeNull()
  })

  it('is new at every sign-in and ends at sign-out, by a new password and when the account is disabled', async () => {
    await addWang()
    const [a, b] = [(await signIn()).token, (await signIn()).token]
    expect(a).not.toBe(b)
    await people.signOut(a)
    expect(await people.whoIs(a)).toBeNull()
    const c = (await signIn()).token
    await people.changePassword(b, { old: PASSWORD, fresh: 'battery staple 7' }, 'x')
    expect(await people.whoIs(b)).not.toBeNull()
    expect(await people.whoIs(c)).toBeNull()
    await people.change('wang.fang', { disabled: true }, 'admin')
    expect(await people.whoIs(b)).toBeNull()
    await expect(signIn('wang.fang', 'battery staple 7')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' })
    await people.change('wang.fang', { disabled: false }, 'admin')
    expect(await people.whoIs(b)).toBeNull()
    const d = (await signIn('wang.fang', 'battery staple 7')).token
    await people.setPassword('wang.fang', null, 'admin')
    expect(await people.whoIs(d)).toBeNull()
  })

  it('is nobody for a made-up token', async () => {
    for (const token of ['', 'x', 'A'.repeat(43), "' OR 1=1 --"]) expect(await people.whoIs(token)).toBeNull()
  })
})

describe('wrong tries', () => {
  const wrong = (from = '10.0.0.7') => signIn('wang.fang', 'not the password', from)

  it('are made to wait from the sixth on, longer each time, also after a restart, and the right password too', async () => {
    await addWang()
    for (let i = 0; i < 5; i++) await expect(wrong()).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' })
    await expect(wrong()).rejects.toMatchObject({ code: 'SIGN_IN_WAIT', details: { seconds: 1 } })
    await expect(signIn()).rejects.toMatchObject({ code: 'SIGN_IN_WAIT' })
    people = openPeople(store, () => now, cheapHashes)
    await expect(signIn()).rejects.toMatchObject({ code: 'SIGN_IN_WAIT' })
    // Waiting itself is no try.
    now += 1000
    await expect(wrong()).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' })
    await expect(wrong()).rejects.toMatchObject({ code: 'SIGN_IN_WAIT', details: { seconds: 2 } })
    // Somebody elsewhere is not locked out of the account.
    expect((await signIn('wang.fang', PASSWORD, '10.0.0.8')).person.name).toBe('wang.fang')
    now += 2000
    await signIn()
    for (let i = 0; i < 5; i++) await expect(wrong()).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' })
  }, 60_000)

  it('cannot be hurried by asking many times at once', async () => {
    await addWang()
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => wrong()))
    const codes = tries.map((t) => (t.status === 'rejected' ? (t.reason as { code: string }).code : 'in'))
    expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(5)
    expect(codes.filter((code) => code === 'SIGN_IN_WAIT')).toHaveLength(7)
  }, 60_000)
})
