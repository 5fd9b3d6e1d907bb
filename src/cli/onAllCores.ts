import { availableParallelism } from 'node:os'
import { Tinypool } from 'tinypool'

/**
 * What the default export of a module makes of each task, in their order. The work is done in processes of its own, one a
 * core, that end with it: what it takes of memory and CPU is not the caller's. The first that throws ends all.
 */
export async function onAllCores<Result>(
  module: URL,
  tasks: readonly unknown[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Result[]> {
  if (tasks.length === 0) return []
  const threads = Math.min(availableParallelism(), tasks.length)
  const pool = new Tinypool({
    filename: module.href,
    runtime: 'child_process',
    minThreads: threads,
    maxThreads: threads,
    execArgv: ['--import', import.meta.resolve('tsx')],
  })
  let done = 0
  try {
    return await Promise.all(
      tasks.map(async (task) => {
        const result = (await pool.run(task)) as Result
        onProgress(++done, tasks.length)
        return result
      }),
    )
  } finally {
    await pool.destroy()
  }
}
