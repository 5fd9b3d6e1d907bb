import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store, StoreTransaction } from '../../src/contract/store.ts'
import { randomOf } from '../../src/paper/random.ts'
import { claimLetter, claimNext } from '../../src/pipeline/claimLetter.ts'
import { saveKeyings } from '../../src/pipeline/saveKeyings.ts'
import { LEASE_MS } from '../../src/review/claims.ts'
import { openStore } from '../../src/store/openStore.ts'
import { lettersOfOneField } from '../store/oneField.ts'

export interface Claiming {
  readonly letters: number
  readonly clients: number
  /** Browsers that died with a letter in hand, and those that died between a save and its answer. */
  readonly crashes: number
  readonly answersLost: number
  /** Letters that were taken over from a browser that did not come back in time. */
  readonly takenOver: number
  /** Times that a letter was given to one while another held it. */
  readonly doubleClaims: number
  readonly leftInReview: number
  readonly notKeyedOnce: number
}

/** What a client remembers between rounds: when its browser is back, and a save whose answer it never got. */
interface Client {
  readonly name: string
  backAt: number
  unanswered: { readonly letter: string; readonly revision: number } | null
}

/**
 * Clients that all claim at once from one store, key what they got and crash at random, until nothing is left. A crashed browser stays away for
 * up to two leases, some for ever. The clock is ours: it moves on between rounds, so that leases end.
 */
export async function claimAtRandom(letters: number, clients: number, seed: number): Promise<Claiming> {
  const folder = await mkdtemp(join(tmpdir(), 'xiance-claims-'))
  const store = await openStore(join(folder, 'x.sqlite'), join(import.meta.dirname, '../../db/migrations'))
  try {
    const ids = await store.transaction((tx) => lettersOfOneField(tx, letters))
    const names = await store.transaction((tx) => persons(tx, clients))
    const random = randomOf(seed, 'claims')
    const all = names.map((name): Client => ({ name, backAt: 0, unanswered: null }))
    /** By letter, who was given it last and until when nobody else may be. */
    const held = new Map<string, { name: string; until: number }>()
    const count = { crashes: 0, answersLost: 0, takenOver: 0, doubleClaims: 0 }
    let gone = 0
    let now = Date.UTC(2021, 6, 15)
    const away = (client: Client): void => void (client.backAt = now + random.between(0, 2) * LEASE_MS)
    const work = async (client: Client): Promise<void> => {
      const { name, unanswered } = client
      if (now < client.backAt) return
      if (unanswered !== null) await save(store, unanswered, name, now)
      client.unanswered = null
      const taken = await claimNext(store, null, name, now)
      if (taken === null) return
      const { letter } = taken.answer.claim
      const before = held.get(letter)
      if (before !== undefined && before.name !== name) {
        if (before.until > now) count.doubleClaims++
        else count.takenOver++
      }
      held.set(letter, { name, until: now + LEASE_MS })
      if (random.chance(CRASH)) {
        count.crashes++
        if (gone++ < NEVER_BACK) client.backAt = Infinity
        else away(client)
        return
      }
      if (random.chance(0.3)) await claimLetter(store, letter, name, now)
      const { revision } = (await store.letter(letter))!
      await save(store, { letter, revision }, name, now)
      held.delete(letter)
      if (!random.chance(ANSWER_LOST)) return
      count.answersLost++
      client.unanswered = { letter, revision }
      away(client)
    }
    for (let round = 0; round < MOST_ROUNDS && (await store.letterCounts()).review > 0; round++) {
      await Promise.all(all.map(work))
      now += 1000 + Math.floor(random.next() * 60_000)
    }
    const { review } = await store.letterCounts()
    for (const { name, unanswered } of all) if (unanswered !== null) await save(store, unanswered, name, now)
    const keyings = await Promise.all(ids.map(async (id) => (await store.keyings(id)).length))
    const notKeyedOnce = keyings.filter((n) => n !== 1).length
    return { letters, clients, ...count, leftInReview: review, notKeyedOnce }
  } finally {
    await store.close()
    await rm(folder, { recursive: true })
  }
}

export async function persons(tx: StoreTransaction, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, i) => `p${i}`)
  for (const name of names)
    await tx.addPerson({ name, roles: ['reviewer'], password: 'x', disabled: false, since: 'now' })
  return names
}

async function save(store: Store, { letter, revision }: NonNullable<Client['unanswered']>, by: string, now: number) {
  const keyings = [{ field: 'phone', state: 'read' as const, value: by }]
  const { result } = await saveKeyings(store, letter, by, { revision, key: `${by}-${letter}`, keyings }, now)
  if (result.outcome !== 'saved') throw new Error(`${by} held ${letter} and could not save it`)
}

/** The first browsers to crash are never seen again. */
const NEVER_BACK = 10
const CRASH = 0.15
const ANSWER_LOST = 0.1
const MOST_ROUNDS = 400
