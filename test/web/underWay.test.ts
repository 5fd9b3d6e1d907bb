import { describe, expect, it } from 'vitest'
import { whileUnderWay } from '../../src/web/underWay.ts'

const list = () => whileUnderWay<readonly string[], string>((shown, told) => [...shown, told])

describe('whileUnderWay', () => {
  it('lays what was told during a call over its answer, in order, and nothing told before or after', async () => {
    const { ask, tell } = list()
    let answer: (rows: readonly string[]) => void = () => undefined
    expect(tell(['shown'], 'before')).toEqual(['shown', 'before'])
    const asked = ask(() => new Promise((resolve) => (answer = resolve)))
    expect(tell(['shown'], 'first')).toEqual(['shown', 'first'])
    expect(tell(null, 'second')).toBeNull()
    answer(['old'])
    expect(await asked).toEqual(['old', 'first', 'second'])
    tell(null, 'after')
    expect(await ask(async () => ['new'])).toEqual(['new'])
  })

  it('keeps calls that are under way together apart, and forgets one that failed', async () => {
    const { ask, tell } = list()
    let answer: (rows: readonly string[]) => void = () => undefined
    const early = ask(() => new Promise((resolve) => (answer = resolve)))
    tell(null, 'one')
    const failing = ask(async () => Promise.reject(new Error('gone')))
    const late = ask(async () => ['fresh'])
    tell(null, 'two')
    answer(['old'])
    await expect(failing).rejects.toThrow('gone')
    expect([await early, await late]).toEqual([
      ['old', 'one', 'two'],
      ['fresh', 'two'],
    ])
  })
})
