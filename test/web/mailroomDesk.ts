import type { Page } from 'playwright-core'
import type { App } from '../../src/api/app.ts'
import { listen } from '../../src/api/listen.ts'
import { roles } from '../../src/contract/people.ts'
import { appOver } from '../api/appOver.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { stackForms } from '../faults/smallStack.ts'
import { builtScreens, giveCookie, openBrowser } from './browser.ts'

/** A clerk of every role in a real browser over an office of small forms, with the scans that `before` has taken in. */
export interface MailroomDesk {
  readonly office: QuickOffice
  readonly app: App
  readonly url: string
  readonly page: Page
  close(): Promise<void>
}

export async function openMailroomDesk(before: (office: QuickOffice) => Promise<void>): Promise<MailroomDesk> {
  const office = await openQuickOffice({ forms: stackForms })
  await before(office)
  const { app, cookies } = await appOver(office, { clerk: roles }, await builtScreens())
  const url = await listen(app, '127.0.0.1', 0, false)
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await giveCookie(context, url, cookies['clerk']!)
  const page = await context.newPage()
  const close = async (): Promise<void> => {
    await browser.close()
    await app.close()
    await office.remove()
  }
  return { office, app, url, page, close }
}
