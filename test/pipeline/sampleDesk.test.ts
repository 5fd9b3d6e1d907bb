import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Said, SampleRow } from '../../src/contract/sample.ts'
import type { StoreTransaction } from '../../src/contract/store.ts'
import { savesBreak } from '../../src/pipeline/auditSave.ts'
import { settleInStore } from '../../src/pipeline/settle.ts'
import { openPeople } from '../../src/people/openPeople.ts'
import { cheapHashes } from '../people/cheapHashes.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { asPdf, serialOf, smallPage } from '../faults/smallPages.ts'

/** What the machine read and nobody looked at is keyed again: every field is drawn. */
const LETTERS = 4
let quick: QuickOffice
let letters: string[]
let keys = 0

beforeAll(async () => {
  quick = await openQuickOffice({ settings: { XIANCE_SAMPLE: '100' } })
  const files = Array.from({ length: LETTERS }, (_, n) => join(quick.data, `${n}.pdf`))
  for (const [n, file] of files.entries())
    await writeFile(file, await asPdf([smallPage(serialOf(n), 1), smallPage(serialOf(n), 2)]))
  await quick.office.intakePaths(files)
  letters = (await quick.office.letters({ offset: 0, limit: 9 })).letters.map(({ id }) => id)
  const people = openPeople(quick.store, Date.now, cheapHashes)
  for (const name of ['anna', 'boris']) await people.add(name, ['reviewer'], null, 'test')
  await people.add('cai', ['settler'], null, 'test')
})
afterAll(() => quick.remove())

const desk = () => quick.office.samples
const rows = async (): Promise<SampleRow[]> =>
  (await Promise.all(letters.map((letter) => quick.store.samplesOfLetter(letter)))).flat()
const rowOf = async (number: number): Promise<SampleRow> => (await quick.store.sample(number))!
const stoodIn = async ({ letter, field }: SampleRow): Promise<Said> => {
  const { state, value } = (await quick.store.decisions(letter)).find((row) => row.field === field)!
  return { state, value }
}
const key = () => `sample-key-${++keys}`
async function keyNext(by: string, said: (stood: Said) => Said): Promise<SampleRow> {
  const { number } = (await desk().next(by)).task!
  const row = await rowOf(number)
  await desk().key(number, by, { key: key(), ...said(await stoodIn(row)) })
  return rowOf(number)
}
const read = (value: string): Said => ({ state: 'read', value })

describe('the draw', () => {
  it('is made when a letter is accepted, of every field of every kind that was told', async () => {
    const all = await rows()
    expect(all.map(({ letter, field }) => `${letter} ${field}`).toSorted()).toEqual(
      letters.flatMap((letter) => ['note1', 'note2'].map((field) => `${letter} ${field}`)).toSorted(),
    )
    for (const row of all)
      expect(row).toMatchObject({ state: 'open', how: 'machine', kind: 'line', share: 1, scoreKind: 'line', score: 1 })
  })

  it('gives nothing new when it is made again, and is lost with the transaction that would accept the letter', async () => {
    const before = await rows()
    const settle = (tx: StoreTransaction) => settleInStore(tx, letters[0]!, '2021-08-02T00:00:00.000Z')
    await quick.store.transaction(settle)
    expect(await rows()).toEqual(before)
    // The service dies between the draw and the commit: a letter that is not accepted has no samples, and then the same ones.
    const other = await openQuickOffice({ settings: { XIANCE_SAMPLE: '0' } })
    const file = join(other.data, 'one.pdf')
    await writeFile(file, await asPdf([smallPage(serialOf(7), 1), smallPage(serialOf(7), 2)]))
    await other.office.intakePaths([file])
    const { id } = (await other.office.letters({ offset: 0, limit: 1 })).letters[0]!
    const drawn = () => other.store.samplesOfLetter(id)
    const died = other.store.transaction(async (tx) => {
      await tx.setShares('100')
      await settleInStore(tx, id, '2021-08-02T00:00:00.000Z')
      expect(await tx.samplesOfLetter(id)).toHaveLength(2)
      throw new Error('killed')
    })
    await expect(died).rejects.toThrow('killed')
    expect(await drawn()).toEqual([])
    await other.store.transaction(async (tx) => {
      await tx.setShares('100')
      await settleInStore(tx, id, '2021-08-03T00:00:00.000Z')
    })
    const first = await drawn()
    expect(first).toHaveLength(2)
    await other.store.transaction((tx) => settleInStore(tx, id, '2021-08-04T00:00:00.000Z'))
    expect(await drawn()).toEqual(first)
    await other.remove()
  })

  it('follows a field that is keyed anew before anybody keyed it again', async () => {
    const [letter] = letters
    const { revision } = (await quick.office.letter(letter!)).letter
    const keyings = [{ field: 'note1', ...read('人录的') }]
    await quick.office.save(letter!, 'anna', { revision, key: key(), keyings })
    const [row] = (await quick.store.samplesOfLetter(letter!)).filter(({ field }) => field === 'note1')
    expect(row).toMatchObject({ state: 'open', how: 'person', revision: revision + 1 })
  })
})

describe('keying again', () => {
  it('is for who keyed nothing in the letter and was not shown it; two get two', async () => {
    // Anna keyed in the first letter; boris looks at the second.
    await quick.office.letter(letters[1]!, 'boris')
    expect(await desk().next('anna')).toMatchObject({ toKey: 2 * LETTERS - 2, toSettle: 0 })
    expect(await desk().next('boris')).toMatchObject({ toKey: 2 * LETTERS - 2 })
    const [anna, boris] = [(await desk().next('anna')).task!, (await desk().next('boris')).task!]
    expect(anna.number).not.toBe(boris.number)
    // Asked again they have the same in hand, and see its ink; nobody else does.
    expect((await desk().next('anna')).task).toEqual(anna)
    expect((await desk().ink(anna.number, 'anna')).mime).toBe('image/jpeg')
    await expect(desk().ink(anna.number, 'boris')).rejects.toThrow('SAMPLE_GONE')
    await expect(desk().key(anna.number, 'boris', { key: key(), ...read('x') })).rejects.toThrow('SAMPLE_GONE')
    const keyed = (await rows()).filter(({ letter, heldBy }) => letter === letters[0] && heldBy === null)
    expect(keyed.length).toBeGreaterThan(0)
    for (const { number } of keyed)
      await expect(desk().key(number, 'anna', { key: key(), ...read('x') })).rejects.toThrow('SAMPLE_NOT_YOURS')
  })

  it('leaves the letter as it is, is kept once for each key, and counts as the same when it says the same', async () => {
    const { number } = (await desk().next('anna')).task!
    const row = await rowOf(number)
    const before = await quick.office.letter(row.letter)
    const keying = { key: key(), ...read(` ${String((await stoodIn(row)).value)} `) }
    await desk().key(number, 'anna', keying)
    await desk().key(number, 'anna', keying)
    await expect(desk().key(number, 'anna', { ...keying, value: 'other' })).rejects.toThrow('REQUEST_INVALID')
    expect(await rowOf(number)).toMatchObject({ state: 'same', keyedBy: 'anna', machineRight: true, heldBy: null })
    expect(await quick.office.letter(row.letter)).toEqual(before)
    expect((await quick.store.keyingsEver(row.letter)).filter(({ part }) => part === 'sample')).toHaveLength(1)
    // Done once, done: by nobody else.
    await expect(desk().key(number, 'boris', { key: key(), ...read('x') })).rejects.toThrow('SAMPLE_GONE')
  })

  it('is refused when it is no answer to the field', async () => {
    const { number } = (await desk().next('boris')).task!
    await expect(desk().key(number, 'boris', { key: key(), state: 'read', value: ['a'] })).rejects.toThrow(
      'text expected',
    )
    expect((await rowOf(number)).state).toBe('open')
  })
})

describe('a difference', () => {
  it('is decided by a third with both values in view; what stood and was right stays as it is', async () => {
    const row = await keyNext('boris', () => read('verlesen'))
    expect(row).toMatchObject({ state: 'differs', machineRight: null })
    const before = await quick.office.letter(row.letter)
    // Not for who keyed either.
    expect(await desk().nextDispute('boris')).toMatchObject({ toSettle: 0, dispute: null })
    const own = { key: key(), right: 'first' } as const
    await expect(desk().settle(row.number, 'boris', own)).rejects.toThrow('SAMPLE_NOT_YOURS')
    const { dispute } = await desk().nextDispute('cai')
    const stood = await stoodIn(row)
    expect(new Set(dispute!.values.map(({ value }) => value))).toEqual(new Set([stood.value, 'verlesen']))
    expect((await desk().ink(dispute!.number, 'cai')).mime).toBe('image/jpeg')
    const right = dispute!.values[0]!.value === stood.value ? 'first' : 'second'
    const verdict = { key: key(), right } as const
    expect(await desk().settle(row.number, 'cai', verdict)).toEqual({ found: 'stood' })
    expect(await desk().settle(row.number, 'cai', verdict)).toEqual({ found: 'stood' })
    expect(await rowOf(row.number)).toMatchObject({
      state: 'right',
      settledBy: 'cai',
      machineRight: row.how === 'machine',
    })
    expect(await quick.office.letter(row.letter)).toEqual(before)
  })

  it('corrects the letter as a keying like any other when what stood was wrong', async () => {
    const row = await keyNext('boris', () => read('richtig'))
    const { dispute } = await desk().nextDispute('cai')
    const right = dispute!.values[0]!.value === 'richtig' ? 'first' : 'second'
    const { letter } = await quick.office.letter(row.letter)
    const verdict = { key: key(), right } as const
    expect(await desk().settle(row.number, 'cai', verdict)).toEqual({ found: 'corrected' })
    expect(await desk().settle(row.number, 'cai', verdict)).toEqual({ found: 'corrected' })
    const after = await quick.office.letter(row.letter)
    expect(after.letter).toMatchObject({ state: 'accepted', revision: letter.revision + 1 })
    const field = after.fields.find(({ id }) => id === row.field)!
    expect(field.decision).toMatchObject({ how: 'settled', value: 'richtig' })
    expect(field.keyings.at(-1)).toMatchObject({ by: 'cai', part: 'settled' })
    expect(field.keyings.some(({ part }) => part === 'sample')).toBe(false)
    expect(await rowOf(row.number)).toMatchObject({ state: 'wrong', machineRight: false })
  })

  it('may be decided for neither, and changes nothing that somebody changed since', async () => {
    const row = await keyNext('anna', () => read('auch falsch'))
    const { revision } = (await quick.office.letter(row.letter)).letter
    await quick.office.save(row.letter, 'boris', {
      revision,
      key: key(),
      keyings: [{ field: row.field, ...read('neu') }],
    })
    const neither = { key: key(), right: 'neither' as const }
    await expect(desk().settle(row.number, 'cai', neither)).rejects.toThrow('REQUEST_INVALID')
    expect(await desk().settle(row.number, 'cai', { ...neither, said: read('das dritte') })).toEqual({
      found: 'changed',
    })
    const field = (await quick.office.letter(row.letter)).fields.find(({ id }) => id === row.field)!
    expect(field.decision).toMatchObject({ how: 'person', value: 'neu' })
    expect((await rowOf(row.number)).state).toBe('wrong')
  })

  it('leaves an audit that is whole and knows every keying', async () => {
    expect(await quick.store.auditBreak()).toBeNull()
    expect(await savesBreak(quick.store)).toBeNull()
    const audit = await quick.store.audit({ after: 0, limit: 1000 })
    const count = (what: string): number => audit.filter((entry) => entry.what === what).length
    expect([count('sample.keyed'), count('sample.stood'), count('sample.wrong')]).toEqual([4, 1, 2])
    expect(quick.errors).toEqual([])
  })
})
