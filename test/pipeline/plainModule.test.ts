import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainModule } from '../../src/pipeline/plainModule.ts'
import { knownCounties } from '../../src/read/decode/counties.ts'

const run = promisify(execFile)
const module = resolve(import.meta.dirname, '../../src/read/decode/counties.ts')
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'xiance-plain-'))))
afterAll(() => rm(folder, { recursive: true }))

describe('plainModule', () => {
  it('runs in plain node as the module does, and finds the data beside its source', async () => {
    const path = await plainModule(module)
    expect(path).toMatch(/\.mjs$/)
    const asks =
      'import(process.argv[1]).then(({ knownCounties }) => console.log(JSON.stringify([...knownCounties()])))'
    const { stdout } = await run(process.execPath, ['-e', asks, path])
    expect(JSON.parse(stdout)).toEqual([...knownCounties()])
    expect(knownCounties()).toContain('430102')
  })

  it('keeps one file for one content, named by it, and nothing half written', async () => {
    const other = resolve(import.meta.dirname, '../../src/cli/drawBlank.ts')
    const paths = await Promise.all([module, other, module].map((one) => plainModule(one, folder)))
    expect(basename(paths[0]!)).toBe(basename(await plainModule(module)))
    expect(await readdir(folder)).toEqual([...new Set(paths.map((path) => basename(path)))].sort())
    expect(new Set(paths).size).toBe(2)
  })

  it('is the module itself where nothing can be written', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    expect(await plainModule(module, join(file, 'below'))).toBe(module)
  })

  it('rejects what is no module, and goes on with the next', async () => {
    await expect(plainModule(join(folder, 'none.ts'), folder)).rejects.toThrow(/none\.ts/)
    await expect(plainModule(module, folder)).resolves.toMatch(/\.mjs$/)
  })
})
