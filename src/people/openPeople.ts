import { createHash, randomBytes } from 'node:crypto'
import { XianceError } from '../contract/errors.ts'
import { roles, type People, type Person } from '../contract/people.ts'
import type { PersonRow } from '../contract/rows.ts'
import type { Store, StoreTransaction } from '../contract/store.ts'
import { COST, hashPassword, isPassword, newPassword, requireStrong, type HashCost } from './password.ts'
import { FORGET_MS, limitsOf, waitMs } from './throttle.ts'

/** A working day; and how long a screen may stand unused, which is a long lunch. */
const SESSION_MS = 12 * 3_600_000
const UNUSED_MS = 2 * 3_600_000
/** Use is written down this often, not with every picture that is asked for. */
const TOUCH_MS = 60_000
/** Tries waiting to be looked at; hashing is slow on purpose and must not be a way to fill the memory. */
const MOST_WAITING = 20
const FIRST_NAME = 'admin'

/** The people of one data folder. `clock` is in milliseconds since 1970; `cost` is less in tests alone. */
export function openPeople(store: Store, clock: () => number = Date.now, cost: HashCost = COST): People {
  const hashing = oneAtATime(MOST_WAITING)

  /** Looks at a password unless this name or address has to wait; a wrong one is counted before the answer goes out. */
  const attempt = (name: string, password: string, from: string): Promise<PersonRow> =>
    hashing(async () => {
      const limits = limitsOf(name, from)
      const waits = limits.map(async (limit) => {
        const row = await store.signInFailures(limit.key)
        return row === null ? 0 : waitMs(row.failures, row.lastAt, clock(), limit)
      })
      const wait = Math.max(...(await Promise.all(waits)))
      if (wait > 0) throw new XianceError('SIGN_IN_WAIT', { seconds: Math.ceil(wait / 1000) })
      const row = await store.person(name)
      const right = (await isPassword(password, row?.password ?? null, cost)) && row !== null && !row.disabled
      const now = clock()
      await store.transaction(async (tx) => {
        for (const { key, cleared } of limits) {
          if (right && cleared) await tx.putSignInFailures({ key, failures: 0, lastAt: now })
          if (right) continue
          const before = await tx.signInFailures(key)
          const failures = before === null || now - before.lastAt >= FORGET_MS ? 0 : before.failures
          await tx.putSignInFailures({ key, failures: failures + 1, lastAt: now })
        }
        if (!right && row !== null) await audit(tx, now, row.name, 'session.refused', {})
      })
      if (!right) throw new XianceError('SIGN_IN_FAILED')
      return row
    })

  const hash = async (name: string, password: string | null): Promise<{ password: string; kept: string }> => {
    if (password !== null) requireStrong(password, name)
    const fresh = password ?? newPassword()
    return { password: fresh, kept: await hashing(() => hashPassword(fresh, cost)) }
  }

  const add: People['add'] = async (typed, given, password, by) => {
    const name = nameOf(typed)
    if (!NAME.test(name)) throw new XianceError('PERSON_NAME_INVALID', { name })
    if ((await store.person(name)) !== null) throw new XianceError('PERSON_EXISTS', { name })
    const made = await hash(name, password)
    const now = clock()
    await store.transaction(async (tx) => {
      if ((await tx.person(name)) !== null) throw new XianceError('PERSON_EXISTS', { name })
      await tx.addPerson({ name, roles: inOrder(given), password: made.kept, disabled: false, since: iso(now) })
      await audit(tx, now, by, 'person.added', { person: name, roles: inOrder(given).join(' ') })
    })
    return { password: made.password }
  }

  return {
    add,
    async signIn(typed, password, from) {
      const row = await attempt(nameOf(typed), password, from)
      const token = randomBytes(32).toString('base64url')
      const now = clock()
      await store.transaction(async (tx) => {
        await tx.endSessionsBefore(now - SESSION_MS)
        await tx.addSession({ tokenSha256: sha256(token), person: row.name, beganAt: now, seenAt: now })
        await audit(tx, now, row.name, 'session.began', {})
      })
      return { token, person: plain(row) }
    },
    async whoIs(token) {
      const session = await store.session(sha256(token))
      const now = clock()
      if (session === null || now - session.beganAt >= SESSION_MS || now - session.seenAt >= UNUSED_MS) return null
      const row = await store.person(session.person)
      if (row === null || row.disabled) return null
      if (now - session.seenAt >= TOUCH_MS) await store.transaction((tx) => tx.touchSession(session.tokenSha256, now))
      return plain(row)
    },
    async signOut(token) {
      const session = await store.session(sha256(token))
      if (session === null) return
      await store.transaction(async (tx) => {
        await tx.endSession(session.tokenSha256)
        await audit(tx, clock(), session.person, 'session.ended', {})
      })
    },
    async changePassword(token, { old, fresh }, from) {
      const session = await store.session(sha256(token))
      if (session === null) throw new XianceError('SIGN_IN_NEEDED')
      const row = await attempt(session.person, old, from)
      const { kept } = await hash(row.name, fresh)
      await store.transaction(async (tx) => {
        await tx.updatePerson(row.name, { password: kept })
        await tx.endSessionsOf(row.name, session.tokenSha256)
        await audit(tx, clock(), row.name, 'person.password', { person: row.name })
      })
    },
    list: async () => (await store.people()).map(plain),
    async setPassword(typed, password, by) {
      const { name } = await known(store, typed)
      const made = await hash(name, password)
      await store.transaction(async (tx) => {
        await tx.updatePerson(name, { password: made.kept })
        await tx.endSessionsOf(name, null)
        await audit(tx, clock(), by, 'person.password', { person: name })
      })
      return { password: made.password }
    },
    async change(typed, { roles: wanted, disabled }, by) {
      return store.transaction(async (tx) => {
        const row = await known(tx, typed)
        const to = {
          ...row,
          roles: wanted === undefined ? row.roles : inOrder(wanted),
          disabled: disabled ?? row.disabled,
        }
        const others = (await tx.people()).filter(({ name }) => name !== row.name)
        if (isAdministrator(row) && !isAdministrator(to) && !others.some(isAdministrator))
          throw new XianceError('LAST_ADMINISTRATOR', { name: row.name })
        await tx.updatePerson(row.name, { roles: to.roles, disabled: to.disabled })
        if (to.disabled) await tx.endSessionsOf(row.name, null)
        const ids = { person: row.name, roles: to.roles.join(' '), disabled: to.disabled ? 1 : 0 }
        await audit(tx, clock(), by, 'person.changed', ids)
        return plain(to)
      })
    },
    async first() {
      if ((await store.people()).length > 0) return null
      const { password } = await add(FIRST_NAME, roles, null, 'system')
      return { name: FIRST_NAME, password }
    },
  }
}

/** Letters and digits of any script; the same name however it was typed. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,31}$/u

function nameOf(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

async function known(reads: Pick<StoreTransaction, 'person'>, typed: string): Promise<PersonRow> {
  const row = await reads.person(nameOf(typed))
  if (row === null) throw new XianceError('PERSON_UNKNOWN', { name: nameOf(typed) })
  return row
}

function isAdministrator({ roles: held, disabled }: Pick<Person, 'roles' | 'disabled'>): boolean {
  return !disabled && held.includes('administrator')
}

function inOrder(given: readonly Person['roles'][number][]): Person['roles'] {
  return roles.filter((role) => given.includes(role))
}

function plain({ name, roles: held, disabled, since }: PersonRow): Person {
  return { name, roles: held, disabled, since }
}

function audit(
  tx: StoreTransaction,
  now: number,
  who: string,
  what: string,
  ids: Readonly<Record<string, string | number>>,
): Promise<void> {
  return tx.addAudit({ at: iso(now), who, what, ids })
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}

function sha256(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Runs works one after the other; refuses the one that would wait behind `most` others. */
function oneAtATime(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    if (waiting >= most) return Promise.reject(new XianceError('SIGN_IN_WAIT', { seconds: 5 }))
    waiting++
    const turn = last.then(work).finally(() => waiting--)
    last = turn.catch(() => undefined)
    return turn
  }
}
