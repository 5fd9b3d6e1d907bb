import { join } from 'node:path'
import { oncePerRun } from './oncePerRun.ts'
import { top } from './runFolder.ts'

/** The screens as they are now, built once a run. */
export function builtScreens(): Promise<string> {
  return oncePerRun('screens', async (outDir) => {
    const { build } = await import('vite')
    const root = join(top, 'src/web')
    await build({
      root,
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir, emptyOutDir: true },
    })
  })
}
