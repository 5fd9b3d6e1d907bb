import { oncePerRun } from './oncePerRun.ts'

/** The screens as they are now, built once a run. */
export function builtScreens(): Promise<string> {
  return oncePerRun('screens', async (outDir) => {
    // Only who builds them loads what it takes.
    const { buildScreensInto } = await import('../../src/cli/serve.ts')
    await buildScreensInto(outDir)
  })
}
