import { cp } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { listen } from '../api/listen.ts'
import type { Role } from '../contract/people.ts'
import type { Settings } from '../contract/settings.ts'
import type { TruthLetter } from '../contract/truth.ts'
import { openProduct, type Product } from './product.ts'
import { productApp } from './serve.ts'

/** A service over a copy of a data folder, and a browser page in which somebody has signed in to it. */
export interface ReviewDesk {
  readonly product: Product
  readonly url: string
  readonly person: string
  readonly page: Page
  /** What was written into a letter, by its id. */
  readonly truthOf: (letter: string) => TruthLetter | undefined
  /** The session cookie of a new reviewer. */
  readonly cookieOf: (name: string) => Promise<string>
  close(): Promise<void>
}

/**
 * Copies the folder `from` to the one the settings name, so that several ways of reviewing start from the same letters, and
 * opens the product over it.
 */
export async function openDesk(
  from: string,
  settings: Settings,
  given: { modelsPath: string; screens: string; browser: Browser; truths: readonly TruthLetter[] },
): Promise<ReviewDesk> {
  await cp(from, settings.data, { recursive: true })
  const product = await openProduct(settings, { modelsPath: given.modelsPath })
  try {
    const app = await productApp(product, settings, given.screens, () => {})
    const url = await listen(app, '127.0.0.1', 0)
    const { letters } = await product.office.letters({ offset: 0, limit: 200 })
    const truths = new Map(
      letters.map(({ id, serial }) => [id, given.truths.find((truth) => truth.serial === serial)] as const),
    )
    // One person: what two key, telephone and e-mail, waits for the other when they are done, and counts as they left it.
    const person = 'reviewer'
    const { token } = await signIn(product, person, ['reviewer', 'supervisor'])
    const context = await given.browser.newContext({ viewport: { width: 1280, height: 800 } })
    await context.addCookies([{ name: COOKIE, value: token, url, httpOnly: true, sameSite: 'Strict' }])
    const page = await context.newPage()
    const cookieOf = async (name: string): Promise<string> =>
      `${COOKIE}=${(await signIn(product, name, ['reviewer'])).token}`
    const close = async (): Promise<void> => {
      await context.close()
      await app.close()
      await product.close()
    }
    return { product, url, page, person, truthOf: (letter) => truths.get(letter), cookieOf, close }
  } catch (error) {
    await product.close()
    throw error
  }
}

/** The session of a new person who holds these roles. */
async function signIn({ people }: Product, name: string, roles: readonly Role[]): Promise<{ token: string }> {
  const { password } = await people.add(name, roles, null, 'command')
  return people.signIn(name, password, '127.0.0.1')
}

const COOKIE = 'xiance_session'
