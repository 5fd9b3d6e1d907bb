import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Whether some process of this machine holds the file open for writing: a scanner that pauses between pages leaves a file
 * that is whole and still. Linux only, and only what this user may see; elsewhere always false.
 */
export async function isOpenForWriting(realPath: Buffer): Promise<boolean> {
  if (process.platform !== 'linux') return false
  const processes = (await names('/proc')).filter((name) => /^\d+$/.test(name))
  for (const id of processes) {
    const folder = join('/proc', id, 'fd')
    for (const number of await names(folder)) {
      const target = await readlink(join(folder, number), { encoding: 'buffer' }).catch(() => null)
      if (target === null || !target.equals(realPath)) continue
      if (await mayWrite(join('/proc', id, 'fdinfo', number))) return true
    }
  }
  return false
}

async function names(folder: string): Promise<string[]> {
  // Processes come and go, and most of other users' are closed to us.
  return readdir(folder).catch(() => [])
}

async function mayWrite(infoPath: string): Promise<boolean> {
  const info = await readFile(infoPath, 'utf8').catch(() => '')
  const flags = /^flags:\s*([0-7]+)/m.exec(info)?.[1]
  // O_ACCMODE: 0 reads, 1 writes, 2 does both.
  return flags !== undefined && (Number.parseInt(flags, 8) & 3) !== 0
}
