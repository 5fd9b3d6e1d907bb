import { dirname } from 'node:path'
import { XianceError } from '../../contract/errors.ts'
import { readManifest, readModel, shippedManifestPath } from './modelManifest.ts'
import { openRecognizer, type Recognizer } from './ppocr.ts'
import { loadLanguage } from '../language/loadLanguage.ts'
import { openPrintReader, type PrintReader } from './tesseract.ts'

/** Everything that recognises text, warm: opened once a process and used for every page. */
export interface Engines {
  /** Handwriting and print, Chinese and Latin: a CTC line model. */
  readonly lines: Recognizer
  /** Print only. */
  readonly print: PrintReader
  close(): Promise<void>
}

/**
 * `modelsPath`: another manifest than the shipped one (engines/models.json). About 0.6 s; hold on to the result.
 * Errors: MODEL_MISSING, MODEL_DAMAGED.
 */
export async function openEngines(options: { modelsPath?: string } = {}): Promise<Engines> {
  const modelsPath =
    options.modelsPath === undefined || options.modelsPath === '' ? shippedManifestPath : options.modelsPath
  const manifest = await readManifest(modelsPath)
  // Kept by its own module; loaded now so that the first page does not wait for it.
  loadLanguage()
  const { recognition } = manifest
  const [model, dictionary] = await Promise.all([
    readModel(modelsPath, recognition.file, recognition.sha256),
    readModel(modelsPath, recognition.dictionary, recognition.dictionarySha256),
  ])
  const lines = await openRecognizer({
    id: recognition.id,
    bytes: model.bytes,
    dictionary: dictionary.bytes.toString('utf8'),
    heightPx: recognition.heightPx,
    path: model.path,
  })
  const printPath = manifest.print === undefined ? shippedManifestPath : modelsPath
  const printModels = manifest.print ?? (await readManifest(shippedManifestPath)).print ?? []
  const print = openPrintReader(async (language) => {
    const entry = printModels.find(({ id }) => id === language)
    if (entry === undefined) throw new XianceError('MODEL_MISSING', { path: `${printPath} print ${language}` })
    return dirname((await readModel(printPath, entry.file, entry.sha256)).path)
  })
  return {
    lines,
    print,
    close: async () => {
      await Promise.all([lines.close(), print.close()])
    },
  }
}
