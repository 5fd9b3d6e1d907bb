import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { XianceError } from '../contract/errors.ts'
import { codeOf } from './sourceFile.ts'

/**
 * Files on their way from browsers. Nothing of them is durable, and nobody was told that it is, until the last piece is there and
 * the whole goes the way of every file.
 */
export interface Uploads {
  /**
   * Adds what comes to the file of this key when it belongs at its end (`at`), and answers how much of it is there. A sender that is cut off
   * leaves what had come. Throws REQUEST_INVALID where more comes than `sizeBytes`.
   */
  add(key: string, at: number, sizeBytes: number, bytes: Readable): Promise<number>
  read(key: string): Readable
  /** It became this arrival: whoever sends it again, because the answer was lost, is told so. */
  became(key: string, arrival: string): Promise<void>
  arrivalOf(key: string): Promise<string | null>
}

/** What was left alone for a day is thrown away at the start. */
export async function openUploads(folder: string, now: number): Promise<Uploads> {
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (now - (await stat(path)).mtimeMs > KEPT_MS) await rm(path, { force: true })
  }
  const partOf = (key: string): string => join(folder, `${key}.part`)
  const doneOf = (key: string): string => join(folder, `${key}.done`)
  return {
    async add(key, at, sizeBytes, bytes) {
      const file = await open(partOf(key), 'a', 0o600)
      try {
        let { size } = await file.stat()
        if (size !== at) {
          bytes.resume()
          return size
        }
        for await (const chunk of untilCutOff(bytes)) {
          if (size + chunk.length > sizeBytes)
            throw new XianceError('REQUEST_INVALID', { problem: 'more than its size' })
          await file.writeFile(chunk)
          size += chunk.length
        }
        return size
      } finally {
        await file.close()
      }
    },
    read: (key) => createReadStream(partOf(key)),
    async became(key, arrival) {
      await writeFile(doneOf(key), arrival)
      await rm(partOf(key), { force: true })
    },
    async arrivalOf(key) {
      try {
        return await readFile(doneOf(key), 'utf8')
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return null
        throw error
      }
    },
  }
}

/** A file name for what a person calls their upload: nobody adds to that of another. */
export function uploadKey(by: string, id: string): string {
  return createHash('sha256').update(`${by}\n${id}`).digest('hex')
}

/** A connection that is lost is the end of the piece, not an error of ours. */
async function* untilCutOff(bytes: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of bytes) yield chunk as Buffer
  } catch (error) {
    if (bytes.errored !== error && !bytes.destroyed) throw error
  }
}

const KEPT_MS = 24 * 3_600_000
