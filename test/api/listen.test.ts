import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp, type App } from '../../src/api/app.ts'
import { listen } from '../../src/api/listen.ts'
import { openapiText } from '../../src/api/openapi.ts'
import type { OfficeEvent } from '../../src/contract/office.ts'

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
const log: string[] = []
const never = (): never => {
  throw new Error('not asked for here')
}

let app: App
beforeAll(async () => {
  app = await buildApp({
    office: failing,
    forms: [],
    fileBytes: 1000,
    webFolder: null,
    newSerial: never,
    previewPage: never,
    exportLetters: never,
    log: (line) => void log.push(line),
  })
})
afterAll(() => app.close())

describe('listen', () => {
  it('refuses every address that is not loopback', async () => {
    for (const host of ['0.0.0.0', '::', '10.1.2.3', '192.168.1.4', 'xiance.example', '127.0.0.1.example', ''])
      await expect(listen(app, host, 0), host).rejects.toMatchObject({ code: 'NOT_LOOPBACK' })
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
  const answer = await app.inject({ url: '/api/letters', headers: { host: 'localhost' } })
  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toMatchObject({ code: 'INTERNAL' })
  expect(answer.payload).not.toContain('张三')
  expect(log.some((line) => line.startsWith(answer.json().details.problem as string))).toBe(true)
})

it('tells events as they happen and forgets the listener when the screen goes', async () => {
  const fresh = await buildApp({
    office: failing,
    forms: [],
    fileBytes: 1000,
    webFolder: null,
    newSerial: never,
    previewPage: never,
    exportLetters: never,
    log: never,
  })
  const url = await listen(fresh, '127.0.0.1', 0)
  const stop = new AbortController()
  const stream = await fetch(`${url}/api/events`, { signal: stop.signal })
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
