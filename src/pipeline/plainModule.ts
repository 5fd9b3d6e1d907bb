import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, stop, type OutputFile, type Plugin } from 'esbuild'

export interface PlainOptions {
  /** Where it is kept: beside the packages, or what is imported from them would not be found. */
  readonly folder?: string
  /** Of what is kept, unique for one content; without it, the content's hash. */
  readonly name?: string
}

/**
 * The path of plain JavaScript that does what this module of ours does: joined with all of ours that it imports and the packages of
 * many small files. A process that runs it needs no loader of TypeScript (decisions/0123, 0127). Kept by its content among the packages' own files, so what
 * runs stays as it is however the source changes; the module itself where nothing can be written there. Rejects with esbuild's error
 * when the source is none.
 */
export function plainModule(module: string, { folder = FOLDER, name }: PlainOptions = {}): Promise<string> {
  if (!module.endsWith('.ts')) return Promise.resolve(module)
  const key = JSON.stringify([module, folder, name])
  let making = made.get(key)
  if (making === undefined) {
    making = last.then(() => make(module, folder, name))
    last = making.catch(() => undefined)
    made.set(key, making)
  }
  return making
}

const FOLDER = resolve(import.meta.dirname, '../../node_modules/.cache/xiance')
const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'ENOSPC', 'EDQUOT'])

const made = new Map<string, Promise<string>>()
// One after the other: whoever is done ends the one process that all of them use.
let last: Promise<unknown> = Promise.resolve()

async function make(module: string, folder: string, name: string | undefined): Promise<string> {
  try {
    const files = await bundle(module)
    const own = join(folder, name ?? hashOf(files))
    await keep(own, files)
    return join(own, `${basename(module, '.ts')}.mjs`)
  } catch (error) {
    if (error instanceof Error && 'code' in error && NOT_WRITABLE.has(String(error.code))) return module
    throw error
  }
}

async function bundle(module: string): Promise<OutputFile[]> {
  try {
    const { outputFiles } = await build({
      entryPoints: [module],
      bundle: true,
      // What is imported late stays in files of its own, and with it the packages that only it needs.
      splitting: true,
      outdir: dirname(module),
      outExtension: { '.js': '.mjs' },
      platform: 'node',
      target: 'node20',
      format: 'esm',
      sourcemap: 'linked',
      sourcesContent: false,
      sourceRoot: pathToFileURL(`${dirname(module)}/`).href,
      write: false,
      logLevel: 'silent',
      plugins: [ownPlaces, packagesApart],
    })
    return outputFiles
  } finally {
    await stop()
  }
}

// Not in one piece: this module is joined as well.
const META = ['import', 'meta'].join('.')

/** Data lies beside the source that reads it: every module keeps its own address. */
const ownPlaces: Plugin = {
  name: 'own places',
  setup(bundling) {
    bundling.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8')
      const contents = source
        .replaceAll(`${META}.url`, JSON.stringify(pathToFileURL(path).href))
        .replaceAll(`${META}.dirname`, JSON.stringify(dirname(path)))
      return { contents, loader: 'ts' }
    })
  },
}

/**
 * Packages of nothing but JavaScript, in hundreds of files that node would open one by one: two thirds of what a start costs. Each with all that
 * it imports, or that would be looked for from here.
 */
const JOINED = new Set([
  'drizzle-orm',
  'typebox',
  'pdf-lib',
  '@pdf-lib/standard-fonts',
  '@pdf-lib/upng',
  'pako',
  'tslib',
])

const packagesApart: Plugin = {
  name: 'packages apart',
  setup(bundling) {
    bundling.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      const [scope, rest] = path.split('/')
      const name = scope!.startsWith('@') ? `${scope}/${rest}` : scope!
      return kind === 'entry-point' || JOINED.has(name) ? null : { path, external: true }
    })
  },
}

function hashOf(files: readonly OutputFile[]): string {
  const hash = createHash('sha256')
  for (const { path, contents } of files) hash.update(basename(path)).update(contents)
  return hash.digest('hex').slice(0, 16)
}

/** Whole or not at all, whoever else writes the same. */
async function keep(folder: string, files: readonly OutputFile[]): Promise<void> {
  if (existsSync(folder)) return
  const own = `${folder}.${process.pid}`
  try {
    await mkdir(own, { recursive: true })
    // On the disk before it has its name: after a power cut an empty file would be a command that says nothing.
    for (const { path, contents } of files) await writeFile(join(own, basename(path)), contents, { flush: true })
    await rename(own, folder)
  } catch (error) {
    await rm(own, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}
