import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MailDesk } from '../../src/contract/envelope.ts'
import type { LetterRow } from '../../src/contract/rows.ts'
import type { Store } from '../../src/contract/store.ts'
import { openMailDesk } from '../../src/pipeline/mailDesk.ts'
import { openStore } from '../../src/store/openStore.ts'
import { migrations } from '../intake/desk.ts'
import { formRow, letterRow } from '../store/storeContract.ts'

const WAYBILL = 'EA123456785CN'

describe('the mail desk', () => {
  let folder: string
  let store: Store
  let desk: MailDesk
  let now: number
  let told: LetterRow[]
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiance-mail-'))
    store = await openStore(join(folder, 'xiance.sqlite'), migrations)
    now = new Date(2021, 7, 12, 9, 30).getTime()
    told = []
    const windows = [{ from: '2021-07-15', to: '2021-09-30' }]
    desk = openMailDesk({ store, clock: () => now, windows, onLetters: (letters) => told.push(...letters) })
  })
  afterEach(async () => {
    await store.close()
    await rm(folder, { recursive: true })
  })

  it('registers a number once: later it answers with the first time, whoever beeps', async () => {
    const { first, envelope } = await desk.register({ text: 'ea 123 456 785 cn' }, '甲')
    expect(first).toBe(true)
    expect(envelope).toMatchObject({ waybill: WAYBILL, receivedOn: '2021-08-12', clerk: '甲', postmark: null })
    now += 86_400_000
    const again = await desk.register({ text: WAYBILL, receivedOn: '2021-08-13' }, '乙')
    expect(again).toEqual({ first: false, envelope })
    const both = await Promise.all([1, 2, 3].map(() => desk.register({ text: '1234567890123' }, '丙')))
    expect(both.filter(({ first }) => first)).toHaveLength(1)
    expect((await desk.day('2021-08-13')).envelopes).toHaveLength(1)
    expect((await desk.day(null)).days).toEqual([
      { day: '2021-08-13', envelopes: 1 },
      { day: '2021-08-12', envelopes: 1 },
    ])
  })

  it('refuses what is no number, in groups, and keeps nothing', async () => {
    await expect(desk.register({ text: 'EA123456784CN' }, '甲')).rejects.toMatchObject({
      code: 'WAYBILL_INVALID',
      details: { problem: 'CHECK_DIGIT', groups: 'EA 123 456 784 CN' },
    })
    for (const text of ['12345', 'XL00000000', 'XLAAAAAAAA'])
      await expect(desk.register({ text }, '甲'), text).rejects.toMatchObject({ code: 'WAYBILL_INVALID' })
    expect((await desk.day(null)).envelopes).toEqual([])
  })

  it('gives a code where there is no number, knows it when it is beeped, and takes the number later', async () => {
    const { envelope } = await desk.register({ text: '' }, '甲')
    expect(envelope).toMatchObject({ waybill: null, code: expect.stringMatching(/^[0-9A-Z]{8}$/) })
    expect(await desk.register({ text: `XL${envelope.code}` }, '甲')).toMatchObject({
      first: false,
      envelope: { id: envelope.id },
    })
    const { envelope: other } = await desk.register({ text: WAYBILL }, '甲')
    const change = { revision: envelope.revision, waybill: WAYBILL }
    await expect(desk.change(envelope.id, change, '甲')).rejects.toMatchObject({
      code: 'WAYBILL_TAKEN',
      details: { envelope: other.id },
    })
    const changed = await desk.change(envelope.id, { revision: envelope.revision, waybill: '1234567890123' }, '甲')
    expect(changed.waybill).toBe('1234567890123')
  })

  it('keeps postmark and day apart, and carries both to the letters of the envelope', async () => {
    const { envelope } = await desk.register({ text: WAYBILL }, '甲')
    const letter = await store.transaction(async (tx) => {
      await tx.putForm(formRow)
      return tx.addLetter({ ...letterRow, envelope: envelope.id })
    })
    const posted = await desk.change(envelope.id, { revision: 1, postmark: '2021-08-10' }, '乙')
    expect(posted).toMatchObject({ postmark: '2021-08-10', receivedOn: '2021-08-12', clerk: '甲', revision: 2 })
    expect(await store.letter(letter.id)).toMatchObject({
      waybill: WAYBILL,
      postmark: '2021-08-10',
      receivedAt: posted.registeredAt,
    })
    await desk.change(envelope.id, { revision: 2, receivedOn: '2021-08-11' }, '乙')
    expect(new Date((await store.letter(letter.id))!.receivedAt).getDate()).toBe(11)
    expect(told.map(({ id, postmark }) => [id, postmark])).toEqual([
      [letter.id, '2021-08-10'],
      [letter.id, '2021-08-10'],
    ])
  })

  it('writes nothing over what somebody changed meanwhile', async () => {
    const { envelope } = await desk.register({ text: WAYBILL }, '甲')
    await desk.change(envelope.id, { revision: 1, postmark: '2021-08-10' }, '甲')
    const late = desk.change(envelope.id, { revision: 1, postmark: '2021-08-01' }, '乙')
    await expect(late).rejects.toMatchObject({ code: 'STALE_ENVELOPE' })
    expect((await desk.envelope(envelope.id)).postmark).toBe('2021-08-10')
    await expect(desk.envelope('E-999999')).rejects.toMatchObject({ code: 'ENVELOPE_UNKNOWN' })
  })

  it('clears an empty envelope at once, another only with a note, and says who did what', async () => {
    const { envelope } = await desk.register({ text: WAYBILL }, '甲')
    await expect(desk.clear(envelope.id, { revision: 1, note: ' ' }, '甲')).rejects.toMatchObject({
      code: 'ENVELOPE_NOT_CLEAR',
      details: { problems: 'NOT_COUNTED NOT_SCANNED POSTMARK_UNKNOWN' },
    })
    const contents = { forms: 0, pages: 0, attachments: 0, enclosures: '' }
    await desk.change(envelope.id, { revision: 1, contents, postmark: '2021-08-10' }, '甲')
    expect((await desk.gaps()).envelopes).toEqual([])
    const cleared = await desk.clear(envelope.id, { revision: 2, note: '' }, '乙')
    expect(cleared).toMatchObject({ problems: ['EMPTY'], cleared: { by: '乙', note: '' } })
    const audit = (await store.audit({ after: 0, limit: 10 })).map(({ who, what, ids }) => [who, what, ids['envelope']])
    expect(audit).toEqual([
      ['甲', 'envelope.registered', envelope.id],
      ['甲', 'envelope.changed', envelope.id],
      ['乙', 'envelope.cleared', envelope.id],
    ])
  })
})
