import { dirname } from 'node:path'
import { XianceError } from '../../contract/errors.ts'
import { manifestOf, readManifest, readModel, shippedManifestPath } from './modelManifest.ts'
import { openPrintReader, type PrintReader } from './tesseract.ts'

/**
 * The reader of print with the languages of a manifest, those of the shipped one where it has none; what it reads with is opened when first
 * needed. Reading rejects with MODEL_MISSING or MODEL_DAMAGED.
 */
export function openPrint(options: { modelsPath?: string } = {}): PrintReader {
  const modelsPath = manifestOf(options)
  return openPrintReader(async (language) => {
    const { print } = await readManifest(modelsPath)
    const path = print === undefined ? shippedManifestPath : modelsPath
    const entry = (print ?? (await readManifest(path)).print ?? []).find(({ id }) => id === language)
    if (entry === undefined) throw new XianceError('MODEL_MISSING', { path: `${path} print ${language}` })
    return dirname((await readModel(path, entry.file, entry.sha256)).path)
  })
}
