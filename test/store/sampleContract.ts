import { expect, it } from 'vitest'
import type { Store } from '../../src/contract/store.ts'
import { oneLetter } from './storeContract.ts'

const AT = '2021-08-01T00:00:00.000Z'

/** What every store does with fields that are keyed again; part of its contract. */
export function sampleContract(store: () => Store): void {
  it('keeps one sample a field, gives each to who may do it and nobody has, and lets none go', async () => {
    const sample = {
      kind: 'line',
      how: 'machine',
      revision: 1,
      share: 0.5,
      drawnAt: AT,
      page: null,
      run: null,
      scoreKind: null,
      score: null,
      state: 'open',
      keying: null,
      keyedBy: null,
      keyedAt: null,
      settledBy: null,
      settledAt: null,
      machineRight: null,
      heldBy: null,
      heldUntil: null,
    } as const
    const letter = await store().transaction(async (tx) => {
      const id = await oneLetter(tx)
      await tx.updateLetter(id, { state: 'accepted' })
      await tx.addSample({ ...sample, letter: id, field: 'late', turn: 0.9 })
      await tx.addSample({ ...sample, letter: id, field: 'early', turn: 0.1 })
      await tx.addSample({ ...sample, letter: id, field: 'early', turn: 0.2, share: 1 })
      return id
    })
    const [late, early] = await store().samplesOfLetter(letter)
    expect([late?.field, early?.field, early?.share]).toEqual(['late', 'early', 0.5])
    const next = async (by: string, now: number) =>
      (await store().nextSample({ by, state: 'open', now }))?.field ?? null
    await store().transaction((tx) => tx.updateSample(early!.number, { heldBy: 'anna', heldUntil: 1000 }))
    expect([await next('anna', 0), await next('boris', 0), await next('boris', 1000)]).toEqual([
      'early',
      'late',
      'early',
    ])
    // Who has one in hand gets it again, though another comes before it.
    await store().transaction((tx) => tx.updateSample(late!.number, { heldBy: 'boris', heldUntil: 2000 }))
    expect(await next('boris', 1000)).toBe('late')
    await store().transaction(async (tx) => {
      await tx.addSave({ key: 'key-of-anna', letter, by: 'anna', at: AT, requestSha256: 'a'.repeat(64) }, [
        { field: 'early', state: 'blank', value: null, part: 'sample' },
      ])
      await tx.addSeen(letter, 'cai')
      await tx.addSeen(letter, 'cai')
    })
    expect([await next('anna', 5000), await next('cai', 5000)]).toEqual(['late', null])
    expect([await store().samplesFor('anna', 'open'), await store().samplesFor('dora', 'open')]).toEqual([1, 2])
    expect([await store().hasSeen(letter, 'cai'), await store().hasSeen(letter, 'dora')]).toEqual([true, false])
    // What was keyed to measure is no keying of the letter.
    expect(await store().keyings(letter)).toEqual([])
    expect(await store().keyingsEver(letter)).toHaveLength(1)
    await store().transaction((tx) => tx.updateLetter(letter, { state: 'held' }))
    expect(await next('dora', 5000)).toBeNull()
  })

  it('has a seed of its own for the draw, and the shares it was told last', async () => {
    const { seed, shares } = await store().sampling()
    expect(seed).toMatch(/^[0-9a-f]{32}$/)
    expect(shares).toBe('')
    await store().transaction((tx) => tx.setShares('5,grid=1'))
    expect(await store().sampling()).toEqual({ seed, shares: '5,grid=1' })
  })
}
