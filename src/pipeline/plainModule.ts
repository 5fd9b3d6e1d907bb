import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, stop, type Plugin } from 'esbuild'

/**
 * The path of one file of plain JavaScript that does what this module of ours does: with all of ours that it imports, packages left
 * out. A process that runs it needs no loader of TypeScript (decisions/0123). Kept by its content among the packages' own files, so what runs stays as
 * it is however the source changes; the module itself where nothing can be written there. Rejects with esbuild's error when the source is none.
 */
export function plainModule(module: string, folder = FOLDER): Promise<string> {
  const key = JSON.stringify([module, folder])
  let making = made.get(key)
  if (making === undefined) {
    making = last.then(() => make(module, folder))
    last = making.catch(() => undefined)
    made.set(key, making)
  }
  return making
}

// Beside the packages, or what is imported from them would not be found.
const FOLDER = resolve(import.meta.dirname, '../../node_modules/.cache/xiance')
const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'ENOSPC', 'EDQUOT'])

const made = new Map<string, Promise<string>>()
// One after the other: whoever is done ends the one process that all of them use.
let last: Promise<unknown> = Promise.resolve()

async function make(module: string, folder: string): Promise<string> {
  try {
    const code = await bundle(module)
    const path = join(folder, `${createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`)
    await keep(path, code)
    return path
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOT_WRITABLE.has(String(error.code))) return module
    throw error
  }
}

async function bundle(module: string): Promise<Uint8Array> {
  try {
    const { outputFiles } = await build({
      entryPoints: [module],
      bundle: true,
      packages: 'external',
      platform: 'node',
      target: 'node20',
      format: 'esm',
      write: false,
      logLevel: 'silent',
      plugins: [ownPlaces],
    })
    return outputFiles[0]!.contents
  } finally {
    await stop()
  }
}

/** Data lies beside the source that reads it: every module keeps its own address. */
const ownPlaces: Plugin = {
  name: 'own places',
  setup(bundling) {
    bundling.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const contents = source
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
      return { contents, loader: 'ts' }
    })
  },
}

/** Whole or not at all, whoever else writes the same. */
async function keep(path: string, code: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const own = `${path}.${process.pid}`
  await writeFile(own, code)
  await rename(own, path)
}
