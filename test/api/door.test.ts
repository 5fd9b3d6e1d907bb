import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../src/api/app.ts'
import type { ExportWhich } from '../../src/api/parts.ts'
import { allLetters } from '../../src/cli/export.ts'
import { allows, roles, type Role, type Rule } from '../../src/contract/people.ts'
import { routes, type Route } from '../../src/contract/routes.ts'
import { field, letterView } from '../web/view.ts'
import { serveSamples, type Served } from './served.ts'

const HOST = '127.0.0.1:8788'
let served: Served
let letter: string
const cookies = new Map<string, string>()

beforeAll(async () => {
  served = await serveSamples(['slip-clean-p1.png'], null)
  letter = (await served.product.office.letters({ offset: 0, limit: 1 })).letters[0]!.id
  for (const role of roles) cookies.set(role, await served.signInAs(`only-${role}`, [role]))
}, 120_000)
afterAll(() => served.close())

type Asked = { method?: 'GET' | 'POST'; cookie?: string; headers?: Record<string, string>; payload?: object }
const ask = (url: string, { method = 'GET', cookie, headers = {}, payload }: Asked = {}) =>
  served.app.inject({
    method,
    url,
    headers: { host: HOST, ...(cookie === undefined ? {} : { cookie }), ...headers },
    ...(payload === undefined ? {} : { payload }),
  })

/** An address of a route, its parameters filled with what is there: a denial must not depend on it. */
function addressOf({ url }: Route): string {
  const given: Record<string, string> = {
    form: 'golden-ideas-2021',
    version: '1',
    page: '1',
    id: letter,
    name: 'nobody',
  }
  return url.replaceAll(/:(\w+)/g, (_, name: string) => given[name]!)
}

// An open stream never ends by itself; what it answers first is tested in listen.test.ts.
const isStream = (route: Route): boolean => Object.keys(route.schema.response).length === 0

const all: [string, Route][] = Object.entries(routes)
const entries = all.filter(([id]) => id !== 'signOut' && id !== 'signIn')

describe('role × route', () => {
  it.each(entries)('%s lets in whom its rule names and nobody else', async (_id, route) => {
    for (const who of [null, ...roles]) {
      const cookie = who === null ? undefined : cookies.get(who)
      const inside = allows(route.allow, who === null ? null : { roles: [who], disabled: false })
      if (inside && isStream(route)) continue
      const answer = await ask(addressOf(route), { method: route.method, ...(cookie === undefined ? {} : { cookie }) })
      const code = String(answer.headers['content-type']).includes('json') ? answer.json<{ code?: string }>().code : ''
      const label = `${String(who)} ${route.method} ${route.url} → ${answer.statusCode} ${code ?? ''}`
      if (inside) expect(['SIGN_IN_NEEDED', 'NOT_ALLOWED'], label).not.toContain(code)
      else
        expect([answer.statusCode, code], label).toEqual(who === null ? [401, 'SIGN_IN_NEEDED'] : [403, 'NOT_ALLOWED'])
    }
  })

  it('is as it was agreed: a change of who may do what is a change of this file', async () => {
    const marks = (rule: Rule): string => roles.map((role) => mark(rule, role)).join(' ')
    const lines = all.map(([id, { allow }]) => `${id.padEnd(16)} ${marks(allow)}${allow === 'public' ? ' public' : ''}`)
    const table = [`${''.padEnd(16)} ${roles.map((role) => role.slice(0, 3)).join(' ')}`, ...lines].join('\n')
    expect(`${table}\n`).toBe(await readFile(new URL('roles.txt', import.meta.url), 'utf8'))
  })

  it('covers every route the app has, and lets nothing in that carries no rule', async () => {
    const described = Object.entries(served.app.swagger().paths!).flatMap(([path, methods]) =>
      Object.keys(methods!).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    )
    expect(described.toSorted()).toEqual(all.map(([, { method, url }]) => `${method} ${url}`).toSorted())
    // @ts-expect-error a route without a rule does not compile
    const bare: Route = { method: 'GET', url: '/api/bare', summary: '', schema: { response: {} } }
    const app = await buildApp(served.parts)
    expect(() => app.route({ ...bare, handler: async () => 'x' } as never)).toThrow(/has no rule/)
    await app.close()
  })

  it('never says whether a thing exists to who may not see it', async () => {
    const cookie = cookies.get('analyst')!
    const [there, not] = [await ask(`/api/letters/${letter}`, { cookie }), await ask('/api/letters/X-9', { cookie })]
    expect([there.statusCode, there.payload]).toEqual([not.statusCode, not.payload])
  })
})

describe('signing in', () => {
  const signIn = (name: string, password: string, asked: Asked = {}) =>
    ask('/api/session', { method: 'POST', payload: { name, password }, ...asked })
  const cookieOf = (answer: Awaited<ReturnType<typeof ask>>): string => String(answer.headers['set-cookie'])

  it('gives a cookie that scripts cannot read and other sites cannot send, and answers who it is', async () => {
    const { password } = await served.product.people.add('li.na', ['reviewer'], null, 'test')
    const answer = await signIn('li.na', password)
    expect(answer.json()).toMatchObject({ name: 'li.na', roles: ['reviewer'] })
    expect(answer.payload).not.toContain('scrypt')
    expect(cookieOf(answer)).toMatch(/^xiance_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    const cookie = cookieOf(answer).split(';')[0]!
    expect((await ask('/api/session', { cookie })).json()).toMatchObject({ person: { name: 'li.na' } })

    // Encrypted by a proxy in front: the browser says so with its Origin.
    const behind = await signIn('li.na', password, { headers: { origin: `https://${HOST}` } })
    expect(cookieOf(behind)).toContain('; Secure')
  })

  it('makes what the browser held before worthless, and what it is given at sign-out too', async () => {
    const { password } = await served.product.people.add('fixed', ['reviewer'], null, 'test')
    const planted = cookieOf(await signIn('fixed', password)).split(';')[0]!
    const answer = await signIn('fixed', password, { cookie: planted })
    const cookie = cookieOf(answer).split(';')[0]!
    expect(cookie).not.toBe(planted)
    expect((await ask('/api/letters', { cookie: planted })).statusCode).toBe(401)
    expect((await ask('/api/letters', { cookie })).statusCode).toBe(200)
    const out = await ask('/api/session/end', { method: 'POST', cookie })
    expect(cookieOf(out)).toContain('Max-Age=0')
    expect((await ask('/api/letters', { cookie })).statusCode).toBe(401)
    expect((await ask('/api/session', { cookie })).json()).toEqual({ person: null })
  })

  it('takes no token that it did not make', async () => {
    for (const cookie of ['xiance_session=', 'xiance_session=chosen', `xiance_session=${'A'.repeat(43)}`, 'other=1'])
      expect((await ask('/api/letters', { cookie })).statusCode, cookie).toBe(401)
  })

  it('answers alike for a wrong name and a wrong password, then makes them wait', async () => {
    await served.product.people.add('zhao', ['clerk'], null, 'test')
    const [a, b] = [await signIn('zhao', 'wrong'), await signIn('nobody here', 'wrong')]
    expect([a.statusCode, a.payload]).toEqual([b.statusCode, b.payload])
    expect(a.json().code).toBe('SIGN_IN_FAILED')
    for (let i = 0; i < 4; i++) await signIn('zhao', 'wrong')
    const held = await signIn('zhao', 'wrong')
    expect([held.statusCode, held.json().code]).toEqual([429, 'SIGN_IN_WAIT'])
    expect(served.log.join('\n')).not.toContain('zhao')
  }, 60_000)

  it('is not done by another site', async () => {
    const answer = await signIn('li.na', 'x', { headers: { origin: 'https://evil.example' } })
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'REQUEST_FOREIGN'])
  })

  it('ends at once for an account that is disabled', async () => {
    const cookie = await served.signInAs('gone', ['reviewer'])
    expect((await ask('/api/letters', { cookie })).statusCode).toBe(200)
    await served.product.people.change('gone', { disabled: true }, 'test')
    expect((await ask('/api/letters', { cookie })).statusCode).toBe(401)
  })
})

it('writes who keyed into the keying and the audit', async () => {
  const cookie = await served.signInAs('keyer', ['reviewer'])
  const { office, store } = served.product
  const { letter: summary, fields } = await office.letter(letter)
  const field = fields.find(({ kind }) => kind === 'line' || kind === 'comb' || kind === 'grid')!.id
  const payload = {
    revision: summary.revision,
    key: crypto.randomUUID(),
    keyings: [{ field, state: 'read', value: '甲', why: '照抄原件' }],
  }
  expect((await ask(`/api/letters/${letter}/save`, { method: 'POST', cookie, payload })).statusCode).toBe(200)
  expect((await store.keyings(letter)).at(-1)).toMatchObject({ field, by: 'keyer' })
  const audit = await store.audit({ after: 0, limit: 1000 })
  expect(audit.filter(({ what }) => what === 'letter.saved').at(-1)).toMatchObject({ who: 'keyer', ids: { letter } })
})

it('gives an analyst the records without anything personal', async () => {
  const asked: ExportWhich[] = []
  const app = await buildApp({
    ...served.parts,
    exportLetters: async (_format, which) => {
      asked.push(which)
      return new Uint8Array()
    },
  })
  for (const role of ['supervisor', 'analyst'])
    await app.inject({ url: '/api/export', headers: { host: HOST, cookie: cookies.get(role)! } })
  await app.close()
  expect(asked.map(({ personal }) => personal)).toEqual([true, false])

  const view = letterView([field('name', { personal: true }), field('idea')])
  const office = {
    letters: async () => ({ total: 1, counts: {}, letters: [view.letter], holders: {} }),
    letter: async () => view,
  }
  const left = async (personal: boolean) =>
    (await allLetters(office, 'all', personal)).flatMap(({ fields }) => fields.map(({ id }) => id))
  expect(await left(true)).toEqual(['name', 'idea'])
  expect(await left(false)).toEqual(['idea'])
})

function mark(rule: Rule, role: Role): string {
  return allows(rule, { roles: [role], disabled: false }) ? ' ✓ ' : ' · '
}
