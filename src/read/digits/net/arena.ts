import { createKernel, type Kernel } from './kernel.ts'

/** A stretch of WebAssembly memory: its byte address and the same bytes as numbers. */
export interface Block {
  readonly at: number
  readonly data: Float32Array
}

/** Memory that the kernel works in. Blocks are handed out once and start as zeros. */
export interface Arena {
  readonly kernel: Kernel
  floats(count: number): Block
  /** Byte offsets for the kernel from offsets in floats. */
  offsets(floats: readonly number[]): number
}

const PAGE_BYTES = 65536
const LINE_BYTES = 64

export function createArena(megabytes: number): Arena {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((megabytes * 1024 * 1024) / PAGE_BYTES) })
  const end = memory.buffer.byteLength
  let next = LINE_BYTES
  const take = (bytes: number): number => {
    const at = next
    next = Math.ceil((at + bytes) / LINE_BYTES) * LINE_BYTES
    if (next > end) throw new RangeError(`the net's ${megabytes} MB of memory are full`)
    return at
  }
  return {
    kernel: createKernel(memory),
    floats(count) {
      const at = take(count * 4)
      return { at, data: new Float32Array(memory.buffer, at, count) }
    },
    offsets(floats) {
      const at = take(floats.length * 4)
      new Int32Array(memory.buffer, at, floats.length).set(floats.map((value) => value * 4))
      return at
    },
  }
}
