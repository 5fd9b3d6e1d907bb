import { loadLanguage } from '../language/loadLanguage.ts'
import { manifestOf, readManifest, readModel } from './modelManifest.ts'
import { openPrint } from './openPrint.ts'
import { openRecognizer, type Recognizer } from './ppocr.ts'
import type { PrintReader } from './tesseract.ts'

/** Everything that recognises text, warm: opened once a process and used for every page. */
export interface Engines {
  /** Handwriting and print, Chinese and Latin: a CTC line model. */
  readonly lines: Recognizer
  /** Print only. */
  readonly print: PrintReader
  close(): Promise<void>
}

/**
 * `modelsPath`: another manifest than the shipped one (engines/models.json). `print`: who reads print, when it is not this process.
 * About 0.6 s; hold on to the result. Errors: MODEL_MISSING, MODEL_DAMAGED.
 */
export async function openEngines(options: { modelsPath?: string; print?: PrintReader } = {}): Promise<Engines> {
  const modelsPath = manifestOf(options)
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
  const print = options.print ?? openPrint(options)
  return {
    lines,
    print,
    close: async () => {
      await Promise.all([lines.close(), print.close()])
    },
  }
}
