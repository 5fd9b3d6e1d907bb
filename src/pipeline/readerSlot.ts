import { Tinypool } from 'tinypool'
import { flagsFor } from './childFlags.ts'
import { residentMb } from './processMemory.ts'

/** How a reader process can let a page down. `error`: it threw; the others cost the process. */
export type FailureKind = 'error' | 'crashed' | 'timeout' | 'memory' | 'closed'

export class ReaderFailed extends Error {
  readonly kind: FailureKind

  constructor(kind: FailureKind, options?: ErrorOptions) {
    super(kind, options)
    this.name = 'ReaderFailed'
    this.kind = kind
  }
}

export interface SlotOptions {
  /** Module whose exports are the tasks, by their names. */
  readonly module: string
  readonly setupPath: string
  readonly taskMs: number
  readonly memoryMb: number
  /** What a process hears when it asks something over its task. */
  readonly answer?: (question: unknown) => Promise<unknown>
}

/** One reader process and its successors: a process that dies, hangs or grows is replaced, its task is rejected. */
export interface ReaderSlot {
  run(name: string, task: unknown): Promise<unknown>
  readonly pid: number | undefined
  close(): Promise<void>
}

export function openSlot({ module, setupPath, taskMs, memoryMb, answer }: SlotOptions): ReaderSlot {
  // One pool a process: tinypool does not say which of its processes has which task, and limits need to know.
  const pool = new Tinypool({
    filename: module,
    runtime: 'child_process',
    minThreads: 1,
    maxThreads: 1,
    // Pictures of lines go over as they are.
    serialization: 'advanced',
    taskQueue: queue(),
    argv: [setupPath],
    execArgv: [...flagsFor(module), `--max-old-space-size=${memoryMb}`, `--max-semi-space-size=${YOUNG_MB}`],
    // Readers need no secrets of ours, only what node and the libraries look up.
    env: { ...RETURN_MEMORY, ...pick(process.env, PASSED_ON) },
  })
  let failNow: ((failed: ReaderFailed) => void) | null = null
  let warmPid: number | undefined
  let closed = false
  const pid = (): number | undefined => pool.threads[0]?.threadId
  // A process that dies before it has a task tells the pool, not the task.
  pool.on('error', (error: unknown) => failNow?.(new ReaderFailed('crashed', { cause: error })))

  return {
    get pid() {
      return pid()
    },
    async run(name, task) {
      if (closed) throw new ReaderFailed('closed')
      const abort = new AbortController()
      let failed: ReaderFailed | null = null
      let over = false
      const end = new Promise<never>((_, reject) => {
        failNow = (failure) => {
          failed ??= failure
          kill(pid())
          abort.abort()
          reject(failed)
        }
      })
      end.catch(() => undefined)
      const fresh = pid() === undefined || pid() !== warmPid
      const limitMs = taskMs + (fresh ? START_MS : 0)
      const timer = setTimeout(() => failNow?.(new ReaderFailed('timeout')), limitMs)
      const watch = setInterval(() => {
        const watched = pid()
        if (watched === undefined) return
        void residentMb(watched).then((mb) => {
          if (mb !== null && mb > memoryMb && watched === pid()) failNow?.(new ReaderFailed('memory'))
        })
      }, WATCH_MS)
      try {
        const asking = answer === undefined ? {} : { channel: channel(answer, () => !over) }
        const result: unknown = await Promise.race([pool.run(task, { name, signal: abort.signal, ...asking }), end])
        warmPid = pid()
        return result
      } catch (error) {
        if (failed !== null) throw failed
        if (closed) throw new ReaderFailed('closed', { cause: error })
        throw new ReaderFailed(isExit(error) ? 'crashed' : 'error', { cause: error })
      } finally {
        over = true
        failNow = null
        clearTimeout(timer)
        clearInterval(watch)
      }
    },
    async close() {
      closed = true
      const last = pid()
      const timer = setTimeout(() => kill(last), CLOSE_MS)
      await Promise.race([pool.destroy(), new Promise((resolve) => setTimeout(resolve, 2 * CLOSE_MS).unref())])
      clearTimeout(timer)
    },
  }
}

/** Questions of a process over one task. Whoever stopped `listening` is told nothing: it is another process by then. */
function channel(answer: (question: unknown) => Promise<unknown>, listening: () => boolean) {
  let tell: (reply: unknown) => void = () => undefined
  return {
    onMessage(send: (reply: unknown) => void) {
      tell = send
    },
    postMessage(question: unknown) {
      void answer(question).then((reply) => {
        if (listening()) tell(reply)
      })
    },
  }
}

function kill(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It was quicker.
  }
}

function isExit(error: unknown): boolean {
  return error instanceof Error && /exited unexpectedly|Terminating worker/.test(error.message)
}

/** tinypool's default queue is one for all pools of the process. */
function queue() {
  const tasks: QueuedTask[] = []
  return {
    get size() {
      return tasks.length
    },
    shift: () => tasks.shift() ?? null,
    push: (task: QueuedTask) => void tasks.push(task),
    remove(task: QueuedTask) {
      const at = tasks.indexOf(task)
      if (at >= 0) tasks.splice(at, 1)
    },
    cancel() {
      for (const task of tasks.splice(0)) task.cancel()
    },
  }
}
type QueuedTask = NonNullable<
  ReturnType<NonNullable<NonNullable<ConstructorParameters<typeof Tinypool>[0]>['taskQueue']>['shift']>
>

// Little of what a page makes is small and lives on: a quarter of V8's usual room for it reads as fast.
const YOUNG_MB = 4

const PASSED_ON = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'LANG',
  'SystemRoot',
  'NODE_OPTIONS',
  'LD_LIBRARY_PATH',
  'MALLOC_MMAP_THRESHOLD_',
  'MALLOC_TRIM_THRESHOLD_',
  'MALLOC_ARENA_MAX',
]

/**
 * What a page needed goes back to the system when it is freed (glibc, mallopt(3)): by itself glibc puts whole pages between
 * small things, where they stay. 650 MB a process become 420 (decisions/0048). Bytes.
 */
const RETURN_MEMORY = {
  MALLOC_MMAP_THRESHOLD_: String(2 ** 20),
  MALLOC_TRIM_THRESHOLD_: String(2 ** 23),
  MALLOC_ARENA_MAX: '2',
}

function pick(env: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
}

/** Loading modules and models, once a process. */
const START_MS = 30_000
const WATCH_MS = 200
const CLOSE_MS = 2000
