import { createHash } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Blobs } from '../../src/contract/store.ts'
import { openFileBlobs } from '../../src/store/fileBlobs.ts'

describe('file blobs', () => {
  let folder: string
  let blobs: Blobs
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiance-blobs-'))
    blobs = await openFileBlobs(folder)
  })
  afterEach(() => rm(folder, { recursive: true }))

  const bytes = Buffer.from('一封信'.repeat(50_000))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const pieces = (): Readable =>
    Readable.from([bytes.subarray(0, 7), bytes.subarray(7, 70_000), bytes.subarray(70_000)])
  const listed = async (): Promise<string[]> => {
    const all: string[] = []
    for await (const sha256 of blobs.list()) all.push(sha256)
    return all
  }

  it('keeps a stream under its hash, byte for byte', async () => {
    const staged = await blobs.stage(pieces(), 1e9)
    expect(staged).toMatchObject({ sha256, sizeBytes: bytes.length, tooLarge: false })
    expect(await blobs.has(sha256)).toBe(false)
    await staged.keep()
    expect(await blobs.has(sha256)).toBe(true)
    expect((await buffer(await blobs.get(sha256))).equals(bytes)).toBe(true)
    expect(await readFile(await blobs.path(sha256))).toEqual(bytes)
    expect(await blobs.path(sha256)).toBe(join(folder, sha256.slice(0, 2), sha256))
    expect(await listed()).toEqual([sha256])
  })

  it('keeps the same bytes once, also when they come at the same time', async () => {
    const staged = await Promise.all(Array.from({ length: 8 }, () => blobs.stage(pieces(), 1e9)))
    await Promise.all(staged.map((one) => one.keep()))
    expect(await listed()).toEqual([sha256])
    expect(await readdir(join(folder, '.incoming'))).toEqual([])
    expect(await blobs.verify(sha256)).toBe(true)
  })

  it('stops at the limit, and keeps nothing of what is discarded or fails', async () => {
    const large = await blobs.stage(pieces(), 1000)
    expect(large.tooLarge).toBe(true)
    await large.discard()
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('abc')
        throw new Error('cable pulled')
      })(),
    )
    await expect(blobs.stage(broken, 1e9)).rejects.toThrow('cable pulled')
    expect(await readdir(join(folder, '.incoming'))).toEqual([])
    expect(await listed()).toEqual([])
  })

  it('finds damage, and sweeps away what a crash left half copied', async () => {
    await (await blobs.stage(pieces(), 1e9)).keep()
    await blobs.stage(pieces(), 1e9)
    expect(await (await openFileBlobs(folder)).sweep()).toBe(1)
    await writeFile(await blobs.path(sha256), bytes.subarray(1))
    expect(await blobs.verify(sha256)).toBe(false)
    await rm(await blobs.path(sha256))
    expect(await blobs.verify(sha256)).toBe(false)
    await expect(blobs.get(sha256)).rejects.toMatchObject({ code: 'BLOB_DAMAGED' })
  })

  it('never takes a name for a hash', async () => {
    await expect(blobs.has('../../etc/passwd')).rejects.toThrow(RangeError)
  })
})
