import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Tinypool } from 'tinypool'
import { plainModule } from '../pipeline/plainModule.ts'
import { flagsFor } from '../pipeline/childFlags.ts'

/** Work under way in processes of its own. */
export interface WorkElsewhere<Result> {
  /** Of each task, in their order. The first that rejects ends all. */
  readonly results: readonly Promise<Result>[]
  /** Resolves when the processes have ended, however the work did. */
  readonly ended: Promise<void>
}

/**
 * What the default export of a module makes of each task, in their order. The work is done in processes of its own, one a
 * core, that end with it: what it takes of memory and CPU is not the caller's. The first that throws ends all.
 */
export async function onAllCores<Result>(
  module: URL,
  tasks: readonly unknown[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Result[]> {
  const { results, ended } = await startElsewhere<Result>(module, tasks, availableParallelism())
  let done = 0
  try {
    return await Promise.all(
      results.map(async (coming) => {
        const result = await coming
        onProgress(++done, tasks.length)
        return result
      }),
    )
  } finally {
    await ended
  }
}

/** As `onAllCores`, for a caller that goes on with each result as it comes, and wants cores left for that. */
export async function startElsewhere<Result>(
  module: URL,
  tasks: readonly unknown[],
  processes: number,
): Promise<WorkElsewhere<Result>> {
  if (tasks.length === 0) return { results: [], ended: Promise.resolve() }
  const filename = await plainModule(fileURLToPath(module))
  const threads = Math.min(processes, tasks.length)
  const pool = new Tinypool({
    filename,
    runtime: 'child_process',
    minThreads: threads,
    maxThreads: threads,
    execArgv: flagsFor(filename),
  })
  const results = tasks.map((task) => pool.run(task) as Promise<Result>)
  const ended = Promise.all(results)
    .catch(() => undefined)
    .then(() => pool.destroy())
  return { results, ended }
}
