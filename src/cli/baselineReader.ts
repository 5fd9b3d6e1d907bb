import '../pipeline/quiet.ts'
import { baselineEngines, forEngines, type BaselineEngine } from '../contract/bench.ts'
import type { KnownForm } from '../contract/digitize.ts'
import type { Fit, PageCode } from '../contract/page.ts'
import { isReadBy } from '../bench/compareBaseline.ts'
import { decodePage } from '../intake/decodePage.ts'
import { openFormShelf } from '../pipeline/formShelf.ts'
import { readBaseline } from '../read/baselines.ts'
import { openEngines, type Engines } from '../read/engines/openEngines.ts'

/** One page that was fitted before: it is decoded again and its written fields are read by each engine alone. */
export interface BaselineTask {
  readonly path: string
  readonly mime: string
  readonly index: number
  readonly code: PageCode
  readonly fit: Fit
  readonly form: KnownForm
  readonly modelsPath: string
}

export interface BaselinePage {
  /** Texts by field id. */
  readonly texts: Readonly<Record<BaselineEngine, Readonly<Record<string, string>>>>
  readonly ms: Readonly<Record<BaselineEngine, number>>
}

/** Runs in a pool: see readBaselines.ts. */
export default async function readPage(task: BaselineTask): Promise<BaselinePage> {
  const engines = await (opening ??= openWarm(task.modelsPath))
  const image = await decodePage(task.path, task.mime, task.index)
  const known = await openFormShelf([task.form]).find(task.code)
  if (typeof known === 'string') throw new Error(known)
  // The bench prints in Chinese, which is the first print of every form.
  const page = { image, fit: task.fit, blank: known.blanks[0]!, layout: known.layout }
  const texts = forEngines((): Record<string, string> => ({}))
  const ms = forEngines(() => 0)
  for (const engine of baselineEngines) {
    const start = performance.now()
    for (const field of known.layout.fields.filter((one) => isReadBy(engine, one)))
      texts[engine][field.id] = await readBaseline(page, field, engine, engines)
    ms[engine] = performance.now() - start
  }
  return { texts, ms }
}

let opening: Promise<Engines> | null = null

// Tesseract opens a language with the first line it reads; that is not part of any page's time.
async function openWarm(modelsPath: string): Promise<Engines> {
  const engines = await openEngines({ modelsPath })
  const white = { widthPx: 64, heightPx: 48, data: new Uint8Array(64 * 48).fill(255) }
  for (const language of ['chi_sim', 'eng']) await engines.print.read(white, language)
  return engines
}
