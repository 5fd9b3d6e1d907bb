import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildApp, type App } from '../../src/api/app.ts'
import { allLetters, exportBytes } from '../../src/cli/export.ts'
import { randomSerial } from '../../src/cli/formPrint.ts'
import { previewPage } from '../../src/cli/previewPage.ts'
import { openProduct, type Product } from '../../src/cli/product.ts'
import { readSettings } from '../../src/cli/settings.ts'
import { roles, type Role } from '../../src/contract/people.ts'

export const samples = resolve(import.meta.dirname, '../../scans/samples')

export interface Served {
  readonly app: App
  readonly parts: Parameters<typeof buildApp>[0]
  readonly product: Product
  /** Every line of the app's log, to be searched for what must not be in it. */
  readonly log: string[]
  /** Of a person who holds every role: the cookie header for `inject` and fetch. */
  readonly cookie: string
  /** Adds a person and signs in: the cookie header of a session of theirs. */
  signInAs(name: string, held: readonly Role[]): Promise<string>
  close(): Promise<void>
}

/** The real product in a folder of its own, with these sample scans taken in and read, behind the real app. */
export async function serveSamples(files: readonly string[], webFolder: string | null): Promise<Served> {
  const data = await mkdtemp(join(tmpdir(), 'xiance-served-'))
  const settings = readSettings({ XIANCE_DATA: data, XIANCE_READERS: '2', XIANCE_FILE_MB: '20' })
  const product = await openProduct(settings)
  const log: string[] = []
  await product.office.intakePaths(files.map((file) => join(samples, file)))
  const parts: Parameters<typeof buildApp>[0] = {
    office: product.office,
    people: product.people,
    hosts: [],
    tls: null,
    forms: product.forms,
    fileBytes: settings.fileMb * 1e6,
    webFolder,
    newSerial: randomSerial,
    previewPage,
    exportLetters: async (format, { state, personal }) =>
      exportBytes(await allLetters(product.office, state, personal), format, await product.office.errors(null)),
    log: (line) => void log.push(line),
  }
  const app = await buildApp(parts)
  const signInAs = async (name: string, held: readonly Role[]): Promise<string> => {
    const { password } = await product.people.add(name, held, null, 'test')
    const { token } = await product.people.signIn(name, password, '127.0.0.1')
    return `xiance_session=${token}`
  }
  return {
    app,
    parts,
    product,
    log,
    cookie: await signInAs('tester', roles),
    signInAs,
    close: async () => {
      await app.close()
      await product.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}
