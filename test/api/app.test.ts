import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Check } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LetterView, type ArrivalView } from '../../src/contract/letter.ts'
import type { SaveRequest } from '../../src/contract/office.ts'
import { routes, type Conflict, type Failure, type FormSummary } from '../../src/contract/routes.ts'
import { samples, serveSamples, type Served } from './served.ts'

const HOST = '127.0.0.1:8788'
let served: Served
let id: string

beforeAll(async () => {
  served = await serveSamples(['slip-clean-p1.png'], null)
  const { letters } = await served.product.office.letters({ offset: 0, limit: 10 })
  id = letters[0]!.id
}, 120_000)
afterAll(() => served.close())

type Asked = { method?: 'GET' | 'POST'; headers?: Record<string, string>; payload?: string | object | Buffer }
const ask = (url: string, { method = 'GET', headers = {}, ...rest }: Asked = {}) =>
  served.app.inject({ method, url, headers: { host: HOST, cookie: served.cookie, ...headers }, ...rest })
const save = (body: object, headers: Record<string, string> = {}) =>
  ask(`/api/letters/${id}/save`, { method: 'POST', payload: body, headers })
const letter = async (): Promise<LetterView> => (await ask(`/api/letters/${id}`)).json()
const keyed = (revision: number, keyings: SaveRequest['keyings']): SaveRequest => ({
  revision,
  key: randomUUID(),
  keyings,
})

describe('letters', () => {
  it('answers with the whole letter, nothing lost on the way', async () => {
    const answered = await letter()
    expect(answered).toEqual(JSON.parse(JSON.stringify(await served.product.office.letter(id))))
    expect(Check(LetterView, answered)).toBe(true)
  })

  it('lists by state, with the number in each', async () => {
    const all = (await ask('/api/letters')).json()
    expect(all).toMatchObject({ total: 1, letters: [{ id }] })
    const { state } = all.letters[0]
    expect((await ask(`/api/letters?state=${state}`)).json().total).toBe(1)
    expect(all.counts[state]).toBe(1)
    expect((await ask('/api/letters?state=held')).json()).toMatchObject({ total: 0, letters: [] })
  })

  it('shows the page as a picture that may be kept', async () => {
    const page = (await letter()).pages[0]!
    const answer = await ask(page.image!)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toMatch(/^image\//)
    expect(answer.headers['cache-control']).toContain('private')
    expect(answer.rawPayload.length).toBeGreaterThan(10_000)
  })

  it('saves once under one key, and tells a stale save both values', async () => {
    const before = await letter()
    const field = before.fields.find(({ kind, decoder }) => kind !== 'choice' && decoder === 'text')!.id
    const body = keyed(before.letter.revision, [{ field, state: 'read', value: '甲' }])
    const first = await save(body)
    expect(first.statusCode).toBe(200)
    const saved: Pick<LetterView, 'letter'> = first.json()
    expect(saved.letter.revision).toBeGreaterThan(before.letter.revision)
    const kept = (await letter()).fields.find((f) => f.id === field)!
    expect(kept.decision).toMatchObject({ how: 'person', value: '甲' })

    const again = await save(body)
    expect(again.statusCode).toBe(200)
    expect(again.json().letter.revision).toBe(saved.letter.revision)

    const late = await save(keyed(before.letter.revision, [{ field, state: 'read', value: '乙' }]))
    expect(late.statusCode).toBe(409)
    const conflict: Conflict = late.json()
    expect(conflict.code).toBe('STALE_SAVE')
    expect(conflict.yours.keyings).toEqual([{ field, state: 'read', value: '乙' }])
    expect(conflict.theirs.fields.find((f) => f.id === field)!.decision.value).toBe('甲')
    expect((await letter()).fields.find((f) => f.id === field)!.decision.value).toBe('甲')
  })

  it('keeps a single tick as the list of one that it is', async () => {
    const { letter: row, fields } = await letter()
    const { id: field, options } = fields.find(({ kind, rules }) => kind === 'choice' && rules.max === 1)!
    const value = [options[0]!.value]
    const answer = await save(keyed(row.revision, [{ field, state: 'read', value }]))
    expect([answer.statusCode, answer.json().code]).toEqual([200, undefined])
    expect((await letter()).fields.find((f) => f.id === field)!.decision).toMatchObject({ how: 'person', value })
  })

  it('takes a value that breaks a rule only with a reason', async () => {
    const { letter: row, fields } = await letter()
    const field = fields.find(({ decoder }) => decoder === 'telephone' || decoder === 'date')!.id
    const broken = { field, state: 'read' as const, value: '12' }
    const answer = await save(keyed(row.revision, [broken]))
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'REASON_NEEDED'])
    expect((await letter()).letter.revision).toBe(row.revision)
    const explained = await save(keyed(row.revision, [{ ...broken, why: 'AS_WRITTEN' }]))
    expect(explained.statusCode).toBe(200)
    expect((await letter()).fields.find((f) => f.id === field)!.keyings.at(-1)).toMatchObject({ why: 'AS_WRITTEN' })
  })

  it('names in both languages what is not there and what is not right', async () => {
    const unknown = await ask('/api/letters/X-999999')
    expect(unknown.statusCode).toBe(404)
    expect(unknown.json()).toMatchObject({ code: 'LETTER_UNKNOWN', what: { en: 'There is no letter X-999999.' } })
    const { revision } = (await letter()).letter
    const wrongField = await save(keyed(revision, [{ field: 'nose', state: 'read', value: 'x' }]))
    expect([wrongField.statusCode, wrongField.json().code]).toEqual([422, 'FIELD_UNKNOWN'])
    const wrongBody = await save({ revision, key: 'short', keyings: [] })
    expect([wrongBody.statusCode, wrongBody.json().code]).toEqual([400, 'REQUEST_INVALID'])
    const nothing: Failure = (await ask('/api/nothing')).json()
    expect(nothing.code).toBe('NOT_FOUND')
    expect(nothing.next.zh).toMatch(/\p{Script=Han}/u)
  })
})

describe('arrivals', () => {
  const upload = (name: string, bytes: Buffer<ArrayBuffer> | string) => {
    const form = new FormData()
    form.append('file', new Blob([bytes]), name)
    const request = new Request('http://x/', { method: 'POST', body: form })
    return request.arrayBuffer().then((body) =>
      ask('/api/arrivals', {
        method: 'POST',
        headers: { 'content-type': request.headers.get('content-type')! },
        payload: Buffer.from(body),
      }),
    )
  }

  it('takes a file in, tells of it as it happens, and gives the same bytes back', async () => {
    const bytes = await readFile(join(samples, 'slip-clean-p1.png'))
    const told: string[] = []
    const stop = served.product.office.subscribe((event) => {
      if (event.type === 'arrival') told.push(event.arrival.id)
    })
    const answer = await upload('扫描 一.png', bytes)
    expect(answer.statusCode).toBe(200)
    const arrival: ArrivalView = answer.json()
    expect(arrival).toMatchObject({ name: '扫描 一.png', source: 'upload', sizeBytes: bytes.length })
    expect(arrival.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    await served.product.office.idle()
    stop()
    expect(told).toContain(arrival.id)

    const original = await ask(`/api/arrivals/${arrival.id}/original`)
    expect(original.rawPayload.equals(bytes)).toBe(true)
    expect(original.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('扫描 一.png')}`,
    )
    expect(original.headers['content-security-policy']).toBe("default-src 'none'; sandbox")
    expect(original.headers['x-content-type-options']).toBe('nosniff')
    expect((await ask('/api/arrivals')).json().arrivals[0].id).toBe(arrival.id)
  })

  it('keeps what it cannot read, with the reason', async () => {
    const answer = await upload('letter.pdf', 'this is no PDF')
    expect(answer.statusCode).toBe(200)
    await served.product.office.idle()
    const { arrivals }: { arrivals: ArrivalView[] } = (await ask('/api/arrivals')).json()
    expect(arrivals.find(({ name }) => name === 'letter.pdf')).toMatchObject({
      state: 'refused',
      reason: 'FILE_UNSUPPORTED',
    })
  })

  it('keeps the arrival of a file that is too large, without its bytes', async () => {
    const answer = await upload('huge.pdf', Buffer.alloc(21e6, '%PDF-1.7'))
    expect(answer.json()).toMatchObject({ name: 'huge.pdf', state: 'refused', reason: 'FILE_TOO_LARGE' })
  })

  const piece = (id: string, query: { name: string; size: number; at: number }, bytes: Uint8Array, cookie?: string) =>
    ask(
      `/api/uploads/${id}?${new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]))}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', ...(cookie === undefined ? {} : { cookie }) },
        payload: Buffer.from(bytes),
      },
    )

  it('takes a file in pieces, each where the last one ended, and answers the same when the last answer was lost', async () => {
    const bytes = await readFile(join(samples, 'ideas-clean-bits.pdf'))
    const of = { name: '大 文件.pdf', size: bytes.length }
    const id = '0123456789abcdef'.repeat(2)
    const third = Math.ceil(bytes.length / 3)
    expect((await piece(id, { ...of, at: 0 }, bytes.subarray(0, third))).json()).toEqual({
      received: third,
      arrival: null,
    })
    // Sent twice, begun in the wrong place, asked for: nothing is written.
    for (const [at, some] of [
      [0, bytes.subarray(0, third)],
      [third + 1, bytes.subarray(third + 1)],
      [0, new Uint8Array()],
    ] as const)
      expect((await piece(id, { ...of, at }, some)).json()).toEqual({ received: third, arrival: null })
    // The same id of another person is another file.
    const other = await served.signInAs('另一人', ['clerk'])
    expect((await piece(id, { ...of, at: 0 }, new Uint8Array(), other)).json()).toEqual({ received: 0, arrival: null })
    expect((await piece(id, { ...of, at: third }, bytes.subarray(third, 2 * third))).json().received).toBe(2 * third)
    const last = await piece(id, { ...of, at: 2 * third }, bytes.subarray(2 * third))
    const { arrival }: { arrival: ArrivalView } = last.json()
    expect(arrival).toMatchObject({ name: of.name, source: 'upload', sizeBytes: bytes.length })
    expect(arrival.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    const again = await piece(id, { ...of, at: 2 * third }, bytes.subarray(2 * third))
    expect(again.json().arrival.id).toBe(arrival.id)
    const refused = await piece(id.replace('0', 'f'), { name: 'huge.pdf', size: 1e9, at: 0 }, Buffer.alloc(10))
    expect(refused.json().arrival).toMatchObject({ state: 'refused', reason: 'FILE_TOO_LARGE', sizeBytes: 1e9 })
    const more = await piece(id.replace('0', 'e'), { name: 'x.pdf', size: 9, at: 0 }, Buffer.alloc(10))
    expect([more.statusCode, more.json().code]).toEqual([400, 'REQUEST_INVALID'])
  })

  it('wants a file', async () => {
    const body = '--b\r\ncontent-disposition: form-data; name="note"\r\n\r\nhello\r\n--b--\r\n'
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    const answer = await ask('/api/arrivals', { method: 'POST', headers, payload: body })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'REQUEST_INVALID'])
    const json = await ask('/api/arrivals', { method: 'POST', payload: { file: 'x' } })
    expect([json.statusCode, json.json().code]).toEqual([400, 'REQUEST_INVALID'])
  })
})

describe('forms and exports', () => {
  it('prints a form with a fresh serial each time, and without one when asked', async () => {
    const forms: FormSummary[] = (await ask('/api/forms')).json()
    const { form, version } = forms.find((f) => f.form === 'golden-ideas-2021')!
    const name = async (query: string): Promise<string> => {
      const answer = await ask(`/api/forms/${form}/${version}/print?${query}`)
      expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
      return String(answer.headers['content-disposition'])
    }
    const [one, two, none] = [await name('serial=new'), await name('lang=en'), await name('serial=none')]
    expect(one).not.toBe(two)
    expect(none).toBe('attachment; filename="golden-ideas-2021-v1.pdf"')
    expect((await ask(`/api/forms/${form}/${version}/label`)).rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
    const preview = await ask(`/api/forms/${form}/${version}/preview/1`)
    expect(preview.rawPayload.subarray(1, 4).toString()).toBe('PNG')
    expect((await ask(`/api/forms/${form}/${version}/preview/9`)).statusCode).toBe(404)
    expect((await ask('/api/forms/nose/1/print')).json().code).toBe('FORM_UNKNOWN')
  })

  it('exports the letters', async () => {
    const answer = await ask('/api/export?format=json')
    expect(answer.headers['content-disposition']).toContain('xiance-letters.json')
    expect(answer.json()[0].letter).toBe(id)
    expect((await ask('/api/export?format=csv')).payload).toContain(id)
    expect((await ask('/api/export?format=exe')).statusCode).toBe(400)
  })
})

describe('who may ask', () => {
  it('answers only to a loopback name: a foreign name bound to this machine is refused', async () => {
    for (const host of ['xiance.example', 'xiance.example:8788', '127.0.0.1.example', '10.0.0.1:8788'])
      expect((await ask('/api/letters', { headers: { host } })).statusCode, host).toBe(403)
    for (const host of ['localhost:8788', '127.0.0.1', '[::1]:8788'])
      expect((await ask('/api/letters', { headers: { host } })).statusCode, host).toBe(200)
  })

  it('takes writes only from its own pages', async () => {
    const { revision } = (await letter()).letter
    const body = keyed(revision, [])
    const foreign: Record<string, string>[] = [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: 'http://127.0.0.1:9999' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: `http://${HOST}` },
    ]
    for (const headers of foreign) {
      const answer = await save(body, headers)
      expect([answer.statusCode, answer.json().code], JSON.stringify(headers)).toEqual([403, 'REQUEST_FOREIGN'])
    }
    expect((await save(body, { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200)
  })

  it('sends a strict policy with every answer, failures too', async () => {
    for (const url of ['/api/letters', '/api/nothing', '/api/health']) {
      const { headers } = await ask(url)
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
  })

  it('refuses a body beyond its limit', async () => {
    const value = 'x'.repeat(1_100_000)
    const answer = await save(keyed(1, [{ field: 'f', state: 'read', value }]))
    expect(answer.statusCode).toBe(400)
  })

  it('wrote no value of a letter into its log', async () => {
    const values = (await letter()).fields.flatMap(({ decision }) =>
      typeof decision.value === 'string' ? [decision.value] : [],
    )
    expect(values.length).toBeGreaterThan(0)
    for (const value of values.filter((text) => text.length > 3)) expect(served.log.join('\n')).not.toContain(value)
  })
})

it('has a handler for every route', () => {
  for (const { method, url } of Object.values(routes)) expect(served.app.hasRoute({ method, url }), url).toBe(true)
})
