import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { build } from 'vite'

export { openBrowser } from '../../src/bench/review/openBrowser.ts'

/** The screens as they are now, built into a folder of this run. */
export async function buildScreens(): Promise<string> {
  const root = resolve(import.meta.dirname, '../../src/web')
  const outDir = await mkdtemp(join(tmpdir(), 'xiance-screens-'))
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  })
  return outDir
}

/** Signs the pages of a context in with a session that is there already; how people sign in is in signIn.test.ts. */
export async function giveCookie(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const [name, value] = cookie.split('=')
  await context.addCookies([{ name: name!, value: value!, url, httpOnly: true, sameSite: 'Strict' }])
}
