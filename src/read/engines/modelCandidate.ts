import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { XianceError } from '../../contract/errors.ts'
import { cardProblem, type RecognitionModel } from './manifestSchema.ts'
import { readModel, readModelCard } from './modelManifest.ts'
import { openRecognizer } from './ppocr.ts'

/** What a folder without a card does not say of its model. */
export interface ModelFacts {
  readonly id?: string
  readonly heightPx?: number
  readonly licence?: string
  readonly source?: string
}

export interface Candidate {
  readonly card: RecognitionModel
  readonly model: Uint8Array
  readonly dictionary: Uint8Array
}

/**
 * A model from outside, its hashes checked and opened once on a white picture: one that cannot read, or whose dictionary is another
 * model's, is not taken. Errors: MODEL_MISSING, MODEL_DAMAGED, MODEL_REFUSED.
 */
export async function readCandidate(path: string, facts: ModelFacts): Promise<Candidate> {
  const { card, cardPath } = await cardOf(path, facts)
  const { bytes: model } = await readModel(cardPath, card.file, card.sha256)
  const { bytes: dictionary } = await readModel(cardPath, card.dictionary, card.dictionarySha256)
  try {
    const text = dictionary.toString('utf8')
    const opened = await openRecognizer({ id: card.id, bytes: model, dictionary: text, heightPx: card.heightPx, path })
    await opened.close()
  } catch (cause) {
    if (cause instanceof XianceError) throw cause
    const problem = cause instanceof Error ? cause.message : String(cause)
    throw new XianceError('MODEL_REFUSED', { path, problem }, { cause })
  }
  return { card, model, dictionary }
}

async function cardOf(path: string, facts: ModelFacts): Promise<{ card: RecognitionModel; cardPath: string }> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new XianceError('MODEL_MISSING', { path }, { cause })
  })
  if (!found.isDirectory()) return { card: await readModelCard(path), cardPath: path }
  const names = await readdir(path)
  const cardPath = join(path, CARD)
  return { card: names.includes(CARD) ? await readModelCard(cardPath) : await cardFrom(path, names, facts), cardPath }
}

const CARD = 'model.json'

/** For a folder as people publish them: the hashes are those of what lies there now. */
async function cardFrom(folder: string, names: readonly string[], facts: ModelFacts): Promise<RecognitionModel> {
  const only = (ending: string): string => {
    const [name, ...others] = names.filter((one) => one.endsWith(ending))
    if (name === undefined || others.length > 0)
      throw new XianceError('MODEL_REFUSED', { path: folder, problem: `model.json | 1 × *.onnx + 1 × *.txt` })
    return name
  }
  const file = only('.onnx')
  const dictionary = only('.txt')
  const card = {
    id: facts.id ?? '',
    file,
    sha256: await hashOf(join(folder, file)),
    dictionary,
    dictionarySha256: await hashOf(join(folder, dictionary)),
    heightPx: facts.heightPx ?? USUAL_HEIGHT_PX,
    licence: facts.licence ?? '',
    source: facts.source ?? '',
  }
  // A model nobody can say the licence of is not put into use.
  if (cardProblem(card) !== undefined || card.licence === '' || card.source === '')
    throw new XianceError('MODEL_REFUSED', { path: folder, problem: '--id --licence --source' })
  return card
}

// PP-OCR v3 to v5.
const USUAL_HEIGHT_PX = 48

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}
