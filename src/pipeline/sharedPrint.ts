import { fileURLToPath } from 'node:url'
import type { PrintedLine } from '../read/engines/tesseract.ts'
import type { PrintAnswer, PrintQuestion } from './askPrint.ts'
import { plainModule } from './plainModule.ts'
import { openSlot, ReaderFailed, type ReaderSlot, type SlotOptions } from './readerSlot.ts'

/** One process that reads print for all readers: few letters have any, and its models take 150 MB and a second of each process that holds them. */
export interface SharedPrint {
  /** Of what a reader process asks, in the order they ask. Never rejects: a failure is an answer. */
  answer(question: PrintQuestion): Promise<PrintAnswer>
  /** Of the process, once somebody asked. */
  pid(): number | undefined
  close(): Promise<void>
}

export function openSharedPrint(options: Omit<SlotOptions, 'module' | 'answer'>): SharedPrint {
  let opening: Promise<ReaderSlot> | null = null
  let open: ReaderSlot | null = null
  let closed = false
  let last: Promise<unknown> = Promise.resolve()

  const slot = async (): Promise<ReaderSlot> => {
    try {
      open = openSlot({ ...options, module: await plainModule(modulePath) })
      return open
    } catch (error) {
      // What could not be opened may be tried again.
      opening = null
      throw error
    }
  }
  const read = async ({ line, language }: PrintQuestion): Promise<PrintedLine> => {
    if (closed) throw new ReaderFailed('closed')
    const process = await (opening ??= slot())
    const run = (): Promise<unknown> => process.run('read', { line, language })
    // A process that is gone has a successor: what it left is read once more. What comes back is our own module's.
    return (await run().catch((error: unknown) => (isGone(error) ? run() : Promise.reject(error)))) as PrintedLine
  }

  return {
    answer(question) {
      const reading = last.then(() => read(question))
      last = reading.catch(() => undefined)
      return reading.then(
        (line) => ({ ask: question.ask, read: line }),
        (error: unknown) => ({ ask: question.ask, failed: error instanceof ReaderFailed ? error.kind : 'error' }),
      )
    },
    pid: () => open?.pid,
    async close() {
      closed = true
      await opening?.then(
        (process) => process.close(),
        () => undefined,
      )
    },
  }
}

function isGone(error: unknown): boolean {
  return error instanceof ReaderFailed && error.kind !== 'error' && error.kind !== 'closed'
}

const modulePath = fileURLToPath(new URL('printProcess.ts', import.meta.url))
