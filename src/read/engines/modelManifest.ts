import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { XianceError } from '../../contract/errors.ts'

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })

const PrintModel = Type.Object(
  {
    id: Type.String({ minLength: 1 }),
    /** `npm:PACKAGE/PATH`, an absolute path, or a path beside the manifest. */
    file: Type.String({ minLength: 1 }),
    sha256: Sha256,
    licence: Type.String(),
    source: Type.String(),
  },
  { additionalProperties: false },
)
export type PrintModel = Static<typeof PrintModel>

/** A CTC line model (ONNX): dark text on white in, `[lines, steps, classes]` out. */
export const RecognitionModel = Type.Object(
  {
    ...PrintModel.properties,
    /** Stands in readings, settings and file names. */
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{0,63}$' }),
    /** One character a line; the blank comes before the first and the space after the last. */
    dictionary: Type.String({ minLength: 1 }),
    dictionarySha256: Sha256,
    heightPx: Type.Integer({ minimum: 16, maximum: 128 }),
  },
  { additionalProperties: false },
)
export type RecognitionModel = Static<typeof RecognitionModel>

/**
 * Which recognition models are used, as data: a stronger model drops in by naming its file here.
 * `print` are the tesseract languages; without them those of the shipped manifest are meant.
 */
export const ModelManifest = Type.Object(
  { recognition: RecognitionModel, print: Type.Optional(Type.Array(PrintModel)) },
  { additionalProperties: false },
)
export type ModelManifest = Static<typeof ModelManifest>

export const shippedManifestPath = fileURLToPath(new URL('models.json', import.meta.url))

/** Errors: MODEL_MISSING when there is no such file or it is not a manifest. */
export async function readManifest(path: string): Promise<ModelManifest> {
  return readJson(path, manifestSchema)
}

/** What a model for `models add` says of itself: the member `recognition` of a manifest, in a file of its own. Errors: MODEL_MISSING. */
export async function readModelCard(path: string): Promise<RecognitionModel> {
  return readJson(path, cardSchema)
}

async function readJson<T>(
  path: string,
  schema: { Errors(value: unknown): { instancePath: string; message: string }[] },
): Promise<T> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new XianceError('MODEL_MISSING', { path }, { cause })
  }
  const [problem] = schema.Errors(value)
  if (problem !== undefined)
    throw new XianceError('MODEL_MISSING', { path: `${path} ${problem.instancePath} ${problem.message}` })
  return value as T
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

const manifestSchema = Compile(ModelManifest)
const cardSchema = Compile(RecognitionModel)
