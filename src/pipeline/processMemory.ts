import { readFile } from 'node:fs/promises'

/**
 * Resident memory of a process in megabytes; null where the system does not tell (then only the V8 heap is limited). WASM and
 * native engines live outside the V8 heap, so its own limit is not enough.
 */
export async function residentMb(pid: number): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) / 1024
  } catch {
    return null
  }
}
