import { constants, type BigIntStats } from 'node:fs'
import { lstat, open, readdir, realpath, type FileHandle } from 'node:fs/promises'
import type { FileReason } from '../contract/reasons.ts'

/** A file somebody put somewhere. Paths are bytes: a name need not be UTF-8. */
export interface SourceFile {
  readonly path: Buffer
  /** For people: the path below the folder it was found in. */
  readonly name: string
}

/** `device:inode:size:mtime` and what it says; equal keys are the same file, unchanged. */
export interface SourceState {
  readonly key: string
  /** The key and when anything about the file last changed, which no program can set back. */
  readonly version: string
  readonly sizeBytes: number
  readonly regular: boolean
  readonly links: number
}

/** null when it is gone. Never follows a link. */
export async function stateOf(path: Buffer): Promise<SourceState | null> {
  try {
    return asState(await lstat(path, { bigint: true }))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

/**
 * Opens a regular file for reading, and only that: no link, no pipe that blocks, no file swapped since it was looked at.
 * Answers the reason when it cannot be.
 */
export async function openSource(path: Buffer, expected: SourceState): Promise<FileHandle | FileReason> {
  let file: FileHandle
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch (error) {
    return codeOf(error) === 'ELOOP' ? 'FILE_NOT_REGULAR' : 'FILE_UNREADABLE'
  }
  if ((await openState(file)).version === expected.version) return file
  await file.close()
  return 'FILE_UNREADABLE'
}

export async function openState(file: FileHandle): Promise<SourceState> {
  return asState(await file.stat({ bigint: true }))
}

/**
 * Every file below a folder that is not hidden and not named like a copy on its way (`.part`, `.tmp`, …: scanners rename
 * when they are done). Links are listed, never followed.
 */
export async function* filesBelow(folder: Buffer, prefix = ''): AsyncGenerator<SourceFile> {
  const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' })
  entries.sort((a, b) => Buffer.compare(a.name, b.name))
  for (const entry of entries) {
    const name = prefix + readable(entry.name)
    if (readable(entry.name).startsWith('.') || UNFINISHED.test(name)) continue
    const path = below(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path, `${name}/`)
    else yield { path, name }
  }
}

/** Whether a path, all links resolved, lies in a folder. */
export async function liesIn(path: Buffer, folder: string): Promise<boolean> {
  const [real, root] = await Promise.all([realpath(path, { encoding: 'buffer' }), realpath(folder, 'buffer')])
  return real.subarray(0, root.length + 1).equals(below(root, Buffer.alloc(0)))
}

export function below(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([folder, Buffer.from('/'), name])
}

/** A name as people can read it: valid UTF-8, no control characters, at most 255 characters. */
export function readable(name: Buffer | string): string {
  const text = typeof name === 'string' ? name : name.toString('utf8')
  return Array.from(text.replaceAll(/\p{Cc}/gu, '�'))
    .slice(-255)
    .join('')
}

export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code
}

function asState(stats: BigIntStats): SourceState {
  const { dev, ino, size, mtimeNs, ctimeNs, nlink } = stats
  const key = `${dev}:${ino}:${size}:${mtimeNs}`
  return {
    key,
    version: `${key}:${ctimeNs}`,
    sizeBytes: Number(size),
    regular: stats.isFile(),
    links: Number(nlink),
  }
}

const UNFINISHED = /(\.(part|partial|tmp|temp|crdownload|download|filepart|half)|~)$/i
