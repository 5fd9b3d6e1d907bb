import { appendFileSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DigitizeResult, DigitizeTask } from '../../src/contract/digitize.ts'
import { digitize as read } from './quickReader.ts'

export { drawSteps, inspect, sort } from './quickReader.ts'

/** How an engine lets a page down. */
export type Fault = 'killed' | 'segfault' | 'memory' | 'abort' | 'hangs' | 'throws'
/** By `SERIAL/PAGE`: the fault and how often it comes before the page is read after all. */
export type FaultPlan = Readonly<Record<string, { readonly fault: Fault; readonly times: number }>>

/** Beside the readers' setup: the plan as JSON, and a line for each try of a page. */
export const PLAN = 'fault-plan.json'
export const TRIES = 'fault-tries.txt'

/** The quick reader, with engines that fail mid-page as the plan beside its setup says. */
export async function digitize(task: DigitizeTask): Promise<DigitizeResult> {
  const result = await read(task)
  const folder = dirname(process.argv[2]!)
  const name = result.code === null ? '' : `${result.code.serial}/${result.code.page}`
  const earlier = readFileSync(join(folder, TRIES), 'utf8')
    .split('\n')
    .filter((line) => line === name).length
  appendFileSync(join(folder, TRIES), `${name}\n`)
  const planned = (JSON.parse(readFileSync(join(folder, PLAN), 'utf8')) as FaultPlan)[name]
  if (planned !== undefined && earlier < planned.times) await faults[planned.fault]()
  return result
}

const faults: Record<Fault, () => unknown> = {
  killed: () => process.kill(process.pid, 'SIGKILL'),
  segfault: () => process.kill(process.pid, 'SIGSEGV'),
  // Outside the V8 heap, where native engines and WASM have theirs.
  memory: async () => {
    const held: Buffer[] = []
    for (;;) {
      held.push(Buffer.alloc(32e6, held.length + 1))
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  },
  // (module (func (export "f") unreachable)): what an aborting WASM engine comes down to.
  abort: () => {
    const bytes = [
      0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11,
    ]
    const module = new WebAssembly.Module(new Uint8Array(bytes))
    const { f } = new WebAssembly.Instance(module).exports as { f: () => void }
    f()
  },
  hangs: () => {
    for (;;);
  },
  throws: () => {
    throw new Error('engine failed')
  },
}
