import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countWhatIsThere, type Count } from './counting.ts'
import { killAgainAndAgain, removeKilled, type Killed } from './killing.ts'
import { steps } from './stepping.ts'

/**
 * Rows A1 and A12: the service is killed fifty times, at every step of the protocol and at random moments, in the middle of
 * splits of a stack of fifty letters too. Long form: `npm run faults:kill -- --kills 1000`. What this was seen to fail for
 * when it was taken out stands in README.md beside this file.
 */
describe('fifty kills', () => {
  const KILLS = 50
  let killed: Killed
  let count: Count
  beforeAll(async () => {
    killed = await killAgainAndAgain(KILLS, 1)
    count = await countWhatIsThere(killed)
  }, 1_800_000)
  afterAll(async () => removeKilled(killed))

  it('came at every step, and at moments of their own', () => {
    const missed = [...steps, 'any moment' as const].filter((step) => (killed.atStep.get(step) ?? 0) === 0)
    expect(missed).toEqual([])
    expect([...killed.atStep.values()].reduce((sum, n) => sum + n, 0)).toBe(KILLS)
  })

  it('lost nothing: every file, original, page, letter and reading is there', () => {
    expect(count.lost).toEqual([])
    expect(count.files).toBe(killed.dropped.length)
    expect(count.letters).toBeGreaterThan(KILLS)
  })

  it('doubled nothing', () => {
    expect(count.doubled).toEqual([])
  })

  it('put no page on the letter of another', () => {
    expect(count.wrongLetter).toEqual([])
  })

  it('left nothing to be mended by hand', () => {
    expect(count.untidy).toEqual([])
  })
})
