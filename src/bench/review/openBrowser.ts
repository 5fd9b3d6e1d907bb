import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { XianceError } from '../../contract/errors.ts'

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * A browser of this machine, else the one inside @sparticuz/chromium (Linux x64): none is downloaded. Both packages are for
 * those who develop (decision 0105). Throws BROWSER_MISSING.
 */
export async function openBrowser(): Promise<Browser> {
  const own = systemBrowsers.find((path) => existsSync(path))
  try {
    const { chromium } = await import('playwright-core')
    // Its own arguments are for a server that shows one page and ends: one process in all, which goes when a window closes.
    const packed = own === undefined ? (await import('@sparticuz/chromium')).default : null
    return await chromium.launch({
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
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause)
    throw new XianceError('BROWSER_MISSING', { problem }, { cause })
  }
}
