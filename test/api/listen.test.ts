import { createServer } from 'node:http'
import { get } from 'node:https'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp, type App } from '../../src/api/app.ts'
import { hostsOf, listen } from '../../src/api/listen.ts'
import { openapiText } from '../../src/api/openapi.ts'
import { readCertificate } from '../../src/cli/readCertificate.ts'
import type { OfficeEvent } from '../../src/contract/office.ts'
import { roles } from '../../src/contract/people.ts'

type Parts = Parameters<typeof buildApp>[0]
const listeners = new Set<(event: OfficeEvent) => void>()
// An office whose every answer fails: what a screen sees on a bad day.
const failing = {
  letters: () => Promise.reject(new Error('the value 张三 must not get out')),
  subscribe: (listener: (event: OfficeEvent) => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
} as unknown as Parts['office']
// Whoever comes with a cookie is somebody with every role.
const anybody = {
  whoIs: async () => ({ name: 'somebody', roles: [...roles], disabled: false, since: '' }),
} as unknown as Parts['people']
const COOKIE = { cookie: 'xiance_session=t' }
const log: string[] = []
const never = (): never => {
  throw new Error('not asked for here')
}

const plainParts: Parts = {
  office: failing,
  people: anybody,
  hosts: [],
  tls: null,
  forms: [],
  fileBytes: 1000,
  webFolder: null,
  newSerial: never,
  previewPage: never,
  exportLetters: never,
  log: (line) => void log.push(line),
}

let app: App
beforeAll(async () => {
  app = await buildApp(plainParts)
})
afterAll(() => app.close())

const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).filter(({ family }) => family === 'IPv4').map(({ address }) => address),
  )

describe('listen', () => {
  it('refuses every address that is not loopback while nothing is encrypted', async () => {
    for (const host of ['0.0.0.0', '::', '10.1.2.3', '192.168.1.4', 'xiance.example', '127.0.0.1.example', ''])
      await expect(listen(app, host, 0), host).rejects.toMatchObject({ code: 'PLAIN_BEYOND_LOOPBACK' })
  })

  it('binds beyond loopback with a certificate, or when the operator trusts the network', async () => {
    const parts = { ...plainParts, hosts: hostsOf('0.0.0.0', 'xiance.lan') }
    const trusted = await buildApp(parts)
    await listen(trusted, '0.0.0.0', 0, true)
    const { port } = trusted.server.address() as AddressInfo
    const asked = async (host: string) => {
      const answer = await trusted.inject({ url: '/api/health', headers: { host: `${host}:${port}` } })
      return answer.statusCode
    }
    for (const host of ['localhost', '127.0.0.1', 'xiance.lan', 'XIANCE.lan', ...ownAddresses()])
      expect(await asked(host), host).toBe(200)
    for (const host of ['xiance.lan.example', 'evil.example', '203.0.113.7']) expect(await asked(host), host).toBe(403)
    await trusted.close()

    const folder = join(import.meta.dirname, 'certificate')
    const tls = await readCertificate({ tlsCert: join(folder, 'cert.pem'), tlsKey: join(folder, 'key.pem') })
    const encrypted = await buildApp({ ...parts, tls })
    const url = await listen(encrypted, '0.0.0.0', 0)
    expect(url).toMatch(/^https:/)
    expect(await overTls(`https://localhost:${new URL(url).port}/api/health`, tls!.cert)).toBe('{"ok":true}')
    await encrypted.close()
  })

  it('names no address of this machine as its own while it is bound to loopback', () => {
    expect(hostsOf('127.0.0.1', ' xiance.gov.example, ')).toEqual(['xiance.gov.example'])
  })

  it('names a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    await expect(listen(app, '127.0.0.1', port)).rejects.toMatchObject({ code: 'PORT_TAKEN', details: { port } })
    other.close()
  })
})

it('answers a failure nobody foresaw with a number to ask for, and says nothing of what failed', async () => {
  const answer = await app.inject({ url: '/api/letters', headers: { host: 'localhost', ...COOKIE } })
  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toMatchObject({ code: 'INTERNAL' })
  expect(answer.payload).not.toContain('张三')
  expect(log.some((line) => line.startsWith(answer.json().details.problem as string))).toBe(true)
})

it('tells events as they happen and forgets the listener when the screen goes', async () => {
  const fresh = await buildApp(plainParts)
  const url = await listen(fresh, '127.0.0.1', 0)
  const stop = new AbortController()
  const stream = await fetch(`${url}/api/events`, { signal: stop.signal, headers: COOKIE })
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  expect(stream.headers.get('x-content-type-options')).toBe('nosniff')
  const reader = stream.body!.getReader()
  await reader.read()
  for (const tell of listeners) tell({ type: 'letter', letter: { id: 'X-1' } } as unknown as OfficeEvent)
  const { value } = await reader.read()
  expect(new TextDecoder().decode(value)).toBe('data: {"type":"letter","letter":{"id":"X-1"}}\n\n')
  stop.abort()
  await reader.closed.catch(() => {})
  for (let i = 0; i < 100 && listeners.size > 0; i++) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(listeners.size).toBe(0)
  await fresh.close()
})

it('has the committed openapi.json that the routes make', async () => {
  const committed = await readFile(new URL('../../src/api/openapi.json', import.meta.url), 'utf8')
  // Made again by `npm run build:openapi`.
  expect(JSON.parse(committed)).toEqual(JSON.parse(await openapiText()))
})

it('refuses a certificate that is not there, and one whose key is another', async () => {
  const tlsCert = join(import.meta.dirname, 'certificate/cert.pem')
  for (const tlsKey of ['', '/nowhere/key.pem', tlsCert])
    await expect(readCertificate({ tlsCert, tlsKey }), tlsKey).rejects.toMatchObject({ code: 'CERTIFICATE_UNUSABLE' })
  expect(await readCertificate({ tlsCert: '', tlsKey: '' })).toBeNull()
})

function overTls(address: string, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(address, { ca }, (answer) => void text(answer).then(resolve, reject)).on('error', reject)
  })
}
