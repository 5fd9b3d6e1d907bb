import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FORGET_MS, limitsOf, waitMs } from '../../src/people/throttle.ts'

const [pair, name, from] = limitsOf('wang', '10.0.0.7')

it('waits longer with every wrong try, never longer than the limit, and forgets', () => {
  fc.assert(
    fc.property(fc.constantFrom(pair!, name!, from!), fc.nat(200), fc.nat(FORGET_MS * 2), (limit, failures, since) => {
      const wait = waitMs(failures, 0, since, limit)
      expect(wait).toBeLessThanOrEqual(Math.max(0, limit.longestMs - since))
      expect(waitMs(failures + 1, 0, since, limit)).toBeGreaterThanOrEqual(wait)
      if (failures < limit.free || since >= FORGET_MS) expect(wait).toBe(0)
    }),
  )
})

it('leaves at most some two hundred tries a day at one name from one address', () => {
  let [now, tries] = [0, 0]
  for (; now < 24 * 3_600_000; tries++) now += waitMs(tries, now, now, pair!)
  expect(tries).toBeLessThan(200)
})

it('counts by hashes: what was typed as a name may have been a password', () => {
  for (const { key } of limitsOf('hunter2', '10.0.0.7')) expect(key).toMatch(/^[0-9a-f]{64}$/)
})
