import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { KnownForm, ReaderModule } from '../contract/digitize.ts'
import { plainModule } from './plainModule.ts'
import type { PrintQuestion } from './askPrint.ts'
import { openSharedPrint } from './sharedPrint.ts'
import { openSlot, ReaderFailed, type ReaderSlot } from './readerSlot.ts'
import type { ReaderSetup } from './worker.ts'

export interface ReaderPoolOptions {
  readonly forms: readonly KnownForm[]
  /** Where the readers' setup is written: a JSON file in the data folder. */
  readonly setupPath: string
  /** Processes; 0: one a core. */
  readonly readers: number
  /** Longest time a task may take. */
  readonly taskMs: number
  readonly memoryMb: number
  readonly megapixels: number
  /** Manifest of the models; without it the shipped one. */
  readonly modelsPath?: string
  /** Module the processes run instead of worker.ts: tests bring readers that fail. */
  readonly module?: string
}

/** Reader processes behind one interface. Rejects with ReaderFailed; a failure costs its own task only. */
export interface ReaderPool extends ReaderModule {
  readonly readers: number
  pids(): number[]
  /** Of the process that reads print for them, once one of them asked. */
  printPid(): number | undefined
  close(): Promise<void>
}

export async function openReaderPool(options: ReaderPoolOptions): Promise<ReaderPool> {
  const { forms, setupPath, taskMs, memoryMb, megapixels, modelsPath, module = workerPath } = options
  await mkdir(dirname(setupPath), { recursive: true })
  const setup: ReaderSetup = { forms, megapixels, ...(modelsPath === undefined ? {} : { modelsPath }) }
  await writeFile(setupPath, JSON.stringify(setup))
  const readers = options.readers > 0 ? options.readers : availableParallelism()
  const plain = await plainModule(module)
  const print = openSharedPrint({ setupPath, taskMs, memoryMb })
  // What the readers' own module asks is about print, and nothing else.
  const answer = (question: unknown): Promise<unknown> => print.answer(question as PrintQuestion)
  const slots = Array.from({ length: readers }, () => openSlot({ module: plain, setupPath, taskMs, memoryMb, answer }))
  const free = [...slots]
  const waiting: ((slot: ReaderSlot | null) => void)[] = []
  let closed = false

  const run = async (name: string, task: unknown): Promise<unknown> => {
    const slot = closed ? null : (free.shift() ?? (await new Promise<ReaderSlot | null>((take) => waiting.push(take))))
    if (slot === null) throw new ReaderFailed('closed')
    try {
      return await slot.run(name, task)
    } finally {
      const next = waiting.shift()
      if (next === undefined) free.push(slot)
      else next(closed ? null : slot)
    }
  }
  return {
    readers,
    // What comes back crossed a process boundary from our own module: its type is the module's.
    inspect: (task) => run('inspect', task) as ReturnType<ReaderModule['inspect']>,
    sort: (task) => run('sort', task) as ReturnType<ReaderModule['sort']>,
    digitize: (task) => run('digitize', task) as ReturnType<ReaderModule['digitize']>,
    drawSteps: (task) => run('drawSteps', task) as ReturnType<ReaderModule['drawSteps']>,
    pids: () => slots.flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
    printPid: () => print.pid(),
    async close() {
      if (closed) return
      closed = true
      for (const take of waiting.splice(0)) take(null)
      await Promise.all(slots.map((slot) => slot.close()))
      // Last: a reader that was refused a line now would call a field failed that is not.
      await print.close()
    },
  }
}

const workerPath = fileURLToPath(new URL('worker.ts', import.meta.url))
