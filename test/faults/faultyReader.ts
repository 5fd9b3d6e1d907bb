import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DigitizeResult, DigitizeTask, SortResult } from '../../src/contract/digitize.ts'
import { digitize as read, sort as look } from './quickReader.ts'

export { drawSteps, inspect } from './quickReader.ts'

/** How an engine lets a page down. */
export type Fault = 'killed' | 'segfault' | 'memory' | 'exhausted' | 'abort' | 'hangs' | 'throws' | 'dawdles'
/** By `SERIAL/PAGE` (reading it) and `look SERIAL/PAGE` (the first look): what happens at its first, second … try; then all goes well. */
export type FaultPlan = Readonly<Record<string, readonly Fault[]>>

/** Beside the readers' setup: the plan as JSON, and a line for each try: its name, a tab, the milliseconds since 1970. */
export const PLAN = 'fault-plan.json'
export const TRIES = 'fault-tries.txt'
/** Beside them: what dawdles ends when it is there. */
export const LET_GO = 'fault-let-go'

/** The quick reader, with engines that fail mid-page as the plan beside its setup says. */
export async function digitize(task: DigitizeTask): Promise<DigitizeResult> {
  const result = await read(task)
  if (result.code !== null) await failAsPlanned(`${result.code.serial}/${result.code.page}`)
  return result
}

export async function sort(task: DigitizeTask): Promise<SortResult> {
  const result = await look(task)
  if (result.seen.shows === 'form') await failAsPlanned(`look ${result.seen.code.serial}/${result.seen.code.page}`)
  return result
}

async function failAsPlanned(name: string): Promise<void> {
  const folder = dirname(process.argv[2]!)
  const earlier = readFileSync(join(folder, TRIES), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`${name}\t`)).length
  appendFileSync(join(folder, TRIES), `${name}\t${Date.now()}\n`)
  const fault = (JSON.parse(readFileSync(join(folder, PLAN), 'utf8')) as FaultPlan)[name]?.[earlier]
  if (fault !== undefined) await faults[fault]()
}

const faults: Record<Fault, () => unknown> = {
  killed: () => process.kill(process.pid, 'SIGKILL'),
  segfault: () => process.kill(process.pid, 'SIGSEGV'),
  // Outside the V8 heap, where native engines and WASM have theirs. It grows no further than where a service that does not look would still have a machine.
  memory: async () => {
    for (const held: Buffer[] = []; held.length < 50;) {
      held.push(Buffer.alloc(32e6, held.length + 1))
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await new Promise(() => undefined)
  },
  // The system gives no more, long before anybody who looks from outside would find it too much: the runtime ends the process itself.
  exhausted: () => {
    const kB = Number(/^VmSize:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))![1])
    execFileSync('prlimit', ['--pid', String(process.pid), `--as=${kB * 1024 + 1e8}`])
    for (const held: number[][] = []; held.length < 1000;) held.push(new Array<number>(1e6).fill(held.length))
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
  dawdles: async () => {
    while (!existsSync(join(dirname(process.argv[2]!), LET_GO))) await new Promise((resolve) => setTimeout(resolve, 20))
  },
  throws: () => {
    throw new Error('engine failed')
  },
}
