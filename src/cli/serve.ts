import { statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buildApp, type App } from '../api/app.ts'
import { hostsOf, listen } from '../api/listen.ts'
import type { Settings } from '../contract/settings.ts'
import type { Command, CommandContext } from './command.ts'
import { allLetters, exportBytes } from './export.ts'
import { webFolder } from './folders.ts'
import { randomSerial } from './formPrint.ts'
import { wholeNumber } from './number.ts'
import { previewPage } from './previewPage.ts'
import { openProduct, type Product } from './product.ts'
import { readCertificate } from './readCertificate.ts'
import { showFirst } from './showFirst.ts'
import { untilStopped } from './stop.ts'
import { tellOperation } from './tellOperation.ts'

export const serve: Command = {
  name: 'serve',
  usage: '[--port P]',
  words: [0, 0],
  options: { port: { type: 'string' } },
  async run(_words, options, context) {
    const { settings } = context
    const port = wholeNumber('port', options['port'], settings.port, 0, 65_535)
    const product = await openProduct(settings)
    try {
      const stopTelling = await tellOperation(product.office, context)
      const stopWatching = await product.office.watchInbox()
      await serveProduct(product, { ...settings, port }, context)
      await stopWatching()
      stopTelling()
      return 0
    } finally {
      await product.close()
    }
  },
}

/** Serves API and screens until Ctrl+C. Says where, and where scans may be put. */
export async function serveProduct(product: Product, settings: Settings, context: CommandContext): Promise<void> {
  const { print, note, words } = context
  await buildScreens()
  const app = await productApp(product, settings, webFolder, note)
  try {
    const url = await listen(app, settings.host, settings.port, settings.plain === 'allow')
    print(`献策 Xiance → ${words.serve.open} ${url}`)
    await showFirst(product.people, settings.data, context)
    print(`${words.serve.inbox}: ${product.folders.inbox}`)
    print(words.serve.stop)
    await untilStopped()
    note(words.serve.stopping)
  } finally {
    await app.close()
  }
}

/** The HTTP side of a product, listening nowhere yet. */
export async function productApp(
  product: Product,
  settings: Settings,
  screens: string,
  log: (line: string) => void,
): Promise<App> {
  return buildApp({
    office: product.office,
    people: product.people,
    hosts: hostsOf(settings.host, settings.hosts),
    tls: await readCertificate(settings),
    forms: product.forms,
    fileBytes: settings.fileMb * 1e6,
    webFolder: screens,
    newSerial: randomSerial,
    previewPage,
    exportLetters: async (format, { state, personal }) =>
      exportBytes(await allLetters(product.office, state, personal), format, await product.office.errors(null)),
    log,
  })
}

/** Builds the screens when they are not there, or older than a source: the first start after an install or an update. */
export async function buildScreens(): Promise<void> {
  if (builtAt() < (await changedAt(join(webFolder, '../..')))) await buildScreensInto(webFolder)
}

/** Milliseconds of the epoch; 0 when there are none. */
function builtAt(): number {
  return statSync(join(webFolder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** The newest of all sources: what the screens share with the service lies beside them. */
async function changedAt(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const sources = files.filter((file) => file.isFile() && !file.parentPath.startsWith(webFolder))
  return Math.max(...sources.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs))
}

/** The screens as the sources are now. */
export async function buildScreensInto(folder: string): Promise<void> {
  // Only here: it takes 130 MB, and the screens are built once.
  const { build } = await import('vite')
  const root = join(webFolder, '..')
  const out = { outDir: folder, emptyOutDir: true }
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: out })
}
