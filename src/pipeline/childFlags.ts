import { createRequire } from 'node:module'

/** What node is told for a process of ours that computes: how to load the module, and to leave the cores to the other processes. */
export function flagsFor(module: string): string[] {
  return [...loaderFor(module), COLLECT_ALONE, ...(IS_NODE_20 ? [COLLECT_LATE, COMPILE_LATE] : [])]
}

/** TypeScript is loaded by a package, plain JavaScript (`plainModule`) by node itself. */
function loaderFor(module: string): string[] {
  return module.endsWith('.ts') ? ['--import', createRequire(import.meta.url).resolve('tsx')] : []
}

/** V8's helpers for collecting garbage wait busily, on cores that the other processes work on: a seventh of all CPU on two (decisions/0120). */
const COLLECT_ALONE = '--single-threaded-gc'

/** Node stops at a flag that its engine does not know, and these two come and go. What they do is in decisions/0124. */
const IS_NODE_20 = process.versions.v8.startsWith('11.3.')

/** Per cent more than now before everything is looked through. Pictures count, and what a page needs is soon more than V8 waits for. */
const COLLECT_LATE = '--heap-growing-percent=300'

/** Bytes of code that run before a function is compiled better: by then it has seen all kinds of picture there are, and stays compiled. */
const COMPILE_LATE = '--interrupt-budget=400000'
