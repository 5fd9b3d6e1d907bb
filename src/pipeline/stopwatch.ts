import type { StageMs } from '../contract/digitize.ts'

export interface Stopwatch {
  readonly ms: StageMs
  readonly time: <T>(stage: keyof StageMs, work: () => T | Promise<T>) => Promise<T>
}

/** Measures stages: `time('decode', () => …)` adds to `ms.decode`. */
export function stopwatch(): Stopwatch {
  const ms: StageMs = {}
  return {
    ms,
    time: async (stage, work) => {
      const start = performance.now()
      try {
        return await work()
      } finally {
        ms[stage] = (ms[stage] ?? 0) + performance.now() - start
      }
    },
  }
}
