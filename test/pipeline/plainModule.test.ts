import { execFile } from 'node:child_process'
import { isBuiltin } from 'node:module'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainModule } from '../../src/pipeline/plainModule.ts'
import { knownCounties } from '../../src/read/decode/counties.ts'

const run = promisify(execFile)
const { dependencies, devDependencies } = JSON.parse(
  await readFile(resolve(import.meta.dirname, '../../package.json'), 'utf8'),
) as Record<'dependencies' | 'devDependencies', Record<string, string>>
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

  it('keeps one folder for one content, named by it, and nothing half written', async () => {
    const other = resolve(import.meta.dirname, '../../src/cli/drawBlank.ts')
    const paths = await Promise.all([module, other, module].map((one) => plainModule(one, { folder })))
    expect(relative(folder, paths[0]!)).toMatch(/^[0-9a-f]{16}\/counties\.mjs$/)
    expect(basename(dirname(paths[0]!))).toBe(basename(dirname(await plainModule(module))))
    expect(await readdir(folder)).toEqual([...new Set(paths.map((path) => basename(dirname(path))))].sort())
    expect(new Set(paths).size).toBe(2)
  })

  it('keeps under a name what its caller knows by it, and leaves what is kept there', async () => {
    const path = await plainModule(module, { folder, name: 'known' })
    expect(path).toBe(join(folder, 'known/counties.mjs'))
    await writeFile(path, 'kept')
    const other = resolve(import.meta.dirname, '../../src/read/decode/pinyin.ts')
    await plainModule(other, { folder, name: 'known' })
    expect(await readFile(path, 'utf8')).toBe('kept')
  })

  it('leaves out only packages that are ours to ask for, so that each is found from where it is kept', async () => {
    const main = await plainModule(resolve(import.meta.dirname, '../../src/cli/main.ts'), { folder })
    const files = (await readdir(dirname(main))).filter((file) => file.endsWith('.mjs'))
    const code = await Promise.all(files.map((file) => readFile(join(dirname(main), file), 'utf8')))
    const asked = code.flatMap((text) => [...text.matchAll(/^(?:import|export) (?:[^"';]* from )?"([^".][^"]*)";$/gm)])
    const late = code.flatMap((text) => [...text.matchAll(/\bimport\("([^".][^"]*)"\)/g)])
    const packages = [...asked, ...late].map(([, name]) => name!).filter((name) => !isBuiltin(name))
    expect(packages.length).toBeGreaterThan(10)
    // As esbuild asks for what an older module leaves out; there is nobody to answer.
    expect(code.flatMap((text) => text.match(/__require\("[^"]*"\)/g) ?? [])).toEqual([])
    const roots = packages.map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
    expect([...new Set(roots)].filter((name) => !(name in dependencies) && !(name in devDependencies))).toEqual([])
  })

  it('is what is plain already', async () => {
    const plain = await plainModule(module, { folder })
    expect(await plainModule(plain, { folder: join(folder, 'again') })).toBe(plain)
  })

  it('is the module itself where nothing can be written', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    expect(await plainModule(module, { folder: join(file, 'below') })).toBe(module)
  })

  it('rejects what is no module, and goes on with the next', async () => {
    await expect(plainModule(join(folder, 'none.ts'), { folder })).rejects.toThrow(/none\.ts/)
    await expect(plainModule(module, { folder })).resolves.toMatch(/\.mjs$/)
  })
})
