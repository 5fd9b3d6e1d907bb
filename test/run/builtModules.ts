import { join } from 'node:path'
import { oncePerRun } from './oncePerRun.ts'
import { top } from './runFolder.ts'

/** Modules of tests that processes of their own start with. */
const modules = ['quickReader', 'faultyReader', 'doubtfulReader', 'service', 'deskService'] as const
export type BuiltModule = (typeof modules)[number]

/**
 * The path of such a module put into one file of JavaScript, once a run: a process that starts with it needs no loader, which is more
 * than half of what its start costs, and readers are started some hundred times.
 */
export async function builtModule(name: BuiltModule): Promise<string> {
  const folder = await oncePerRun('modules', async (outDir) => {
    const { build } = await import('vite')
    const input = Object.fromEntries(modules.map((module) => [module, join(top, 'test/faults', `${module}.ts`)]))
    await build({
      root: top,
      configFile: false,
      logLevel: 'warn',
      build: { ssr: true, outDir, emptyOutDir: false, rolldownOptions: { input } },
    })
  })
  return join(folder, `${name}.js`)
}
