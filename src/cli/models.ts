import { errors, XianceError } from '../contract/errors.ts'
import { errorText } from '../locale/errorText.ts'
import type { ModelFacts } from '../read/engines/modelCandidate.ts'
import { checkModel, openModelShelf, type KnownModel, type ModelShelf } from '../read/engines/modelShelf.ts'
import type { Command, CommandContext, OptionValues } from './command.ts'
import { foldersOf } from './folders.ts'
import { wholeNumber } from './number.ts'
import { chosenModel } from './product.ts'
import { readManifest } from '../read/engines/modelManifest.ts'
import { table } from './table.ts'

export const modelsList: Command = {
  name: 'models list',
  usage: '[--json]',
  words: [0, 0],
  options: { json: { type: 'boolean' } },
  async run(_words, options, context) {
    const known = await inUseFirst(context)
    if (options['json'] === true) context.print(JSON.stringify(known.map(shown), null, 2))
    else {
      const { model, kind, inUse, yes, licence, source } = context.words.models
      const rows = known.map((one) => [
        one.model.id,
        context.words.models[one.kind],
        one.chosen ? yes : '',
        one.model.licence,
        one.model.source,
      ])
      context.print(table([model, kind, inUse, licence, source], rows))
    }
    return 0
  },
}

export const modelsAdd: Command = {
  name: 'models add',
  usage: 'FOLDER|MODEL.json [--id ID --licence L --source S] [--height N] [--json]',
  words: [1, 1],
  options: {
    id: { type: 'string' },
    height: { type: 'string' },
    licence: { type: 'string' },
    source: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run([path], options, context) {
    const added = await shelfOf(context).add(path!, factsOf(options))
    const { model, licence, source } = context.words.models
    if (options['json'] === true) context.print(JSON.stringify(added, null, 2))
    else {
      context.print(table([model, 'sha256', licence, source], [[added.id, added.sha256, added.licence, added.source]]))
      context.note(`${context.words.models.added}: xiance models use ${added.id} · xiance bench --model ${added.id}`)
    }
    return 0
  },
}

export const modelsUse: Command = {
  name: 'models use',
  usage: 'ID',
  words: [1, 1],
  options: {},
  async run([id], _options, context) {
    await shelfOf(context).use(id!)
    context.print(`${id!}: ${context.words.models.use}`)
    return 0
  },
}

export const modelsVerify: Command = {
  name: 'models verify',
  usage: '[--json]',
  words: [0, 0],
  options: { json: { type: 'boolean' } },
  async run(_words, options, context) {
    const findings = await Promise.all(
      (await shelfOf(context).list()).map(async (known) => ({
        id: known.model.id,
        kind: known.kind,
        ...(await look(known)),
      })),
    )
    if (options['json'] === true) context.print(JSON.stringify(findings, null, 2))
    else {
      const { model, kind, state, ok } = context.words.models
      const rows = findings.map(({ id, kind: use, error, bytes }) => [
        id,
        context.words.models[use],
        error === null ? `✓ ${ok}` : `✗ ${errorText(error, context.lang).what}`,
        bytes === null ? '–' : (bytes / 1e6).toFixed(1),
      ])
      context.print(table([model, kind, state, 'MB'], rows))
    }
    return findings.every(({ ok }) => ok) ? 0 : errors.MODEL_DAMAGED.exit
  },
}

function shelfOf({ settings }: CommandContext): ModelShelf {
  return openModelShelf(foldersOf(settings).models)
}

/** The setting stands over what was chosen in the data folder. */
async function inUseFirst(context: CommandContext): Promise<KnownModel[]> {
  const known = await shelfOf(context).list()
  const { model } = context.settings
  if (model === '') return known
  const { recognition } = await readManifest(await chosenModel(context.settings))
  return known.map((one) => (one.kind === 'recognition' ? { ...one, chosen: one.model.id === recognition.id } : one))
}

function shown({ kind, model, added, chosen }: KnownModel): object {
  return { kind, ...model, added, chosen }
}

function factsOf(options: OptionValues): ModelFacts {
  const text = (name: string): object => (options[name] === undefined ? {} : { [name]: String(options[name]) })
  const height =
    options['height'] === undefined ? {} : { heightPx: wholeNumber('height', options['height'], 48, 16, 128) }
  return { ...text('id'), ...text('licence'), ...text('source'), ...height }
}

async function look(known: KnownModel): Promise<{ ok: boolean; bytes: number | null; error: XianceError | null }> {
  try {
    return { ok: true, bytes: await checkModel(known), error: null }
  } catch (error) {
    if (!(error instanceof XianceError)) throw error
    return { ok: false, bytes: null, error }
  }
}
