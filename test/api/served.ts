import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildApp, type App } from '../../src/api/app.ts'
import { allLetters, exportBytes } from '../../src/cli/export.ts'
import { randomSerial } from '../../src/cli/formPrint.ts'
import { previewPage } from '../../src/cli/previewPage.ts'
import { openProduct, type Product } from '../../src/cli/product.ts'
import { readSettings } from '../../src/cli/settings.ts'

export const samples = resolve(import.meta.dirname, '../../scans/samples')

export interface Served {
  readonly app: App
  readonly product: Product
  /** Every line of the app's log, to be searched for what must not be in it. */
  readonly log: string[]
  close(): Promise<void>
}

/** The real product in a folder of its own, with these sample scans taken in and read, behind the real app. */
export async function serveSamples(files: readonly string[], webFolder: string | null): Promise<Served> {
  const data = await mkdtemp(join(tmpdir(), 'xiance-served-'))
  const settings = readSettings({ XIANCE_DATA: data, XIANCE_READERS: '2', XIANCE_FILE_MB: '20' })
  const product = await openProduct(settings)
  const log: string[] = []
  await product.office.intakePaths(files.map((file) => join(samples, file)))
  const app = await buildApp({
    office: product.office,
    forms: product.forms,
    fileBytes: settings.fileMb * 1e6,
    webFolder,
    newSerial: randomSerial,
    previewPage,
    exportLetters: async (format, state) => exportBytes(await allLetters(product.office, state), format),
    log: (line) => void log.push(line),
  })
  return {
    app,
    product,
    log,
    close: async () => {
      await app.close()
      await product.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}
