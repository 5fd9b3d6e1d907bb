import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'
import { build } from 'vite'

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** A browser of this machine, else the one inside @sparticuz/chromium (Linux x64): none is downloaded. */
export async function openBrowser(): Promise<Browser> {
  const own = systemBrowsers.find((path) => existsSync(path))
  // Its own arguments are for a server that shows one page and ends: one process in all, which goes when a window closes.
  const packed = own === undefined ? (await import('@sparticuz/chromium')).default : null
  return chromium.launch({
    executablePath: own ?? (await packed!.executablePath()),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

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
