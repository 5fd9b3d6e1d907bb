import type { JobKind, JobRow } from '../contract/rows.ts'
import type { Store } from '../contract/store.ts'

export interface JobLoopOptions {
  readonly store: Store
  /** Jobs worked on at a time. */
  readonly atOnce: number
  readonly clock: () => number
  /** Longest a job can take: after that its lease ends. */
  readonly leaseMs: number
  /** Does a job and writes what came of it, a failure too. A throw says that it could not be written. */
  readonly work: (job: JobRow) => Promise<void>
  /** What may begin now: a person may have stopped some of it. What runs is finished; `wake` asks again. */
  readonly allowed?: () => readonly JobKind[]
  readonly onError: (error: unknown) => void
}

export interface JobLoop {
  /** There may be something to do. */
  wake(): void
  /** Resolves when no job is left, waiting ones included. */
  idle(): Promise<void>
  /** Takes no more work and waits for what runs, at most `patienceMs`. Answers whether all ended. */
  stop(patienceMs: number): Promise<boolean>
}

/** Works jobs off, oldest first, as long as it is not stopped. All state is in the store: killed at any moment, nothing is lost. */
export function startJobLoop(options: JobLoopOptions): JobLoop {
  const { store, atOnce, clock, leaseMs, work, allowed = () => ALL_KINDS, onError } = options
  const is = { stopped: false, claiming: false, wanted: false }
  let running = 0
  let timer: NodeJS.Timeout | undefined
  let watchers: (() => void)[] = []

  const wake = (): void => {
    is.wanted = true
    if (!is.claiming && !is.stopped) void claim()
  }
  const claim = async (): Promise<void> => {
    is.claiming = true
    clearTimeout(timer)
    try {
      while (is.wanted && !is.stopped) {
        is.wanted = false
        while (running < atOnce && !is.stopped) {
          const kinds = allowed()
          if (kinds.length === 0) break
          const now = clock()
          const job = await store.transaction((tx) => tx.claimJob(now, now + leaseMs, kinds))
          if (job === null) break
          running++
          void run(job)
        }
      }
      await plan()
    } catch (error) {
      onError(error)
      timer = setTimeout(wake, RECOVER_MS)
    } finally {
      is.claiming = false
    }
    if (is.wanted && !is.stopped) wake()
  }
  const run = async (job: JobRow): Promise<void> => {
    try {
      await work(job)
    } catch (error) {
      if (!is.stopped) {
        onError(error)
        giveBack(job)
      }
    }
    running--
    wake()
    if (is.stopped && running === 0) notify()
  }
  // What came of the job could not be written (a full disk): once it can be, the job is done again.
  const giveBack = (job: JobRow): void => {
    setTimeout(() => {
      if (is.stopped) return
      store.transaction((tx) => tx.retryJob(job.id, clock(), 'service')).then(wake, () => giveBack(job))
    }, RECOVER_MS).unref()
  }
  const plan = async (): Promise<void> => {
    if (running >= atOnce || is.stopped || allowed().length < ALL_KINDS.length) return
    const { open, nextAt } = await store.jobsOpen()
    if (open === 0 && running === 0) notify()
    else if (nextAt !== null) timer = setTimeout(wake, Math.max(1, nextAt - clock()))
  }
  const notify = (): void => {
    const resolved = watchers
    watchers = []
    for (const resolve of resolved) resolve()
  }
  wake()
  return {
    wake,
    async idle() {
      if (running === 0 && !is.claiming && (await store.jobsOpen()).open === 0) return
      await new Promise<void>((resolve) => {
        watchers.push(resolve)
        wake()
      })
    },
    async stop(patienceMs) {
      is.stopped = true
      clearTimeout(timer)
      if (running > 0) {
        let patience: NodeJS.Timeout | undefined
        const over = new Promise<void>((resolve) => (patience = setTimeout(resolve, patienceMs)))
        await Promise.race([over, new Promise<void>((resolve) => watchers.push(resolve))])
        clearTimeout(patience)
      }
      notify()
      return running === 0
    },
  }
}

const ALL_KINDS: readonly JobKind[] = ['file', 'sort', 'page']
// After an error of the store itself (a full disk): not at once, but soon.
const RECOVER_MS = 1000
