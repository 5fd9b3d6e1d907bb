import { createHash } from 'node:crypto'

/** What wrong tries are counted by, how many are free, and the longest wait after one more. */
export interface Limit {
  /** A hash: what was typed as a name may have been a password. */
  readonly key: string
  readonly free: number
  readonly longestMs: number
  /** Whether being right once takes the wrong tries back. */
  readonly cleared: boolean
}

/**
 * A name from one address is held up for long; a name from anywhere only for a minute, or anybody could lock a colleague out; an
 * address only for seconds, since behind a proxy all people share one.
 */
export function limitsOf(name: string, from: string): Limit[] {
  return [
    { key: hashOf('pair', name, from), free: 5, longestMs: 15 * 60_000, cleared: true },
    { key: hashOf('name', name), free: 20, longestMs: 60_000, cleared: true },
    { key: hashOf('from', from), free: 50, longestMs: 10_000, cleared: false },
  ]
}

/** Milliseconds until the next try is looked at: 1 s after the first that was not free, twice as long after each further one. */
export function waitMs(failures: number, lastAt: number, now: number, { free, longestMs }: Limit): number {
  if (failures < free || now - lastAt >= FORGET_MS) return 0
  return Math.max(0, lastAt + Math.min(1000 * 2 ** (failures - free), longestMs) - now)
}

/** Wrong tries older than this count no more. */
export const FORGET_MS = 30 * 60_000

function hashOf(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
