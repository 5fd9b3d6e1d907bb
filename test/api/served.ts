import { cp, mkdtemp, rm } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildApp, type App } from '../../src/api/app.ts'
import { allLetters, exportBytes } from '../../src/cli/export.ts'
import { randomSerial } from '../../src/cli/formPrint.ts'
import { previewPage } from '../../src/cli/previewPage.ts'
import { openProduct, type Product } from '../../src/cli/product.ts'
import { readSettings } from '../../src/cli/settings.ts'
import { openPeople } from '../../src/people/openPeople.ts'
import type { Settings } from '../../src/contract/settings.ts'
import { roles, type Role } from '../../src/contract/people.ts'
import { cheapHashes } from '../people/cheapHashes.ts'
import { onlyWhatIsSaid } from './onlyWhatIsSaid.ts'
import { putBlanks } from '../run/drawnBlanks.ts'
import { oncePerRun } from '../run/oncePerRun.ts'

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
  await cp(await dataWith(files), data, { recursive: true })
  const settings = settingsOf(data)
  const opened = await openProduct(settings)
  const product = { ...opened, people: openPeople(opened.store, Date.now, cheapHashes) }
  const log: string[] = []
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
  onlyWhatIsSaid(app as unknown as FastifyInstance)
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

/** A data folder into which the real product took these scans and read them: the same handwriting is read once a run, not once a file of tests. */
function dataWith(files: readonly string[]): Promise<string> {
  return oncePerRun(`served-${files.join('+')}`, async (data) => {
    await putBlanks(data)
    const product = await openProduct(settingsOf(data))
    await product.office.intakePaths(files.map((file) => join(samples, file)))
    await product.close()
  })
}

const settingsOf = (data: string): Settings =>
  readSettings({ XIANCE_DATA: data, XIANCE_READERS: '2', XIANCE_FILE_MB: '20' })
