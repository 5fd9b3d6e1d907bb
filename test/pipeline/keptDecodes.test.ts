import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepDecode, keptDecode } from '../../src/intake/keptDecode.ts'
import { openKeptDecodes } from '../../src/pipeline/keptDecodes.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiance-decodes-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const image = { widthPx: 7, heightPx: 5, dpi: 200, data: Uint8Array.from({ length: 35 }, (_, i) => i * 7) }

describe('the pixels of a page between two looks', () => {
  it.each([200, null])('come back as they were, density %s', async (dpi) => {
    const path = join(folder, 'a')
    await keepDecode(path, { ...image, dpi })
    expect(await keptDecode(path)).toEqual({ ...image, dpi })
  })

  it('are not there when they are cut, missing, or had no room', async () => {
    const path = join(folder, 'a')
    await keepDecode(path, image)
    writeFileSync(path, readFileSync(path).subarray(0, -1))
    expect(await keptDecode(path)).toBeNull()
    writeFileSync(path, '')
    expect(await keptDecode(path)).toBeNull()
    await keepDecode(join(folder, 'no', 'folder'), image)
    expect(await keptDecode(join(folder, 'no', 'folder'))).toBeNull()
  })

  it('have a place each until they are used, and not more places than disk', async () => {
    let now = 0
    const decodes = await openKeptDecodes(join(folder, 'kept'), () => now)
    const place = decodes.placeFor('first')!
    writeFileSync(place, 'x')
    expect(decodes.placeOf('first')).toBe(place)
    for (let i = 0; decodes.placeFor(`p${i}`) !== undefined; i++) expect(i).toBeLessThan(1000)
    await decodes.forget('first')
    expect(readdirSync(join(folder, 'kept'))).toEqual([])
    expect(decodes.placeOf('first')).toBeUndefined()
    expect(decodes.placeFor('next')).toBeDefined()
    expect(decodes.placeFor('none')).toBeUndefined()
    // Held pages are never read: their places come free by themselves.
    now += 3_600_000
    expect(decodes.placeFor('late')).toBeDefined()
    expect(decodes.placeOf('p1')).toBeUndefined()
  })

  it('do not outlive the service', async () => {
    const kept = join(folder, 'kept')
    const decodes = await openKeptDecodes(kept, Date.now)
    writeFileSync(decodes.placeFor('a')!, 'x')
    await openKeptDecodes(kept, Date.now)
    expect(readdirSync(kept)).toEqual([])
  })
})
