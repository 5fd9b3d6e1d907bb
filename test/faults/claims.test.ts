import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/contract/store.ts'
import { claimLetter as take, claimNext as takeNext, releaseLetter } from '../../src/pipeline/claimLetter.ts'
import { saveKeyings } from '../../src/pipeline/saveKeyings.ts'
import { LEASE_MS } from '../../src/review/claims.ts'
import { openStore } from '../../src/store/openStore.ts'
import { lettersOfOneField } from '../store/oneField.ts'
import { claimAtRandom, persons } from './claiming.ts'

const migrations = join(import.meta.dirname, '../../db/migrations')
let folder: string
let store: Store
let now: number
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiance-claims-'))
  store = await openStore(join(folder, 'x.sqlite'), migrations)
  now = Date.UTC(2021, 6, 15)
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const people = (count: number) => store.transaction((tx) => persons(tx, count))
const letters = (count: number) => store.transaction((tx) => lettersOfOneField(tx, count))
const claimLetter = async (...given: Parameters<typeof take>) => (await take(...given)).answer
const claimNext = async (...given: Parameters<typeof takeNext>) =>
  (await takeNext(...given))?.answer.claim.letter ?? null
async function save(letter: string, by: string, key: string, value = by) {
  const { revision } = (await store.letter(letter))!
  const keyings = [{ field: 'phone', state: 'read' as const, value }]
  return (await saveKeyings(store, letter, by, { revision, key, keyings }, now)).result
}

describe('claims', () => {
  it('50 clients, crashing at random: no letter is held by two, none is left, each is keyed once', async () => {
    // Over 1,000 letters: npm run faults:claims.
    const found = await claimAtRandom(150, 50, 1)
    expect(found).toMatchObject({ doubleClaims: 0, leftInReview: 0, notKeyedOnce: 0 })
    expect(found.crashes).toBeGreaterThan(15)
  }, 240_000)

  it('say who holds a letter and until when, and are taken over when they have ended', async () => {
    const [letter] = await letters(1)
    await people(2)
    const first = await claimLetter(store, letter!, 'p0', now)
    expect(first).toEqual({ mine: true, claim: { letter, person: 'p0', since: now, until: now + LEASE_MS } })
    expect(await claimLetter(store, letter!, 'p1', now + 1000)).toEqual({ mine: false, claim: first.claim })
    expect(await claimNext(store, null, 'p1', now)).toBeNull()
    // A beat of the heart renews it, and keeps when it began.
    const renewed = await claimLetter(store, letter!, 'p0', now + 60_000)
    expect(renewed.claim).toMatchObject({ since: now, until: now + 60_000 + LEASE_MS })
    const later = now + 60_000 + LEASE_MS
    expect(await claimNext(store, null, 'p1', later)).toBe(letter)
    expect((await claimLetter(store, letter!, 'p0', later)).mine).toBe(false)
    await releaseLetter(store, letter!, 'p0')
    expect((await claimLetter(store, letter!, 'p0', later)).mine).toBe(false)
    await releaseLetter(store, letter!, 'p1')
    expect((await claimLetter(store, letter!, 'p0', later)).mine).toBe(true)
    const audit = await store.audit({ after: 0, limit: 99 })
    expect(audit.filter(({ what }) => what === 'letter.claimed').map(({ who }) => who)).toEqual(['p0', 'p1', 'p0'])
  })

  it('refuse the save of who lost the letter, name the holder, and give the letter free with the save of who has it', async () => {
    const [letter] = await letters(1)
    await people(2)
    await claimLetter(store, letter!, 'p0', now)
    now += LEASE_MS
    await claimLetter(store, letter!, 'p1', now)
    expect(await save(letter!, 'p0', 'late-save-1')).toMatchObject({ outcome: 'stale', holder: 'p1' })
    expect(await store.keyings(letter!)).toEqual([])
    expect((await save(letter!, 'p1', 'good-save-1')).outcome).toBe('saved')
    expect(await store.claim(letter!)).toBeNull()
    // The same save once more, its answer having been lost: the outcome is the same, and there is one keying.
    const { revision } = (await store.letter(letter!))!
    const keyings = [{ field: 'phone', state: 'read' as const, value: 'p1' }]
    const again = { revision: revision - 1, key: 'good-save-1', keyings }
    expect((await saveKeyings(store, letter!, 'p1', again, now)).result.outcome).toBe('saved')
    expect(await store.keyings(letter!)).toHaveLength(1)
  })

  it('that ended and that nobody took over lose nothing that was typed', async () => {
    const [letter] = await letters(1)
    await people(1)
    await claimLetter(store, letter!, 'p0', now)
    now += 10 * LEASE_MS
    expect((await save(letter!, 'p0', 'slow-save-1')).outcome).toBe('saved')
  })
})
