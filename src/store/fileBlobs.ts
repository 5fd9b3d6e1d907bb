import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync } from 'node:fs'
import { access, mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { XianceError } from '../contract/errors.ts'
import type { Blobs, StagedBlob } from '../contract/store.ts'

/** Blobs as files `originals/ab/<sha256>`; half copied ones lie in `originals/.incoming/`. */
export async function openFileBlobs(folder: string): Promise<Blobs> {
  const incoming = join(folder, '.incoming')
  try {
    await mkdir(incoming, { recursive: true })
    await makeShelves(folder)
  } catch (error) {
    throw new XianceError('DATA_FOLDER_UNUSABLE', { path: folder }, { cause: error })
  }
  const placeOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError(`not a hash: ${sha256}`)
    return join(folder, sha256.slice(0, 2), sha256)
  }
  const has = async (sha256: string): Promise<boolean> =>
    access(placeOf(sha256)).then(
      () => true,
      () => false,
    )
  return {
    has,
    async stage(bytes, maxBytes) {
      const path = join(incoming, randomUUID())
      const copied = await copy(bytes, path, maxBytes)
      const discard = (): Promise<void> => rm(path, { force: true })
      const keep = async (): Promise<void> => {
        if (await has(copied.sha256)) await discard()
        else await rename(path, placeOf(copied.sha256))
        // The name is durable only when its folder is; a twin that came first may not have got that far.
        await syncFolder(join(folder, copied.sha256.slice(0, 2)))
      }
      return { ...copied, path, keep, discard } satisfies StagedBlob
    },
    async get(sha256) {
      if (!(await has(sha256))) throw new XianceError('BLOB_DAMAGED', { sha256 })
      return createReadStream(placeOf(sha256))
    },
    async path(sha256) {
      return placeOf(sha256)
    },
    async verify(sha256) {
      if (!(await has(sha256))) return false
      const hash = createHash('sha256')
      for await (const chunk of createReadStream(placeOf(sha256))) hash.update(chunk as Buffer)
      return hash.digest('hex') === sha256
    },
    async *list() {
      for (const shelf of (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)).toSorted())
        for (const name of (await readdir(join(folder, shelf))).toSorted()) yield name
    },
    async freeBytes() {
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
    async sweep() {
      const left = await readdir(incoming)
      for (const name of left) await rm(join(incoming, name), { force: true })
      return left.length
    },
  }
}

/** All 256 at once, so that none is ever made, and perhaps lost, while a blob is on its way into it. */
async function makeShelves(folder: string): Promise<void> {
  const there = new Set(await readdir(folder))
  const shelves = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))
  const missing = shelves.filter((shelf) => !there.has(shelf))
  for (const shelf of missing) mkdirSync(join(folder, shelf))
  if (missing.length > 0) await syncFolder(folder)
}

async function copy(
  bytes: Readable,
  path: string,
  maxBytes: number,
): Promise<{ sha256: string; sizeBytes: number; tooLarge: boolean }> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  let sizeBytes = 0
  let tooLarge = false
  try {
    for await (const chunk of bytes) {
      const part = chunk as Buffer
      if (sizeBytes + part.length > maxBytes) {
        tooLarge = true
        break
      }
      hash.update(part)
      sizeBytes += part.length
      await file.writeFile(part)
    }
    await file.sync()
  } catch (error) {
    await file.close()
    await rm(path, { force: true })
    throw error
  }
  await file.close()
  return { sha256: hash.digest('hex'), sizeBytes, tooLarge }
}

/** Windows cannot open a folder; its renames are durable by themselves. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
