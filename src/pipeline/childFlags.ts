import { createRequire } from 'node:module'

/** What node is told for a process of ours that computes: how to load the module, and to leave the cores to the other processes. */
export function flagsFor(module: string): string[] {
  return [...loaderFor(module), COLLECT_ALONE, COLLECT_LATE, ...COMPILE_LATE]
}

/** TypeScript is loaded by a package, plain JavaScript (`plainModule`) by node itself. */
function loaderFor(module: string): string[] {
  return module.endsWith('.ts') ? ['--import', createRequire(import.meta.url).resolve('tsx')] : []
}

/** V8's helpers for collecting garbage wait busily, on cores that the other processes work on: a seventh of all CPU on two (decisions/0120). */
const COLLECT_ALONE = '--single-threaded-gc'

/** How much more than now there may be, in per cent, before everything is looked through: pictures count, and three pages are soon more than V8 waits for. */
const COLLECT_LATE = '--heap-growing-percent=300'

/**
 * Bytes of code a function runs before V8 compiles it again, better: later, it has seen all the kinds of picture there are, and what is
 * compiled stays (decisions/0124). The flag is one of Node 20's engine; a later one stops at a flag it does not know.
 */
const COMPILE_LATE = process.versions.v8.startsWith('11.3.') ? ['--interrupt-budget=1000000'] : []
