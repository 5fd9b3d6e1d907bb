import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifestProblem, type ModelManifest } from '../../../src/read/engines/manifestSchema.ts'
import { readManifest, readModel, shippedManifestPath } from '../../../src/read/engines/modelManifest.ts'
import { openEngines } from '../../../src/read/engines/openEngines.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiance-models-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('the shipped manifest', () => {
  it('is as the schema wants it: readers take it unchecked', () => {
    expect(manifestProblem(JSON.parse(readFileSync(shippedManifestPath, 'utf8')))).toBeUndefined()
    expect(manifestProblem({ recognition: {} })).toContain('recognition')
  })

  it('names models that are installed and undamaged, each with licence and source', async () => {
    const manifest = await readManifest(shippedManifestPath)
    const { recognition } = manifest
    for (const { file, sha256, licence, source } of [recognition, ...(manifest.print ?? [])]) {
      await expect(readModel(shippedManifestPath, file, sha256)).resolves.toHaveProperty('bytes')
      expect(licence).not.toBe('')
      expect(source).not.toBe('')
    }
    expect(manifest.print?.map(({ id }) => id)).toEqual(['chi_sim', 'eng'])
  })
})

describe('openEngines', () => {
  it('refuses a model whose hash is not the one of the manifest', async () => {
    const modelsPath = variant('hash', (recognition) => ({ ...recognition, sha256: 'a'.repeat(64) }))
    await expect(openEngines({ modelsPath })).rejects.toMatchObject({ code: 'MODEL_DAMAGED' })
  })

  it('refuses a dictionary that does not fit the model, though its hash is right', async () => {
    const text = '一\n二\n三'
    writeFileSync(join(folder, 'short.txt'), text)
    const dictionarySha256 = createHash('sha256').update(text).digest('hex')
    const modelsPath = variant('dictionary', (recognition) => ({
      ...recognition,
      dictionary: 'short.txt',
      dictionarySha256,
    }))
    await expect(openEngines({ modelsPath })).rejects.toMatchObject({
      code: 'MODEL_DAMAGED',
      details: { expected: '5 classes', found: '6625 classes' },
    })
  })

  it('says which file is missing', async () => {
    const modelsPath = variant('missing', (recognition) => ({ ...recognition, file: 'gone.onnx' }))
    await expect(openEngines({ modelsPath })).rejects.toMatchObject({
      code: 'MODEL_MISSING',
      details: { path: join(folder, 'gone.onnx') },
    })
    await expect(openEngines({ modelsPath: join(folder, 'none.json') })).rejects.toMatchObject({
      code: 'MODEL_MISSING',
    })
  })

  it('refuses a manifest with an unknown member', async () => {
    const modelsPath = variant('unknown', (recognition) => ({ ...recognition, heightpx: 48 }))
    await expect(openEngines({ modelsPath })).rejects.toMatchObject({ code: 'MODEL_MISSING' })
  })
})

/** The shipped manifest with another recognition model, written beside the others of this test. */
function variant(name: string, change: (recognition: ModelManifest['recognition']) => object): string {
  const manifest = JSON.parse(readFileSync(shippedManifestPath, 'utf8')) as ModelManifest
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify({ ...manifest, recognition: change(manifest.recognition) }))
  return path
}
