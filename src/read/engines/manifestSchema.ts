import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'

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

/** What is wrong with a manifest, or with the card of one model; undefined when nothing is. */
export const manifestProblem = (value: unknown): string | undefined => firstOf(manifest.Errors(value))
export const cardProblem = (value: unknown): string | undefined => firstOf(card.Errors(value))

function firstOf([problem]: { instancePath: string; message: string }[]): string | undefined {
  return problem === undefined ? undefined : `${problem.instancePath} ${problem.message}`
}

const manifest = Compile(ModelManifest)
const card = Compile(RecognitionModel)
