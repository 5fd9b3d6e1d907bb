import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandOf } from '../../src/cli/commands.ts'
import type { OptionValues } from '../../src/cli/command.ts'
import { samplesFolder } from '../../src/cli/folders.ts'
import { openProduct } from '../../src/cli/product.ts'
import { readSettings } from '../../src/cli/settings.ts'
import { cli as words } from '../../src/locale/en/cli.ts'
import { readManifest, readModel, shippedManifestPath } from '../../src/read/engines/modelManifest.ts'
import { putBlanks } from '../run/drawnBlanks.ts'

const ID = 'another-v5'
let folder: string
let data: string
let shipped: { model: Buffer; dictionary: Buffer }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiance-models-'))
  data = join(folder, 'data')
  const { recognition } = await readManifest(shippedManifestPath)
  const model = (await readModel(shippedManifestPath, recognition.file, recognition.sha256)).bytes
  const dictionary = await readModel(shippedManifestPath, recognition.dictionary, recognition.dictionarySha256)
  shipped = { model, dictionary: dictionary.bytes }
})
afterAll(() => rm(folder, { recursive: true }))

// One story: each step stands on the one before.
describe('a model from outside', () => {
  it('is added from a folder as people publish them, copied by its hash, and read back as sound', async () => {
    const source = await published('published', shipped.model)
    const facts = { id: ID, licence: 'Apache-2.0', source: 'the shipped model under another name' }
    const { json } = await run('models add', [source], { ...facts, json: true })
    expect(json).toMatchObject({
      id: ID,
      sha256: sha256(shipped.model),
      heightPx: 48,
      file: `${sha256(shipped.model)}.onnx`,
    })
    await rm(source, { recursive: true })
    expect((await readdir(join(data, 'db/models'))).toSorted()).toEqual(
      [`${ID}.json`, `${sha256(shipped.model)}.onnx`, `${sha256(windows(shipped.dictionary))}.txt`].toSorted(),
    )
    const { json: verified, exit } = await run('models verify', [], { json: true })
    expect(verified.map(({ id, ok }: { id: string; ok: boolean }) => [id, ok])).toEqual([
      ['ppocrv4-mobile', true],
      [ID, true],
      ['chi_sim', true],
      ['eng', true],
    ])
    expect(exit).toBe(0)
  })

  it('is read with once it is chosen, and not before', async () => {
    expect(await inUse()).toEqual(['ppocrv4-mobile'])
    await run('models use', [ID])
    expect(await inUse()).toEqual([ID])
    await putBlanks(data)
    const product = await openProduct(settings())
    try {
      const [arrival] = await product.office.intakePaths([join(samplesFolder, 'ideas-clean-bits.pdf')])
      const { fields } = await product.office.letter(arrival!.letters[0]!)
      expect(fields.find(({ id }) => id === 'idea')!.reading).toMatchObject({ state: 'read', engine: ID })
    } finally {
      await product.close()
    }
  }, 180_000)

  it('gives way to the setting', async () => {
    expect(await inUse({ XIANCE_MODEL: 'ppocrv4-mobile' })).toEqual(['ppocrv4-mobile'])
    await expect(openProduct(settings({ XIANCE_MODEL: 'ppocrv9' }))).rejects.toMatchObject({
      code: 'MODEL_UNKNOWN',
      details: { model: 'ppocrv9', known: `ppocrv4-mobile, ${ID}` },
    })
  })

  it('is refused from the day one byte of it is another', async () => {
    const path = join(data, `db/models/${sha256(windows(shipped.dictionary))}.txt`)
    const bytes = await readFile(path)
    bytes[1000]! ^= 1
    await writeFile(path, bytes)
    const { json, exit } = await run('models verify', [], { json: true })
    expect(json.find(({ id }: { id: string }) => id === ID)).toMatchObject({
      ok: false,
      error: { code: 'MODEL_DAMAGED' },
    })
    expect(exit).toBe(9)
    await expect(openProduct(settings())).rejects.toMatchObject({ code: 'MODEL_DAMAGED' })
    await expect(run('models use', [ID])).rejects.toMatchObject({ code: 'MODEL_DAMAGED' })
  })

  it('is made whole by adding it again', async () => {
    const source = await published('again', shipped.model)
    await run('models add', [source], { id: ID, licence: 'Apache-2.0', source: 'the same again' })
    expect((await run('models verify', [], { json: true })).exit).toBe(0)
  })
})

describe('models add', () => {
  it('refuses bytes that are not those of the card', async () => {
    const source = await published('damaged', shipped.model)
    const card = { id: 'x', file: 'rec.onnx', sha256: 'a'.repeat(64), dictionary: 'keys.txt', heightPx: 48 }
    const dictionarySha256 = sha256(windows(shipped.dictionary))
    await writeFile(
      join(source, 'model.json'),
      JSON.stringify({ ...card, dictionarySha256, licence: 'x', source: 'x' }),
    )
    await expect(run('models add', [source])).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      details: { expected: 'a'.repeat(64), found: sha256(shipped.model) },
    })
  })

  it('refuses what no engine can open, a dictionary of another model, and a model without a licence', async () => {
    const facts = { id: 'y', licence: 'x', source: 'x' }
    const nonsense = await published('nonsense', Buffer.from('not a model'))
    await expect(run('models add', [nonsense], facts)).rejects.toMatchObject({ code: 'MODEL_REFUSED' })
    const other = await published('dictionary', shipped.model, Buffer.from('一\n二\n'))
    await expect(run('models add', [other], facts)).rejects.toMatchObject({ code: 'MODEL_DAMAGED' })
    const unlicensed = await published('unlicensed', shipped.model)
    await expect(run('models add', [unlicensed], { id: 'y' })).rejects.toMatchObject({ code: 'MODEL_REFUSED' })
    await expect(run('models add', [join(folder, 'nowhere')], facts)).rejects.toMatchObject({ code: 'MODEL_MISSING' })
  })

  it('refuses another model under an id that is taken', async () => {
    const source = await published('taken', shipped.model, shipped.dictionary)
    const facts = { id: 'ppocrv4-mobile', licence: 'x', source: 'x' }
    await run('models add', [source], { ...facts, id: 'z' })
    await expect(
      run('models add', [await published('taken2', shipped.model)], { ...facts, id: 'z' }),
    ).rejects.toMatchObject({ code: 'MODEL_REFUSED' })
  })
})

async function inUse(env: Record<string, string> = {}): Promise<string[]> {
  const { json } = await run('models list', [], { json: true }, env)
  return json
    .filter(({ kind, chosen }: { kind: string; chosen: boolean }) => kind === 'recognition' && chosen)
    .map(({ id }: { id: string }) => id)
}

function settings(env: Record<string, string> = {}) {
  return readSettings({ XIANCE_DATA: data, XIANCE_READERS: '1', ...env })
}

async function run(name: string, args: string[], options: OptionValues = {}, env: Record<string, string> = {}) {
  const printed: string[] = []
  const exit = await (await commandOf(name.split(' ')))!.run(args, options, {
    settings: settings(env),
    words,
    lang: 'en',
    print: (line) => printed.push(line),
    note: () => undefined,
    terminal: false,
  })
  return { exit, json: options['json'] === true ? JSON.parse(printed.join('\n')) : null }
}

/** A folder with a model and a dictionary of its own: the same characters, the line ends of another system. */
async function published(name: string, model: Buffer, dictionary = windows(shipped.dictionary)): Promise<string> {
  const path = join(folder, name)
  await mkdir(path)
  await writeFile(join(path, 'rec.onnx'), model)
  await writeFile(join(path, 'keys.txt'), dictionary)
  return path
}

function windows(dictionary: Buffer): Buffer {
  return Buffer.from(dictionary.toString('utf8').replaceAll('\n', '\r\n'))
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
