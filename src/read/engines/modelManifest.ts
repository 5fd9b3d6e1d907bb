import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { XianceError } from '../../contract/errors.ts'
import type { ModelManifest, RecognitionModel } from './manifestSchema.ts'

export const shippedManifestPath = fileURLToPath(new URL('models.json', import.meta.url))

/** The manifest that is wished for; none and an empty wish mean the shipped one. */
export function manifestOf({ modelsPath = '' }: { readonly modelsPath?: string }): string {
  return modelsPath === '' ? shippedManifestPath : modelsPath
}

/** Errors: MODEL_MISSING when there is no such file or it is not a manifest. */
export async function readManifest(path: string): Promise<ModelManifest> {
  const value = await readJson(path)
  // The shipped one is ours, and a test holds it to the schema; loading the library of schemas takes a reader process a second.
  if (path === shippedManifestPath) return value as ModelManifest
  const { manifestProblem } = await import('./manifestSchema.ts')
  return unless(manifestProblem(value), path, value as ModelManifest)
}

/** What a model for `models add` says of itself: the member `recognition` of a manifest, in a file of its own. Errors: MODEL_MISSING. */
export async function readModelCard(path: string): Promise<RecognitionModel> {
  const value = await readJson(path)
  const { cardProblem } = await import('./manifestSchema.ts')
  return unless(cardProblem(value), path, value as RecognitionModel)
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new XianceError('MODEL_MISSING', { path }, { cause })
  }
}

function unless<T>(problem: string | undefined, path: string, value: T): T {
  if (problem !== undefined) throw new XianceError('MODEL_MISSING', { path: `${path} ${problem}` })
  return value
}

/**
 * A model, checked against its hash: a damaged or swapped model would read nonsense with confidence.
 * Errors: MODEL_MISSING, MODEL_DAMAGED.
 */
export async function readModel(
  manifestPath: string,
  file: string,
  sha256: string,
): Promise<{ path: string; bytes: Buffer }> {
  const path = modelPath(manifestPath, file)
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (cause) {
    throw new XianceError('MODEL_MISSING', { path }, { cause })
  }
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found !== sha256) throw new XianceError('MODEL_DAMAGED', { path, expected: sha256, found })
  return { path, bytes }
}

function modelPath(manifestPath: string, file: string): string {
  if (!file.startsWith('npm:')) return isAbsolute(file) ? file : resolve(dirname(manifestPath), file)
  const inside = file.slice('npm:'.length)
  // Packages of plain data may export nothing, so the file is looked up along node_modules instead of being resolved.
  const folders = createRequire(import.meta.url).resolve.paths(inside) ?? []
  const found = folders.map((folder) => join(folder, inside)).find((path) => existsSync(path))
  return found ?? join('node_modules', inside)
}
