import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { top } from '../run/runFolder.ts'

const run = promisify(execFile)
let folder: string
const below = (path: string): string => join(folder, path)
const kept = (): Promise<string[]> => readdir(below('node_modules/.cache/xiance'))
const said = async (...args: string[]): Promise<string> =>
  (await run(process.execPath, [below('src/cli/xiance.js'), ...args])).stdout

/** The bin over a product of two files. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiance-bin-'))
  for (const one of ['src/cli', 'src/pipeline', 'node_modules']) await mkdir(below(one), { recursive: true })
  for (const one of ['src/cli/xiance.js', 'src/pipeline/plainModule.ts', 'package.json', 'package-lock.json'])
    await cp(join(top, one), below(one))
  for (const one of ['esbuild', 'tsx']) await symlink(join(top, 'node_modules', one), below(`node_modules/${one}`))
  await writeFile(below('src/cli/main.ts'), "import { word } from './word.ts'\nprocess.stdout.write(word())\n")
  await says("'first'")
})
afterEach(() => rm(folder, { recursive: true }))
const says = (what: string): Promise<void> =>
  writeFile(below('src/cli/word.ts'), `export function word(): string {\n  return ${what}\n}\n`)

describe('the bin', () => {
  it('runs the sources as they are now, and joins them once for each state', async () => {
    expect(await said()).toBe('first')
    expect(await kept()).toHaveLength(1)
    expect(await said()).toBe('first')
    expect(await kept()).toHaveLength(1)
    await says("'changed'")
    expect(await said()).toBe('changed')
    expect(await kept()).toHaveLength(2)
  })

  it('leaves the ten newest states, the one that runs among them', async () => {
    const older = Array.from({ length: 12 }, (_, i) => `cli-${i.toString(16).padStart(16, '0')}`)
    for (const [i, one] of older.entries()) {
      await mkdir(below(`node_modules/.cache/xiance/${one}`), { recursive: true })
      await utimes(below(`node_modules/.cache/xiance/${one}`), 1000 + i, 1000 + i)
    }
    await mkdir(below('node_modules/.cache/xiance/0123456789abcdef'))
    expect(await said()).toBe('first')
    expect(await kept()).toHaveLength(11)
    expect(await kept()).toEqual(expect.arrayContaining(['0123456789abcdef', ...older.slice(3)]))
    expect(await said()).toBe('first')
  })

  it('gives the arguments on', async () => {
    await says("process.argv.slice(2).join('+')")
    for (let time = 0; time < 2; time++) expect(await said('form', 'list')).toBe('form+list')
  })

  it('is one for many that start at once', async () => {
    expect(await Promise.all([1, 2, 3].map(() => said()))).toEqual(['first', 'first', 'first'])
    expect(await kept()).toHaveLength(1)
  })

  it('runs the sources by their loader where nothing can be kept', async () => {
    await writeFile(below('node_modules/.cache'), '')
    expect(await said()).toBe('first')
  })

  it('names the line of the source where something was thrown', async () => {
    await says("'' + (() => { throw new Error('on purpose') })()")
    for (let time = 0; time < 2; time++) await expect(said()).rejects.toThrow(/src\/cli\/word\.ts:2:/)
  })

  it('says where a source is none, and keeps nothing of it', async () => {
    await says('')
    await writeFile(below('src/cli/word.ts'), 'export const = 1\n')
    await expect(said()).rejects.toThrow(/src\/cli\/word\.ts:1:/)
    await expect(kept()).rejects.toThrow('ENOENT')
  })
})
