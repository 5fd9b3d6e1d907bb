import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Whether some process of this machine holds the file open for writing: a scanner that pauses between pages leaves a file
 * that is whole and still. Linux only, and only what this user may see; elsewhere always false. What is open is looked up
 * at most five times a second: for a stack of a hundred files one look through all processes is enough.
 */
export function isOpenForWriting(realPath: Buffer): boolean {
  if (process.platform !== 'linux') return false
  const now = performance.now()
  if (now - lookedAt > FRESH_MS) {
    holders = openFiles()
    lookedAt = now
  }
  return (holders.get(realPath.toString('latin1')) ?? []).some(mayWrite)
}

let holders = new Map<string, string[]>()
let lookedAt = -Infinity
const FRESH_MS = 200

/** Paths (bytes as latin1) of the files that are open, each with what /proc knows of the openings. */
function openFiles(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const id of names('/proc').filter((name) => /^\d+$/.test(name))) {
    const folder = join('/proc', id, 'fd')
    for (const number of names(folder)) {
      const target = linkTarget(join(folder, number))
      if (target === null || !target.startsWith('/')) continue
      found.set(target, [...(found.get(target) ?? []), join('/proc', id, 'fdinfo', number)])
    }
  }
  return found
}

// Processes come and go, and most of other users' are closed to us. Without waiting: what /proc tells costs microseconds.
function names(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path, 'latin1')
  } catch {
    return null
  }
}

function mayWrite(infoPath: string): boolean {
  let info: string
  try {
    info = readFileSync(infoPath, 'utf8')
  } catch {
    return false
  }
  const flags = /^flags:\s*([0-7]+)/m.exec(info)?.[1]
  // O_ACCMODE: 0 reads, 1 writes, 2 does both.
  return flags !== undefined && (Number.parseInt(flags, 8) & 3) !== 0
}
