import fs, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import type { Store } from '../../src/contract/store.ts'

export interface RecordedCalls {
  /** `written PATH`, `synced PATH`, `renamed FROM → TO`, `committed`, in the order in which they had succeeded. */
  readonly calls: string[]
  /** A store whose commits are recorded too. */
  around(store: Store): Store
  stop(): void
}

/** Records what the process asks of its disk through node:fs/promises, whoever asks: the calls are made as before. */
export function recordCalls(): RecordedCalls {
  const calls: string[] = []
  const { open, rename } = fs
  // A path may be bytes: inboxes hold any name.
  const text = (path: unknown): string => String(path)
  const told = (handle: FileHandle, path: string): FileHandle => {
    const sync = handle.sync.bind(handle)
    const writeFile = handle.writeFile.bind(handle)
    handle.sync = async () => {
      await sync()
      calls.push(`synced ${path}`)
    }
    handle.writeFile = async (...given) => {
      await writeFile(...given)
      if (calls.at(-1) !== `written ${path}`) calls.push(`written ${path}`)
    }
    return handle
  }
  fs.open = async (path, ...given) => told(await open(path, ...given), text(path))
  fs.rename = async (from, to) => {
    await rename(from, to)
    calls.push(`renamed ${text(from)} → ${text(to)}`)
  }
  syncBuiltinESMExports()
  return {
    calls,
    around: (store) => ({
      ...store,
      async transaction(work) {
        const result = await store.transaction(work)
        calls.push('committed')
        return result
      },
    }),
    stop() {
      Object.assign(fs, { open, rename })
      syncBuiltinESMExports()
    },
  }
}
