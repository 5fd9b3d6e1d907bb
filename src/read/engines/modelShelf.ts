import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { XianceError } from '../../contract/errors.ts'
import { readCandidate, type ModelFacts } from './modelCandidate.ts'
import type { PrintModel, RecognitionModel } from './manifestSchema.ts'
import { readManifest, readModel, shippedManifestPath } from './modelManifest.ts'

/** A model that is known: shipped with the product, or added to the data folder. */
export interface KnownModel {
  readonly kind: 'recognition' | 'print'
  readonly model: RecognitionModel | PrintModel
  /** The manifest that names it: what `openEngines` is given. */
  readonly manifestPath: string
  readonly added: boolean
  /** Recognition: readers use this one. Print: all languages are in use. */
  readonly chosen: boolean
}

/**
 * The models of a data folder: files by their hash, a manifest for each added model, and which is chosen. Nothing in it is ever
 * changed in place.
 */
export interface ModelShelf {
  list(): Promise<KnownModel[]>
  /**
   * Copies a model in: `path` is its card (JSON), a folder with `model.json`, or a folder with one .onnx and one .txt and the rest in
   * `facts`. It is opened once before it is kept. Errors: MODEL_MISSING, MODEL_DAMAGED, MODEL_REFUSED.
   */
  add(path: string, facts?: ModelFacts): Promise<RecognitionModel>
  /** Errors: MODEL_UNKNOWN, MODEL_MISSING, MODEL_DAMAGED: what could not be read with is not chosen. */
  use(id: string): Promise<void>
  /** Manifest of the model that readers are to use: `id`, or the chosen one when empty. Errors: MODEL_UNKNOWN. */
  manifestOf(id: string): Promise<string>
}

export function openModelShelf(folder: string): ModelShelf {
  const chosenPath = join(folder, CHOSEN)

  async function chosen(): Promise<string | null> {
    const text = await readFile(chosenPath, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    return text === null ? null : (JSON.parse(text) as { recognition: string }).recognition
  }

  async function list(): Promise<KnownModel[]> {
    const shipped = await readManifest(shippedManifestPath)
    const found = [{ model: shipped.recognition, manifestPath: shippedManifestPath, added: false }]
    for (const name of await addedNames(folder)) {
      const manifestPath = join(folder, name)
      found.push({ model: (await readManifest(manifestPath)).recognition, manifestPath, added: true })
    }
    const inUse = (await chosen()) ?? shipped.recognition.id
    const print = (shipped.print ?? []).map((model) => ({ model, manifestPath: shippedManifestPath, added: false }))
    return [
      ...found.map((one) => ({ ...one, kind: 'recognition' as const, chosen: one.model.id === inUse })),
      ...print.map((one) => ({ ...one, kind: 'print' as const, chosen: true })),
    ]
  }

  async function find(id: string): Promise<KnownModel> {
    const known = (await list()).filter(({ kind }) => kind === 'recognition')
    const found = known.find(({ model }) => model.id === id)
    if (found === undefined)
      throw new XianceError('MODEL_UNKNOWN', { model: id, known: known.map(({ model }) => model.id).join(', ') })
    return found
  }

  async function add(path: string, facts: ModelFacts = {}): Promise<RecognitionModel> {
    const { card, model, dictionary } = await readCandidate(path, facts)
    const same = (await list()).find((known) => known.kind === 'recognition' && known.model.id === card.id)?.model
    if (same !== undefined && !(same.sha256 === card.sha256 && sameDictionary(same, card)))
      throw new XianceError('MODEL_REFUSED', { path, problem: `${card.id}: another model has this id` })
    await mkdir(folder, { recursive: true })
    const kept = { ...card, file: `${card.sha256}.onnx`, dictionary: `${card.dictionarySha256}.txt` }
    await writeWhole(join(folder, kept.file), model)
    await writeWhole(join(folder, kept.dictionary), dictionary)
    if (same === undefined) await writeWhole(join(folder, `${card.id}.json`), asJson({ recognition: kept }))
    return kept
  }

  return {
    list,
    add,
    async use(id) {
      await checkModel(await find(id))
      await mkdir(folder, { recursive: true })
      await writeWhole(chosenPath, asJson({ recognition: id }))
    },
    async manifestOf(id) {
      const wanted = id === '' ? await chosen() : id
      return wanted === null ? shippedManifestPath : (await find(wanted)).manifestPath
    },
  }
}

/** Its files are there and have the hashes of the manifest. Errors: MODEL_MISSING, MODEL_DAMAGED. */
export async function checkModel({ model, manifestPath }: Pick<KnownModel, 'model' | 'manifestPath'>): Promise<number> {
  const { bytes } = await readModel(manifestPath, model.file, model.sha256)
  if ('dictionary' in model) await readModel(manifestPath, model.dictionary, model.dictionarySha256)
  return bytes.length
}

// Not a name that a model can have: ids begin with a letter or a digit.
const CHOSEN = '_chosen.json'

async function addedNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.filter((name) => name.endsWith('.json') && name !== CHOSEN).toSorted()
}

function sameDictionary(a: object, b: RecognitionModel): boolean {
  return 'dictionarySha256' in a && a.dictionarySha256 === b.dictionarySha256
}

// Under another name first: a model half copied when the power went is never found.
async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`
  await writeFile(unfinished, content, { flush: true })
  await rename(unfinished, path)
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
