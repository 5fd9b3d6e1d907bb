import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Looks at places of a file without holding all of it: a large file must not grow the server. */
export interface ByteReader {
  readonly sizeBytes: number
  /** The bytes from `offset` on, fewer at the end of the file; valid until the next call. At most `WINDOW_BYTES`. */
  bytes(offset: number, length: number): Buffer
  close(): void
}

export const WINDOW_BYTES = 256 * 1024

export function openBytes(path: string): ByteReader {
  const file = openSync(path, 'r')
  const sizeBytes = fstatSync(file).size
  const window = Buffer.alloc(WINDOW_BYTES)
  let start = 0
  let filled = 0
  return {
    sizeBytes,
    bytes(offset, length) {
      const wanted = Math.max(0, Math.min(length, WINDOW_BYTES, sizeBytes - offset))
      // Offsets come out of the file: beyond its end, or beyond any end, there is nothing.
      if (wanted === 0) return window.subarray(0, 0)
      if (offset < start || offset + wanted > start + filled) {
        start = offset
        filled = readSync(file, window, 0, WINDOW_BYTES, offset)
      }
      return window.subarray(offset - start, offset - start + Math.min(wanted, filled))
    },
    close() {
      closeSync(file)
    },
  }
}
