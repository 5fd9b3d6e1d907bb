import type { GrayImage } from '../../contract/image.ts'
import type { CtcMatrix } from './ctc.ts'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { XianceError } from '../../contract/errors.ts'
import { lighten } from './onnx/lighten.ts'

/** The characters a line model knows; index 0 is the blank and stands for nothing. */
export interface Alphabet {
  readonly characters: readonly string[]
  /** undefined: the model does not know this character. */
  labelOf(character: string): number | undefined
}

/** A line model: pictures of text in, CTC matrices out. */
export interface Recognizer {
  readonly id: string
  readonly heightPx: number
  readonly alphabet: Alphabet
  /** All of one width, `heightPx` high, dark text on white. One matrix each, in their order. */
  recognize(lines: readonly GrayImage[]): Promise<CtcMatrix[]>
  close(): Promise<void>
}

export interface RecognizerModel {
  readonly id: string
  readonly bytes: Uint8Array
  /** One character a line. */
  readonly dictionary: string
  readonly heightPx: number
  /** For messages. */
  readonly path: string
}

/** Errors: MODEL_DAMAGED when the classes of the model are not those of its dictionary. */
export async function openRecognizer(model: RecognizerModel): Promise<Recognizer> {
  const session = await InferenceSession.create(lightened(model.bytes), {
    // Two processes of one thread beat one process of two (RECOGNITION.md, speed).
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
  })
  const input = session.inputNames[0]!
  const output = session.outputNames[0]!
  const alphabet = readAlphabet(model.dictionary)
  const { heightPx } = model

  // Lines come one after the other, so one array does for all of them: what is not made need not be collected.
  let values = new Float32Array(0)

  async function recognize(lines: readonly GrayImage[]): Promise<CtcMatrix[]> {
    const widthPx = lines[0]!.widthPx
    const dims = [lines.length, CHANNELS, heightPx, widthPx]
    const length = dims.reduce((product, dim) => product * dim, 1)
    if (values.length < length) values = new Float32Array(length)
    const tensor = new Tensor('float32', normalise(lines, widthPx, heightPx, values.subarray(0, length)), dims)
    const result = (await session.run({ [input]: tensor }))[output]!
    const [, steps, classes] = result.dims as [number, number, number]
    const all = result.data as Float32Array
    const size = steps * classes
    return lines.map((_, i) => ({
      steps,
      classes,
      probabilities: all.subarray(i * size, (i + 1) * size),
      pxPerStep: widthPx / steps,
    }))
  }

  const [probe] = await recognize([{ widthPx: heightPx, heightPx, data: new Uint8Array(heightPx * heightPx) }])
  if (probe!.classes !== alphabet.characters.length) {
    await session.release()
    throw new XianceError('MODEL_DAMAGED', {
      path: model.path,
      expected: `${alphabet.characters.length} classes`,
      found: `${probe!.classes} classes`,
    })
  }
  return { id: model.id, heightPx, alphabet, recognize, close: () => session.release() }
}

function lightened(model: Uint8Array): Uint8Array {
  try {
    return lighten(model)
  } catch (error) {
    // Written in a way we do not know: the engine may know it, and says so if it does not.
    if (error instanceof RangeError) return model
    throw error
  }
}

function readAlphabet(dictionary: string): Alphabet {
  const lines = dictionary.replace(/\r/g, '').replace(/\n$/, '').split('\n')
  const characters = ['', ...lines, ' ']
  const labels = new Map(characters.map((character, label) => [character, label]))
  labels.delete('')
  return { characters, labelOf: (character) => labels.get(character) }
}

const CHANNELS = 3

/** 0..255 to -1..1, the same in all three channels: the model was trained on colour pictures. */
function normalise(lines: readonly GrayImage[], widthPx: number, heightPx: number, values: Float32Array): Float32Array {
  const plane = widthPx * heightPx
  for (const [i, line] of lines.entries()) {
    if (line.widthPx !== widthPx || line.heightPx !== heightPx)
      throw new RangeError(`a line of ${line.widthPx} × ${line.heightPx} among lines of ${widthPx} × ${heightPx}`)
    const start = i * CHANNELS * plane
    for (let p = 0; p < plane; p++) values[start + p] = line.data[p]! / 127.5 - 1
    values.copyWithin(start + plane, start, start + plane)
    values.copyWithin(start + 2 * plane, start, start + plane)
  }
  return values
}
